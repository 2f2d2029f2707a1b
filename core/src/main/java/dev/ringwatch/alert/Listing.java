package dev.ringwatch.alert;

/** What people have listed an account as. */
public enum Listing {
  /** It is on no list. */
  NONE,
  /** It is let pass. */
  ALLOWED,
  /** It is to be looked at sooner than others. */
  WATCHED
}
