package dev.ringwatch.kafka;

import dev.ringwatch.log.LogUnavailableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is in the topic of events and not in the order: also what a transaction that is not
 * over keeps from being read. Its client is made when it is first asked for. Safe for threads, one
 * at a time; three requests to the brokers for each count.
 */
final class UnorderedRecords implements AutoCloseable {

  private final String topic;
  private final Clients clients;
  private @Nullable Admin admin;

  UnorderedRecords(KafkaLogConfig config, Clients clients) {
    topic = config.topics().events();
    this.clients = clients;
  }

  /**
   * How many records lie behind the positions of a group, all partitions together.
   *
   * @throws LogUnavailableException if the brokers do not answer
   */
  synchronized long behind(OrderGroup group) {
    try {
      Admin asked = admin == null ? clients.admin() : admin;
      admin = asked;
      return count(asked, group);
    } catch (KafkaException e) {
      throw unavailable(e);
    } catch (ExecutionException e) {
      throw unavailable(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  private long count(Admin asked, OrderGroup group)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> first = new HashMap<>();
    Map<TopicPartition, OffsetSpec> last = new HashMap<>();
    List<TopicPartitionInfo> partitions =
        asked.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
            .flatMap(found -> found.partitions().stream())
            .toList();
    for (TopicPartitionInfo partition : partitions) {
      TopicPartition named = new TopicPartition(topic, partition.partition());
      first.put(named, OffsetSpec.earliest());
      last.put(named, OffsetSpec.latest());
    }
    Map<TopicPartition, ListOffsetsResultInfo> begins = asked.listOffsets(first).all().get();
    long count = 0;
    for (var end : asked.listOffsets(last).all().get().entrySet()) {
      ListOffsetsResultInfo begin = begins.get(end.getKey());
      long position = group.position(end.getKey().partition());
      long from = begin == null ? position : Math.max(position, begin.offset());
      count += Math.max(0, end.getValue().offset() - from);
    }
    return count;
  }

  private LogUnavailableException unavailable(Throwable cause) {
    return new LogUnavailableException(
        "the brokers did not say how much of " + topic + " has no place yet: " + cause.getMessage(),
        cause);
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close();
      admin = null;
    }
  }
}
