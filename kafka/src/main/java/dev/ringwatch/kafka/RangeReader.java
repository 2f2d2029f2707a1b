package dev.ringwatch.kafka;

import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads ranges of the topic of events. Ranges of a partition that follow one another are one
 * stream: what was read ahead is kept, up to a bound over all partitions. Used by one thread.
 */
final class RangeReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  /** How many bytes of records may lie ready before nothing is fetched but what is needed now. */
  private static final long MAX_READY_BYTES = 64 << 20;

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Duration patience;
  private final long maxReadyBytes;
  private final ReadAhead ahead = new ReadAhead();

  RangeReader(KafkaLogConfig config, Clients clients, String role) {
    this(config, clients, role, MAX_READY_BYTES);
  }

  /** With another bound of what may lie ready. */
  RangeReader(KafkaLogConfig config, Clients clients, String role, long maxReadyBytes) {
    consumer = clients.reader(role);
    topic = config.topics().events();
    patience = config.waits().store();
    this.maxReadyBytes = maxReadyBytes;
  }

  /** The records of a range that are left and are entries of the log, in order. */
  List<ConsumerRecord<byte[], byte[]>> read(OrderGroup.Range range) {
    TopicPartition partition = new TopicPartition(topic, range.partition());
    goTo(partition, range.from());
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(range.events());
    Set<Long> leftOut = new HashSet<>(range.leftOut());
    long left = patience.toNanos();
    while (true) {
      for (ConsumerRecord<byte[], byte[]> record : ahead.takeBefore(partition, range.to())) {
        if (record.offset() >= range.from() && !leftOut.contains(record.offset())) {
          records.add(record);
        }
      }
      if (ahead.has(partition) || consumer.position(partition) >= range.to()) {
        ahead.goOnAt(partition, range.to());
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
    ahead.clear();
  }

  /** How many bytes lie ready. */
  long readyBytes() {
    return ahead.bytes();
  }

  private void goTo(TopicPartition partition, long offset) {
    if (!consumer.assignment().contains(partition)) {
      Set<TopicPartition> more = new HashSet<>(consumer.assignment());
      more.add(partition);
      consumer.assign(more);
    }
    if (!ahead.leadsTo(partition, offset)) {
      long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
      ahead.forget(partition);
      consumer.seek(partition, Math.max(begin, offset));
    }
  }

  /** Fetches what there is, of this partition in any case; says how long it took. */
  private long fetch(TopicPartition wanted) {
    long asked = System.nanoTime();
    if (ahead.bytes() >= maxReadyBytes) {
      Set<TopicPartition> others = new HashSet<>(consumer.assignment());
      others.remove(wanted);
      consumer.pause(others);
    }
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    for (TopicPartition partition : records.partitions()) {
      ahead.add(partition, records.records(partition));
    }
    consumer.resume(consumer.paused());
    return System.nanoTime() - asked;
  }

  @Override
  public void close() {
    Clients.close(consumer);
  }
}
