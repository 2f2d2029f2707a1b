package dev.ringwatch.kafka;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records that were read before they were asked for, by partition. Used by one thread. */
final class ReadAhead {

  /** Up to how many offsets are read over: transactions leave some between ranges. */
  private static final int MAX_GAP = 1_000;

  /** What a record takes beside its key and value, about. */
  private static final int RECORD_BYTES = 200;

  private final Map<TopicPartition, ArrayDeque<ConsumerRecord<byte[], byte[]>>> ready =
      new HashMap<>();

  /** Where each partition's next range begins, if it follows the last. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  private long bytes;

  /** How many bytes lie ready, of all partitions. */
  long bytes() {
    return bytes;
  }

  boolean has(TopicPartition partition) {
    return !of(partition).isEmpty();
  }

  /** Adds records that follow those of their partition. */
  void add(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    of(partition).addAll(records);
    records.forEach(record -> bytes += bytes(record));
  }

  /** Takes the records of a partition that lie before an offset. */
  List<ConsumerRecord<byte[], byte[]>> takeBefore(TopicPartition partition, long offset) {
    ArrayDeque<ConsumerRecord<byte[], byte[]>> found = of(partition);
    List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
    while (!found.isEmpty() && found.getFirst().offset() < offset) {
      ConsumerRecord<byte[], byte[]> record = found.removeFirst();
      bytes -= bytes(record);
      taken.add(record);
    }
    return taken;
  }

  /** Says where a partition's next range begins, if it follows the last. */
  void goOnAt(TopicPartition partition, long offset) {
    next.put(partition, offset);
  }

  /** Whether reading on in a partition comes to an offset soon. */
  boolean leadsTo(TopicPartition partition, long offset) {
    long gap = offset - next.getOrDefault(partition, Long.MAX_VALUE);
    return gap >= 0 && gap <= MAX_GAP;
  }

  /** Forgets what lies ready of a partition. */
  void forget(TopicPartition partition) {
    takeBefore(partition, Long.MAX_VALUE);
    next.remove(partition);
  }

  /** Forgets all. */
  void clear() {
    ready.clear();
    next.clear();
    bytes = 0;
  }

  private ArrayDeque<ConsumerRecord<byte[], byte[]>> of(TopicPartition partition) {
    return ready.computeIfAbsent(partition, none -> new ArrayDeque<>());
  }

  private static long bytes(ConsumerRecord<byte[], byte[]> record) {
    return RECORD_BYTES
        + Math.max(0L, record.serializedKeySize())
        + Math.max(0L, record.serializedValueSize());
  }
}
