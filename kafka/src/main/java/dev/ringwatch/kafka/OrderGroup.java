package dev.ringwatch.kafka;

import dev.ringwatch.log.ControlRecord;
import java.util.List;
import java.util.UUID;

/**
 * Entries of the log that got their numbers together: one record of the topic of order. First come
 * the events, range by range, then the control records.
 *
 * @param logId which log it belongs to
 * @param eventsTopic the brokers' id of the topic of events that the ranges lie in: one that is
 *     made anew under the same name is another
 * @param firstSeq the number of its first entry, or of the next one if it has none
 * @param ranges where the events are
 * @param controls the control records themselves
 * @param positions for each partition of the topic of events, from where on nothing has a place yet
 */
record OrderGroup(
    UUID logId,
    UUID eventsTopic,
    long firstSeq,
    List<Range> ranges,
    List<ControlRecord> controls,
    List<Long> positions) {

  /**
   * Records of one partition that follow one another.
   *
   * @param partition which
   * @param from the offset of the first
   * @param to behind the offset of the last
   * @param events how many of them are entries of the log
   * @param leftOut the offsets of those that are not, ascending: duplicates, and what is no event
   */
  record Range(int partition, long from, long to, int events, List<Long> leftOut) {

    /** Copies the offsets. */
    Range {
      leftOut = List.copyOf(leftOut);
    }
  }

  /** Copies the lists. */
  OrderGroup {
    ranges = List.copyOf(ranges);
    controls = List.copyOf(controls);
    positions = List.copyOf(positions);
  }

  /** How many entries it has. */
  int entries() {
    return ranges.stream().mapToInt(Range::events).sum() + controls.size();
  }

  /** The number of its last entry, one less than the first if it has none. */
  long lastSeq() {
    return firstSeq + entries() - 1;
  }

  /** From where on a partition's records have no place yet; 0 of one that is new. */
  long position(int partition) {
    return partition < positions.size() ? positions.get(partition) : 0;
  }
}
