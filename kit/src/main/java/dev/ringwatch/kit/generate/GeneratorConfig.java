package dev.ringwatch.kit.generate;

/**
 * What to generate. Equal configurations give equal bytes, on every platform.
 *
 * @param seed where all randomness comes from
 * @param volume how much there is
 * @param traps how hard it is
 * @param abuse what is planted
 * @param sessionIds whether events carry platform session ids
 */
public record GeneratorConfig(
    long seed, Volume volume, TrapLevel traps, AbuseConfig abuse, boolean sessionIds) {

  /** A plain day of a million events with abuse in it, under seed 1. */
  public static GeneratorConfig ofDefaults() {
    return new GeneratorConfig(
        1, Volume.ofDefaults(), TrapLevel.PLAIN, AbuseConfig.ofDefaults(), false);
  }

  /** The same under another seed. */
  public GeneratorConfig withSeed(long newSeed) {
    return new GeneratorConfig(newSeed, volume, traps, abuse, sessionIds);
  }

  /** The same with another volume. */
  public GeneratorConfig withVolume(Volume newVolume) {
    return new GeneratorConfig(seed, newVolume, traps, abuse, sessionIds);
  }

  /** The same with other traps. */
  public GeneratorConfig withTraps(TrapLevel newTraps) {
    return new GeneratorConfig(seed, volume, newTraps, abuse, sessionIds);
  }

  /** The same with other abuse. */
  public GeneratorConfig withAbuse(AbuseConfig newAbuse) {
    return new GeneratorConfig(seed, volume, traps, newAbuse, sessionIds);
  }

  /** The same with or without session ids. */
  public GeneratorConfig withSessionIds(boolean present) {
    return new GeneratorConfig(seed, volume, traps, abuse, present);
  }

  /** Whether the world holds what belongs to a level. */
  boolean holds(TrapLevel level) {
    return level.compareTo(traps) <= 0;
  }
}
