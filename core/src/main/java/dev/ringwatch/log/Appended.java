package dev.ringwatch.log;

/**
 * What became of events that were appended.
 *
 * @param accepted how many are in the log because of this call
 * @param duplicates how many were left out because the log has their identity, or because they came
 *     twice in this call; 0 where only another process can know
 * @param lastSeq the sequence number from which on a reader has seen all of them, duplicates
 *     included; {@link #UNKNOWN} where only another process can know
 */
public record Appended(int accepted, int duplicates, long lastSeq) {

  /** The place of events that another process puts into the log: no reader here comes to it. */
  public static final long UNKNOWN = Long.MAX_VALUE;
}
