package dev.ringwatch.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the clients that the log talks to the brokers with. Safe for threads. */
final class Clients {

  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);

  /** The largest record: a model, or an event with everything in it. */
  static final int MAX_RECORD_BYTES = 64 << 20;

  /**
   * How often it is looked whether a topic has got partitions, unless the properties say otherwise.
   */
  private static final Duration METADATA_AGE = Duration.ofSeconds(5);

  /** A sign of life may get lost, and the next one too. */
  private static final int SIGNS_IN_SILENCE = 4;

  /** For how long the producer waits by itself while an append has time: it is asked again. */
  private static final Duration HANDING = Duration.ofMillis(200);

  /** What one request for records may bring from a broker; more only if one batch has more. */
  private static final int FETCHED_AT_ONCE = 16 << 20;

  /** How long a client that is closed may take to say good-bye. */
  private static final Duration GOOD_BYE = Duration.ofSeconds(2);

  private final KafkaLogConfig config;

  Clients(KafkaLogConfig config) {
    this.config = config;
  }

  /** For topics and their partitions. */
  Admin admin() {
    Map<String, Object> settings = settings("admin");
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, storeMillis());
    return Admin.create(settings);
  }

  /** Reads what comes, as it comes; otherwise as {@link #reader}. */
  Consumer<byte[], byte[]> follower(String role) {
    return consumer(reading(role));
  }

  /**
   * Reads what was committed from places that it is told; never begins anywhere by itself. Its
   * requests do not wait for what comes: one that does would keep the next one waiting.
   */
  Consumer<byte[], byte[]> reader(String role) {
    Map<String, Object> settings = reading(role);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 0);
    return consumer(settings);
  }

  private Map<String, Object> reading(String role) {
    Map<String, Object> settings = settings(role);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, storeMillis());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.bounds().maxGroup());
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_AT_ONCE);
    return settings;
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A member of the group whose one partition is the writer's lease: who has it keeps it. */
  Consumer<byte[], byte[]> candidate() {
    Map<String, Object> settings = settings("lease");
    int silence = Math.toIntExact(config.waits().silence().toMillis());
    int sign = Math.toIntExact(signOfLife().toMillis());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.topics().prefix() + ".writer");
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, silence);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, sign);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return consumer(settings);
  }

  /** After how long at most a member of that group hears that it is none any more. */
  Duration signOfLife() {
    return config.waits().silence().dividedBy(SIGNS_IN_SILENCE);
  }

  /** Closes a consumer, which may take some seconds while brokers are away. */
  static void close(Consumer<byte[], byte[]> consumer) {
    consumer.close(CloseOptions.timeout(GOOD_BYE));
  }

  /** Closes something that has been given up; what cannot be closed is left to the brokers. */
  static void leave(@Nullable AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
    } catch (Exception e) {
      LOG.warn("A client of the event log could not be closed: {}", Failures.words(e));
    }
  }

  /** Appends events: acknowledged by all replicas in sync, none twice over a retry. */
  Producer<byte[], byte[]> appender() {
    Map<String, Object> settings = writing("append");
    long answer = Math.min(HANDING.toMillis(), config.waits().answer().toMillis());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, answer);
    return producer(settings);
  }

  /**
   * Writes the order in transactions, as the one whom the brokers let: whoever is made later fences
   * the earlier.
   */
  Producer<byte[], byte[]> orderer() {
    Map<String, Object> settings = writing("order");
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.topics().prefix() + ".writer");
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, storeMillis());
    return producer(settings);
  }

  private Map<String, Object> writing(String role) {
    Map<String, Object> settings = settings(role);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, storeMillis());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, storeMillis());
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * MAX_RECORD_BYTES);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return settings;
  }

  private static Producer<byte[], byte[]> producer(Map<String, Object> settings) {
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> settings(String role) {
    Map<String, Object> settings = new HashMap<>(config.client());
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, config.topics().prefix() + "-" + role);
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, storeMillis() / 2);
    settings.putIfAbsent(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, METADATA_AGE.toMillis());
    return settings;
  }

  private int storeMillis() {
    return Math.toIntExact(config.waits().store().toMillis());
  }
}
