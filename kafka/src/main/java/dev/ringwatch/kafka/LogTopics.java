package dev.ringwatch.kafka;

import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the log's topics where there are none; those that are there stay as they are. */
final class LogTopics {

  private static final String FOR_EVER = "-1";

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final KafkaLogConfig config;

  LogTopics(KafkaLogConfig config) {
    this.config = config;
  }

  /**
   * Sees to it that all three are there.
   *
   * @throws LogUnavailableException if the brokers do not answer, or do not let us
   */
  void make(Clients clients) {
    KafkaLogConfig.Topics topics = config.topics();
    // The order, and the control records in it, is needed for as long as any event is.
    Map<String, String> kept =
        Map.of(
            TopicConfig.RETENTION_MS_CONFIG, FOR_EVER,
            TopicConfig.RETENTION_BYTES_CONFIG, FOR_EVER);
    try (Admin admin = clients.admin()) {
      make(admin, topic(topics.events(), topics.partitions(), Map.of()));
      make(admin, topic(topics.order(), 1, kept));
      make(admin, topic(topics.deadLetters(), 1, Map.of()));
      int partitions = partitions(admin, topics.order());
      if (partitions != 1) {
        throw new LogUnavailableException(
            topics.order() + " must have one partition, not " + partitions + ": make it anew");
      }
    }
  }

  private NewTopic topic(String name, int partitions, Map<String, String> more) {
    Map<String, String> configs = new HashMap<>(more);
    configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(Clients.MAX_RECORD_BYTES));
    int replication = config.topics().replication();
    Optional<Short> replicas =
        replication < 0 ? Optional.empty() : Optional.of((short) replication);
    return new NewTopic(name, Optional.of(partitions), replicas).configs(configs);
  }

  private static void make(Admin admin, NewTopic topic) {
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw unavailable("cannot be made", topic.name(), e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("was not made", topic.name(), e);
    }
  }

  /** What was just made is not known to every broker at once. */
  private int partitions(Admin admin, String topic) {
    long left = config.waits().store().toNanos();
    while (true) {
      try {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
            .mapToInt(found -> found.partitions().size())
            .sum();
      } catch (ExecutionException e) {
        if (left < 0 || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw unavailable("cannot be looked at", topic, e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw unavailable("was not looked at", topic, e);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      left -= PAUSE.toNanos();
    }
  }

  private static LogUnavailableException unavailable(String what, String topic, Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new LogUnavailableException(
        "the topic " + topic + " " + what + ": " + cause.getMessage(), cause);
  }
}
