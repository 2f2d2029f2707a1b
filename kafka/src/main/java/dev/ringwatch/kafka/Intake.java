package dev.ringwatch.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
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

  /** Begins where an order ends. */
  Intake(KafkaLogConfig config, Clients clients, OrderGroup last) {
    consumer = clients.follower("intake");
    topic = config.topics().events();
    List<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    for (TopicPartition partition : partitions) {
      long begin = begins.getOrDefault(partition, 0L);
      long position = last.position(partition.partition());
      if (position > 0 && begin > position) {
        missed(partition, position, begin);
      }
      consumer.seek(partition, Math.max(begin, position));
    }
  }

  /** What came; waits a moment for it. */
  ConsumerRecords<byte[], byte[]> poll() {
    assignAdded();
    try {
      return consumer.poll(POLL);
    } catch (WakeupException e) {
      // Somebody has something else to be put in order.
      return ConsumerRecords.empty();
    } catch (OffsetOutOfRangeException e) {
      e.offsetOutOfRangePartitions().forEach(this::goToBegin);
      return ConsumerRecords.empty();
    }
  }

  /** For each partition from where on nothing has been given out. */
  List<Long> positions() {
    Map<Integer, Long> positions = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      positions.put(partition.partition(), consumer.position(partition));
    }
    List<Long> inOrder = new ArrayList<>(positions.size());
    for (int partition = 0; partition < positions.size(); partition++) {
      inOrder.add(positions.getOrDefault(partition, 0L));
    }
    return inOrder;
  }

  /** Ends a wait, or the next one. */
  void wake() {
    consumer.wakeup();
  }

  private void assignAdded() {
    List<TopicPartition> partitions = partitions();
    if (partitions.size() > consumer.assignment().size()) {
      List<TopicPartition> added = new ArrayList<>(partitions);
      added.removeAll(consumer.assignment());
      consumer.assign(partitions);
      consumer.seekToBeginning(added);
      LOG.info("The topic of events has got partitions: {}", added);
    }
  }

  /** As far as the client knows; it asks again every few seconds. */
  private List<TopicPartition> partitions() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo partition : consumer.partitionsFor(topic)) {
      partitions.add(new TopicPartition(topic, partition.partition()));
    }
    return partitions;
  }

  private void goToBegin(TopicPartition partition, long position) {
    long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    missed(partition, position, begin);
    consumer.seek(partition, begin);
  }

  private static void missed(TopicPartition partition, long position, long begin) {
    LOG.error(
        "Records {} to {} of {} were dropped by the brokers before they were read: its retention"
            + " is too short for so long a pause, or the topic was made anew",
        position,
        begin - 1,
        partition);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
