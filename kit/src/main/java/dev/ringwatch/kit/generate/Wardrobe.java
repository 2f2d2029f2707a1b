package dev.ringwatch.kit.generate;

/** What a ring's members act from and with. */
@FunctionalInterface
interface Wardrobe {

  /** The setting for a member, by position in the crew, in a shift, by number. */
  Setting dress(int member, int shift);
}
