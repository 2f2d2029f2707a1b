package dev.ringwatch.feature;

/** Which side of a feature's distribution speaks for abuse. */
public enum Tail {
  /** Large values. */
  HIGH,
  /** Small values. */
  LOW,
  /** Both. */
  BOTH
}
