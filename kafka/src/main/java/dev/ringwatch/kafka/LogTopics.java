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
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the log's topics where there are none. Those that are there stay as they are, and are
 * refused if the log would lose something in them.
 */
final class LogTopics {

  private static final Logger LOG = LoggerFactory.getLogger(LogTopics.class);
  private static final String FOR_EVER = "-1";
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** What dead letters, and the order without a model in it, need: near to Kafka's own default. */
  private static final int LEAST_RECORD_BYTES = 1_000_000;

  /**
   * The largest batch of events: what comes in over HTTP is smaller by far, and what a batch
   * unfolds to when it was compressed to do harm is some hundred times as much.
   */
  private static final int MAX_EVENT_BYTES = 4 << 20;

  private final KafkaLogConfig config;

  LogTopics(KafkaLogConfig config) {
    this.config = config;
  }

  /**
   * How long a record topics take.
   *
   * @param events the topic of events
   * @param order the topic of order
   */
  record MaxBytes(int events, int order) {}

  /**
   * Sees to it that all three are there.
   *
   * @throws LogUnavailableException if the brokers do not answer, or do not let us, or a topic that
   *     is there would lose what the log needs
   */
  MaxBytes make(Clients clients) {
    KafkaLogConfig.Topics topics = config.topics();
    // The order, and the control records in it, is needed for as long as any event is.
    Map<String, String> kept =
        Map.of(
            TopicConfig.RETENTION_MS_CONFIG, FOR_EVER,
            TopicConfig.RETENTION_BYTES_CONFIG, FOR_EVER);
    try (Admin admin = clients.admin()) {
      make(admin, topic(topics.events(), topics.partitions(), MAX_EVENT_BYTES, Map.of()));
      make(admin, topic(topics.order(), 1, Clients.MAX_RECORD_BYTES, kept));
      make(admin, topic(topics.deadLetters(), 1, MAX_EVENT_BYTES, Map.of()));
      int partitions = partitions(admin, topics.order());
      if (partitions != 1) {
        throw new LogUnavailableException(
            topics.order() + " must have one partition, not " + partitions + ": make it anew");
      }
      check(admin, topics.deadLetters(), false);
      return new MaxBytes(check(admin, topics.events(), false), check(admin, topics.order(), true));
    }
  }

  /**
   * Sees to it that the topic is there for what a Flink job does not count.
   *
   * @throws LogUnavailableException if the brokers do not answer, or do not let us
   */
  void makeAside(Clients clients) {
    try (Admin admin = clients.admin()) {
      make(admin, topic(config.topics().aside(), 1, MAX_EVENT_BYTES, Map.of()));
    }
  }

  private NewTopic topic(String name, int partitions, int maxBytes, Map<String, String> more) {
    Map<String, String> configs = new HashMap<>(more);
    configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(maxBytes));
    int replication = config.topics().replication();
    Optional<Short> replicas =
        replication < 0 ? Optional.empty() : Optional.of((short) replication);
    return new NewTopic(name, Optional.of(partitions), replicas).configs(configs);
  }

  /** Where it is there already, the right to make topics is not needed. */
  private static void make(Admin admin, NewTopic topic) {
    try {
      answer(
          admin.describeTopics(List.of(topic.name())).allTopicNames(),
          topic.name(),
          "cannot be looked at");
    } catch (LogUnavailableException e) {
      if (!Failures.is(e, UnknownTopicOrPartitionException.class)) {
        throw e;
      }
      makeNew(admin, topic);
    }
  }

  private static void makeNew(Admin admin, NewTopic topic) {
    try {
      answer(admin.createTopics(List.of(topic)).all(), topic.name(), "cannot be made");
    } catch (LogUnavailableException e) {
      // Another server was faster.
      if (!Failures.is(e, TopicExistsException.class)) {
        throw e;
      }
    }
  }

  /** What was just made is not known to every broker at once. */
  private int partitions(Admin admin, String topic) {
    return known(() ->
        answer(admin.describeTopics(List.of(topic)).allTopicNames(), topic, "cannot be looked at")
            .values()
            .stream()
            .mapToInt(found -> found.partitions().size())
            .sum());
  }

  /**
   * Looks at how a topic is kept.
   *
   * @param forEver whether it must be
   * @return how long a record it takes
   */
  private int check(Admin admin, String topic, boolean forEver) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config found;
    try {
      found =
          known(() ->
              answer(admin.describeConfigs(List.of(resource)).all(), topic, "cannot be looked at")
                  .getOrDefault(resource, new Config(List.of())));
    } catch (LogUnavailableException e) {
      if (Failures.is(e, AuthorizationException.class)) {
        LOG.warn("How {} is kept cannot be seen, and is not checked: {}", topic, Failures.words(e));
        return Clients.MAX_RECORD_BYTES;
      }
      throw e;
    }
    require(found, topic, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    if (forEver) {
      require(found, topic, TopicConfig.RETENTION_MS_CONFIG, FOR_EVER);
      require(found, topic, TopicConfig.RETENTION_BYTES_CONFIG, FOR_EVER);
    }
    return maxRecordBytes(found, topic);
  }

  private static int maxRecordBytes(Config found, String topic) {
    ConfigEntry entry = found.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    int bytes = entry == null ? Clients.MAX_RECORD_BYTES : Integer.parseInt(entry.value());
    if (bytes < LEAST_RECORD_BYTES) {
      throw refused(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, ">=" + LEAST_RECORD_BYTES, bytes);
    }
    return Math.min(bytes, Clients.MAX_RECORD_BYTES);
  }

  private static void require(Config found, String topic, String name, String value) {
    ConfigEntry entry = found.get(name);
    if (entry != null && !value.equals(entry.value())) {
      throw refused(topic, name, "=" + value, entry.value());
    }
  }

  private static LogUnavailableException refused(
      String topic, String name, String needed, Object found) {
    return new LogUnavailableException(
        "the topic "
            + topic
            + " would lose what the event log needs: set its "
            + name
            + needed
            + ", it is "
            + found);
  }

  private interface Question<T> {
    T ask();
  }

  private <T> T known(Question<T> question) {
    long left = config.waits().store().toNanos();
    while (true) {
      try {
        return question.ask();
      } catch (LogUnavailableException e) {
        if (left < 0 || !Failures.is(e, UnknownTopicOrPartitionException.class)) {
          throw e;
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      left -= PAUSE.toNanos();
    }
  }

  private static <T> T answer(KafkaFuture<T> future, String topic, String problem) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new LogUnavailableException(
          "the topic " + topic + " " + problem + ": " + Failures.words(cause), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException(
          "interrupted while it was looked for the topic " + topic, e);
    }
  }
}
