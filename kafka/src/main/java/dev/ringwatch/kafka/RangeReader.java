package dev.ringwatch.kafka;

import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads ranges of the topic of events. Ranges of a partition that follow one another are one
 * stream: what was read ahead is kept, up to a bound. Used by one thread.
 */
final class RangeReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  /** How many records of a partition may lie ready before no more of it is fetched. */
  private static final int MAX_READY = 50_000;

  /** Up to how many offsets are read over: transactions leave some between ranges. */
  private static final int MAX_GAP = 1_000;

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Duration patience;
  private final Map<TopicPartition, ArrayDeque<ConsumerRecord<byte[], byte[]>>> ready =
      new HashMap<>();

  /** Where each partition's next range begins, if it follows the last. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  RangeReader(KafkaLogConfig config, Clients clients, String role) {
    consumer = clients.reader(role);
    topic = config.topics().events();
    patience = config.waits().store();
  }

  /** The records of a range that are left and are entries of the log, in order. */
  List<ConsumerRecord<byte[], byte[]>> read(OrderGroup.Range range) {
    TopicPartition partition = new TopicPartition(topic, range.partition());
    ArrayDeque<ConsumerRecord<byte[], byte[]>> found = goTo(partition, range.from());
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(range.events());
    Set<Long> leftOut = new HashSet<>(range.leftOut());
    long left = patience.toNanos();
    while (true) {
      while (!found.isEmpty() && found.getFirst().offset() < range.to()) {
        ConsumerRecord<byte[], byte[]> record = found.removeFirst();
        if (record.offset() >= range.from() && !leftOut.contains(record.offset())) {
          records.add(record);
        }
      }
      if (!found.isEmpty() || consumer.position(partition) >= range.to()) {
        next.put(partition, range.to());
        return records;
      }
      left -= fetch(partition);
      if (left < 0) {
        throw new LogUnavailableException(
            partition + " gave nothing within " + patience.toMillis() + " ms");
      }
    }
  }

  /** Forgets what was read ahead, after a failure. */
  void startAgain() {
    next.clear();
  }

  private ArrayDeque<ConsumerRecord<byte[], byte[]>> goTo(TopicPartition partition, long offset) {
    ArrayDeque<ConsumerRecord<byte[], byte[]>> found = ready(partition);
    if (!consumer.assignment().contains(partition)) {
      consumer.assign(ready.keySet());
    }
    long gap = offset - next.getOrDefault(partition, Long.MAX_VALUE);
    if (gap < 0 || gap > MAX_GAP) {
      long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
      found.clear();
      consumer.seek(partition, Math.max(begin, offset));
    }
    return found;
  }

  private ArrayDeque<ConsumerRecord<byte[], byte[]>> ready(TopicPartition partition) {
    return ready.computeIfAbsent(partition, none -> new ArrayDeque<>());
  }

  /** Fetches what there is, of this partition in any case; says how long it took. */
  private long fetch(TopicPartition wanted) {
    long asked = System.nanoTime();
    consumer.pause(
        ready.keySet().stream()
            .filter(partition -> !partition.equals(wanted))
            .filter(partition -> ready(partition).size() >= MAX_READY)
            .toList());
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    for (TopicPartition partition : records.partitions()) {
      ready(partition).addAll(records.records(partition));
    }
    consumer.resume(consumer.paused());
    return System.nanoTime() - asked;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
