package dev.ringwatch.app.settings;

import dev.ringwatch.kafka.KafkaLogConfig;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The event log on Kafka. */
record KafkaSection(
    @Setting(
            value = "the brokers to begin with, as host:port with commas between",
            unset = "none, which ringwatch.log=kafka cannot do without")
        @Nullable String servers,
    @Setting(
            "what the names of its topics begin with: PREFIX.events, PREFIX.order and"
                + " PREFIX.dead-letters")
        String prefix,
    @Setting(
            value = "how many partitions the topic of events is made with",
            least = "1",
            most = "1000")
        int partitions,
    @Setting(
            value = "on how many brokers topics are kept that are made",
            least = "1",
            most = "100",
            unset = "what the brokers say")
        @Nullable Integer replication,
    @Setting(
            value = "among how many of the newest events the log itself finds duplicates",
            least = "1",
            most = "1000000000")
        int rememberedEvents,
    @Setting(
            value =
                "after how long without a sign of life another server takes over; the brokers say"
                    + " how short that may be",
            least = "1s",
            most = "5m")
        Duration takeoverAfter,
    @Setting("how the brokers are spoken to") Protocol protocol,
    @Setting(
            value = "a file with the certificates that brokers are trusted by, as PEM",
            unset = "those that Java trusts")
        @Nullable Path trust,
    @Setting(
            value = "a file with our own certificate, where brokers ask for one, as PEM",
            unset = "none")
        @Nullable Path certificate,
    @Setting(value = "a file with its private key, as PEM (PKCS 8)", unset = "none")
        @Nullable Path key,
    @Setting("how we sign in, with a protocol of SASL") Mechanism mechanism,
    @Setting(value = "as whom we sign in", unset = "no sign-in") @Nullable String user,
    @Setting(value = "the password that we sign in with", unset = "none", secret = true)
        @Nullable String password,
    @Setting(
            value =
                "a file of further properties of Kafka's clients, NAME=VALUE in each line, such as"
                    + " for sign-in by OAuth",
            unset = "none")
        @Nullable Path properties) {

  /** How brokers are spoken to; the words are Kafka's own. */
  enum Protocol {
    /** Neither encrypted nor signed in. */
    PLAINTEXT,
    /** By TLS. */
    SSL,
    /** Signed in, and not encrypted. */
    SASL_PLAINTEXT,
    /** Signed in, by TLS. */
    SASL_SSL;

    boolean signsIn() {
      return this == SASL_PLAINTEXT || this == SASL_SSL;
    }
  }

  /** How a password is used to sign in. */
  enum Mechanism {
    /** As it is; for encrypted connections. */
    PLAIN,
    /** By a proof of it, with SHA-256. */
    SCRAM_SHA_256,
    /** The same with SHA-512. */
    SCRAM_SHA_512
  }

  static KafkaSection ofDefaults() {
    KafkaLogConfig defaults = KafkaLogConfig.ofDefaults("none:9092");
    return new KafkaSection(
        null,
        defaults.topics().prefix(),
        defaults.topics().partitions(),
        null,
        defaults.bounds().rememberedEvents(),
        defaults.waits().silence(),
        Protocol.PLAINTEXT,
        null,
        null,
        null,
        Mechanism.SCRAM_SHA_512,
        null,
        null,
        null);
  }

  /**
   * Where the log is.
   *
   * @param maxAhead how far in the future an event of the platform's may claim to lie
   * @param maxAge how long ago it may have happened
   * @throws UncheckedIOException if a file cannot be read
   */
  KafkaLogConfig config(Duration maxAhead, Duration maxAge) {
    KafkaLogConfig defaults = KafkaLogConfig.ofDefaults(String.valueOf(servers));
    KafkaLogConfig.Waits waits = defaults.waits();
    KafkaLogConfig.Bounds bounds = defaults.bounds();
    return new KafkaLogConfig(
        client(),
        new KafkaLogConfig.Topics(prefix, partitions, replication == null ? -1 : replication),
        new KafkaLogConfig.Platform(maxAhead, maxAge),
        new KafkaLogConfig.Waits(waits.answer(), waits.lease(), waits.store(), takeoverAfter),
        new KafkaLogConfig.Bounds(
            bounds.maxWaitingEvents(),
            bounds.maxGroup(),
            bounds.tailEntries(),
            bounds.tailBytes(),
            rememberedEvents));
  }

  private Map<String, String> client() {
    Map<String, String> client = new HashMap<>();
    if (properties != null) {
      Properties read = new Properties();
      try (Reader file = Files.newBufferedReader(properties, StandardCharsets.UTF_8)) {
        read.load(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      read.stringPropertyNames().forEach(name -> client.put(name, read.getProperty(name)));
    }
    client.put("bootstrap.servers", String.valueOf(servers));
    if (protocol != Protocol.PLAINTEXT) {
      client.put("security.protocol", protocol.name());
    }
    if (trust != null) {
      client.put("ssl.truststore.type", "PEM");
      client.put("ssl.truststore.certificates", text(trust));
    }
    if (certificate != null && key != null) {
      client.put("ssl.keystore.type", "PEM");
      client.put("ssl.keystore.certificate.chain", text(certificate));
      client.put("ssl.keystore.key", text(key));
    }
    if (protocol.signsIn() && user != null && password != null) {
      client.put("sasl.mechanism", mechanism.name().replace('_', '-'));
      client.put("sasl.jaas.config", login(user, password));
    }
    return client;
  }

  private String login(String name, String secret) {
    String module =
        mechanism == Mechanism.PLAIN
            ? "org.apache.kafka.common.security.plain.PlainLoginModule"
            : "org.apache.kafka.common.security.scram.ScramLoginModule";
    return String.format(
        Locale.ROOT, "%s required username=%s password=%s;", module, quoted(name), quoted(secret));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the brokers are named by host and port. */
  boolean namesBrokers() {
    return servers == null
        || Stream.of(servers.split(",", -1))
            .allMatch(server -> server.strip().matches("(\\[[0-9a-fA-F:]+]|[^\\s:\\[\\]]+):\\d+"));
  }

  /** Whether topics can be called so. */
  boolean namesTopics() {
    return prefix.matches("[a-zA-Z0-9._-]{1,200}");
  }

  /** Whether whoever signs in has a name and a password, or brings properties that say more. */
  boolean hasWholeLogin() {
    boolean hasBoth = user != null && password != null;
    boolean hasNeither = user == null && password == null;
    return protocol.signsIn() ? hasBoth || (hasNeither && properties != null) : hasNeither;
  }

  /** The files that must be there. */
  Stream<Path> files() {
    return Stream.of(
            Optional.ofNullable(trust),
            Optional.ofNullable(certificate),
            Optional.ofNullable(key),
            Optional.ofNullable(properties))
        .flatMap(Optional::stream);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "KafkaSection[servers=" + servers + ", prefix=" + prefix + "]";
  }
}
