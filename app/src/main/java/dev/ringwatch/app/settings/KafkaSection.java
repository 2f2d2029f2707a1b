package dev.ringwatch.app.settings;

import dev.ringwatch.kafka.KafkaAccess;
import dev.ringwatch.kafka.KafkaAccess.Mechanism;
import dev.ringwatch.kafka.KafkaAccess.Protocol;
import dev.ringwatch.kafka.KafkaLogConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
        @Nullable Path properties,
    @Setting(
            value =
                "a directory with the Avro schemas that the platform writes events with, each in a"
                    + " file *.avsc",
            unset = "Ringwatch's own schema only")
        @Nullable Path schemas) {

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
        null,
        null);
  }

  /**
   * Where the log is.
   *
   * @param maxAhead how far in the future an event of the platform's may claim to lie
   * @param maxAge how long ago it may have happened
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  KafkaLogConfig config(Duration maxAhead, Duration maxAge) {
    KafkaLogConfig defaults = KafkaLogConfig.ofDefaults(String.valueOf(servers));
    KafkaLogConfig.Waits waits = defaults.waits();
    KafkaLogConfig.Bounds bounds = defaults.bounds();
    KafkaLogConfig.Platform platform = new KafkaLogConfig.Platform(maxAhead, maxAge);
    return new KafkaLogConfig(
        client(),
        new KafkaLogConfig.Topics(prefix, partitions, replication == null ? -1 : replication),
        schemas == null ? platform : platform.withSchemas(schemas),
        new KafkaLogConfig.Waits(waits.answer(), waits.lease(), waits.store(), takeoverAfter),
        new KafkaLogConfig.Bounds(
            bounds.maxWaitingEvents(),
            bounds.maxGroup(),
            bounds.tailEntries(),
            bounds.tailBytes(),
            rememberedEvents));
  }

  private Map<String, String> client() {
    KafkaAccess.Login login =
        user == null || password == null ? null : new KafkaAccess.Login(mechanism, user, password);
    return new KafkaAccess(
            String.valueOf(servers),
            protocol,
            new KafkaAccess.AccessFiles(trust, certificate, key, properties),
            login)
        .client();
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

  /** Whether the schemas are in a directory that can be read. */
  boolean hasReadableSchemas() {
    return schemas == null || (Files.isDirectory(schemas) && Files.isReadable(schemas));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "KafkaSection[servers=" + servers + ", prefix=" + prefix + "]";
  }
}
