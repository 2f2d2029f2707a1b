package dev.ringwatch.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the event log on Kafka is, and its bounds.
 *
 * @param client the properties of Kafka's own clients that say how to reach the brokers: {@code
 *     bootstrap.servers}, and for TLS and SASL {@code security.protocol}, {@code ssl.*} and {@code
 *     sasl.*}; what the log itself must have its way in cannot be set
 * @param topics what the topics are called, and how they are made where there are none
 * @param platform which events that a platform wrote to the topic itself are taken
 * @param waits how long is waited for what
 * @param bounds how much of what there may be at a time
 */
public record KafkaLogConfig(
    Map<String, String> client, Topics topics, Platform platform, Waits waits, Bounds bounds) {

  /** What the log itself must have its way in, and what would make its clients others. */
  private static final Set<String> OURS =
      Set.of(
          "acks",
          "allow.auto.create.topics",
          "auto.offset.reset",
          "client.id",
          "enable.auto.commit",
          "enable.idempotence",
          "group.id",
          "group.instance.id",
          "group.protocol",
          "isolation.level",
          "key.deserializer",
          "key.serializer",
          "transactional.id",
          "value.deserializer",
          "value.serializer");

  /** Copies the properties, and looks at their names. */
  public KafkaLogConfig {
    client = Map.copyOf(client);
    for (String name : client.keySet()) {
      if (OURS.contains(name)) {
        throw new IllegalArgumentException(
            name + " cannot be set: the event log on Kafka is right with one value of it only");
      }
    }
    if (!client.containsKey("bootstrap.servers")) {
      throw new IllegalArgumentException(
          "bootstrap.servers is missing: name the brokers to begin with, as host:port,host:port");
    }
  }

  /**
   * What the topics are called: {@code PREFIX.events}, {@code PREFIX.order} and {@code
   * PREFIX.dead-letters}.
   *
   * @param prefix what their names begin with; the lease and the writer's transactions bear it too
   * @param partitions how many partitions the topic of events is made with
   * @param replication on how many brokers each topic is kept, -1 for what the brokers say
   */
  public record Topics(String prefix, int partitions, int replication) {

    /** Checks that topics can be called so. */
    public Topics {
      if (!prefix.matches("[a-zA-Z0-9._-]{1,200}")) {
        throw new IllegalArgumentException(
            "a prefix of topics is 1 to 200 letters, digits, dots, underscores and hyphens, not "
                + prefix);
      }
      atLeast(1, partitions, "partitions");
      if (replication != -1) {
        atLeast(1, replication, "replication");
      }
    }

    /** The topic that events are appended to. */
    public String events() {
      return prefix + ".events";
    }

    /** The topic of one partition that says in which order they count, with control records. */
    public String order() {
      return prefix + ".order";
    }

    /** The topic for what is no event. */
    public String deadLetters() {
      return prefix + ".dead-letters";
    }

    /** The topic for what a Flink job does not count. */
    public String aside() {
      return prefix + ".aside";
    }
  }

  /**
   * Which events that a platform wrote to the topic itself are taken; others are dead letters.
   *
   * @param maxAhead how far after the present a timestamp may lie
   * @param maxAge how far before it
   * @param schemas the directory with the Avro schemas that it writes with; without one only events
   *     of Ringwatch's own schema are read
   */
  public record Platform(Duration maxAhead, Duration maxAge, Optional<Path> schemas) {

    /** Checks that the present can be met. */
    public Platform {
      atLeast(0, maxAhead.toMillis(), "maxAhead in milliseconds");
      atLeast(1, maxAge.toMillis(), "maxAge in milliseconds");
    }

    /** Without a directory of schemas. */
    public Platform(Duration maxAhead, Duration maxAge) {
      this(maxAhead, maxAge, Optional.empty());
    }

    /** The same with a directory of schemas. */
    public Platform withSchemas(Path directory) {
      return new Platform(maxAhead, maxAge, Optional.of(directory));
    }
  }

  /**
   * How long is waited for what.
   *
   * @param answer how long an append waits until its events have their places
   * @param lease how long opening waits for the writer's lease while another has it; zero to be
   *     refused at once
   * @param store how long the brokers may take over one request; closing may take as long
   * @param silence after how long without a sign of life a writer loses its lease; the brokers say
   *     how short that may be
   */
  public record Waits(Duration answer, Duration lease, Duration store, Duration silence) {

    /** Checks that there is time for an answer. */
    public Waits {
      atLeast(1, answer.toMillis(), "answer in milliseconds");
      atLeast(0, lease.toMillis(), "lease in milliseconds");
      atLeast(100, store.toMillis(), "store in milliseconds");
      atLeast(100, silence.toMillis(), "silence in milliseconds");
    }
  }

  /**
   * How much of what there may be at a time.
   *
   * @param maxWaitingEvents how many events of appends may wait for their places; one call that
   *     finds nobody waiting may be larger. Beyond it an append is answered with busy
   * @param maxGroup how many records are put in order in one transaction
   * @param tailEntries how many of the newest entries are kept in memory for readers
   * @param tailBytes the same for their bytes
   * @param rememberedEvents among how many of the newest events of the log a duplicate is found, at
   *     least; up to 64 bytes each
   */
  public record Bounds(
      int maxWaitingEvents, int maxGroup, int tailEntries, long tailBytes, int rememberedEvents) {

    /** Checks that the numbers are numbers of something. */
    public Bounds {
      atLeast(1, maxWaitingEvents, "maxWaitingEvents");
      atLeast(1, maxGroup, "maxGroup");
      atLeast(0, tailEntries, "tailEntries");
      atLeast(0, tailBytes, "tailBytes");
      atLeast(1, rememberedEvents, "rememberedEvents");
    }
  }

  /**
   * For a server of a few GB.
   *
   * @param bootstrapServers brokers to begin with, as {@code host:port,host:port}
   */
  public static KafkaLogConfig ofDefaults(String bootstrapServers) {
    return new KafkaLogConfig(
        Map.of("bootstrap.servers", bootstrapServers),
        new Topics("ringwatch", 8, -1),
        new Platform(Duration.ofMinutes(1), Duration.ofDays(30)),
        new Waits(
            Duration.ofSeconds(5), Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(10)),
        new Bounds(200_000, 20_000, 100_000, 64L << 20, 5_000_000));
  }

  /** The same with other topics. */
  public KafkaLogConfig withTopics(Topics others) {
    return new KafkaLogConfig(client, others, platform, waits, bounds);
  }

  /** The same with other events of the platform. */
  public KafkaLogConfig withPlatform(Platform others) {
    return new KafkaLogConfig(client, topics, others, waits, bounds);
  }

  /** The same with other waits. */
  public KafkaLogConfig withWaits(Waits others) {
    return new KafkaLogConfig(client, topics, platform, others, bounds);
  }

  /** The same with other bounds. */
  public KafkaLogConfig withBounds(Bounds others) {
    return new KafkaLogConfig(client, topics, platform, waits, others);
  }

  /** Names the properties of the clients only: their values hold passwords. */
  @Override
  public String toString() {
    return "KafkaLogConfig[client="
        + new TreeMap<>(client).keySet()
        + ", "
        + topics
        + ", "
        + platform
        + ", "
        + waits
        + ", "
        + bounds
        + "]";
  }

  private static void atLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
  }
}
