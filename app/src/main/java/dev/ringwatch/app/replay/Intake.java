package dev.ringwatch.app.replay;

import java.util.Map;

/**
 * What was replayed.
 *
 * @param events how many events
 * @param period the times of the first and of the last
 * @param outside how many others were read that lie outside the period that was asked for
 * @param duplicates how many of the events came twice and counted once
 * @param late how many came after their minute had closed
 * @param failed how many could not be processed
 * @param rejected lines of files that were not used, by the reason
 */
record Intake(
    long events,
    Period period,
    long outside,
    long duplicates,
    long late,
    long failed,
    Map<String, Long> rejected) {

  /** How many lines of files were not used. */
  long rejectedLines() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}
