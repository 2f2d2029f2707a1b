package dev.ringwatch.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes in the topic of events, from all of its partitions, those that are added included.
 * Used by one thread, but for {@link #wake}.
 */
final class Intake implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;

  /**
   * Behind what was given out, by partition. It is kept here, because to ask the consumer may mean
   * to wait for brokers, and whoever wakes would end that wait instead of the next one.
   */
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  /** Begins where an order ends. */
  Intake(KafkaLogConfig config, Clients clients, OrderGroup last) {
    consumer = clients.follower("intake");
    topic = config.topics().events();
    List<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      long position = last.position(partition.partition());
      goTo(
          partition,
          there(
              partition,
              position,
              begins.getOrDefault(partition, 0L),
              ends.getOrDefault(partition, position)));
    }
  }

  /** The place nearest to a position that the brokers have; says what is missing there. */
  private static long there(TopicPartition partition, long position, long begin, long end) {
    if (position > end) {
      LOG.error(
          "Records {} to {} of {} were acknowledged, read, and then lost by the brokers: what comes"
              + " in their place is read as new",
          end,
          position - 1,
          partition);
      return end;
    }
    if (position > 0 && begin > position) {
      missed(partition, position, begin);
    }
    return Math.max(begin, position);
  }

  /** What came; waits a moment for it. */
  ConsumerRecords<byte[], byte[]> poll() {
    try {
      assignAdded();
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (TopicPartition partition : records.partitions()) {
        ConsumerRecord<byte[], byte[]> last = records.records(partition).getLast();
        positions.put(partition, last.offset() + 1);
      }
      return records;
    } catch (WakeupException e) {
      // Somebody has something else to be put in order. Whatever this ended is done the next time.
      return ConsumerRecords.empty();
    } catch (OffsetOutOfRangeException e) {
      return goToBegins(e.offsetOutOfRangePartitions());
    }
  }

  /** For each partition from where on nothing has been given out. */
  List<Long> positions() {
    List<Long> inOrder = new ArrayList<>(positions.size());
    for (int partition = 0; partition < positions.size(); partition++) {
      inOrder.add(positions.getOrDefault(new TopicPartition(topic, partition), 0L));
    }
    return inOrder;
  }

  /** Ends a wait, or the next one. */
  void wake() {
    consumer.wakeup();
  }

  private void assignAdded() {
    List<TopicPartition> partitions = partitions();
    if (partitions.size() <= consumer.assignment().size()) {
      return;
    }
    List<TopicPartition> added = new ArrayList<>(partitions);
    added.removeAll(consumer.assignment());
    consumer.assign(partitions);
    added.forEach(partition -> goTo(partition, 0));
    LOG.info("The topic of events has got partitions: {}", added);
  }

  /** As far as the client knows; it asks again every few seconds. */
  private List<TopicPartition> partitions() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo partition : consumer.partitionsFor(topic)) {
      partitions.add(new TopicPartition(topic, partition.partition()));
    }
    return partitions;
  }

  private ConsumerRecords<byte[], byte[]> goToBegins(Map<TopicPartition, Long> outOfRange) {
    try {
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(outOfRange.keySet());
      outOfRange.forEach((partition, position) -> {
        long begin = begins.getOrDefault(partition, 0L);
        if (begin <= position) {
          throw new IllegalStateException(
              partition + " ends before " + position + ", up to where it has been read");
        }
        missed(partition, position, begin);
        goTo(partition, begin);
      });
    } catch (WakeupException e) {
      // The next poll says again what is out of range.
      return ConsumerRecords.empty();
    }
    return ConsumerRecords.empty();
  }

  private void goTo(TopicPartition partition, long position) {
    consumer.seek(partition, position);
    positions.put(partition, position);
  }

  private static void missed(TopicPartition partition, long position, long begin) {
    LOG.error(
        "Records {} to {} of {} were dropped by the brokers before they were read: its retention"
            + " is too short for so long a pause",
        position,
        begin - 1,
        partition);
  }

  @Override
  public void close() {
    Clients.close(consumer);
  }
}
