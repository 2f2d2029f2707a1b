package dev.ringwatch.log;

import java.util.List;

/**
 * Entries that follow one another in the log without a gap.
 *
 * @param firstSeq the sequence number of the first; of an empty batch, where it would have begun
 * @param entries the entries; handed over, nobody changes them afterwards
 */
public record LogBatch(long firstSeq, List<LogEntry> entries) {

  /** The sequence number of the last entry, {@code firstSeq - 1} of an empty batch. */
  public long lastSeq() {
    return firstSeq + entries.size() - 1;
  }
}
