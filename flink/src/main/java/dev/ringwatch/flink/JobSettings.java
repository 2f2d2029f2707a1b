package dev.ringwatch.flink;

import dev.ringwatch.kafka.KafkaAccess;
import dev.ringwatch.kafka.KafkaLogConfig;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.StateBounds;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the job is told. Names that the server has too mean the same; those that are the job's own
 * begin with {@code ringwatch.flink}.
 *
 * @param job how the job runs
 * @param log where the event log is
 * @param database where results go
 */
record JobSettings(JobConfig job, KafkaLogConfig log, DatabaseAccess database) {

  private static final String OURS = "ringwatch.flink.";
  private static final String SCORES_EVERY = OURS + "scores-every";
  private static final String RINGS_EVERY = OURS + "rings-every";
  private static final String IDLE_AFTER = OURS + "idle-after";
  private static final String FORGET_AFTER = "ringwatch.detection.forget-after-days";
  private static final String KAFKA = "ringwatch.kafka.";
  private static final String DATABASE = "ringwatch.database.";

  /**
   * Reads settings.
   *
   * @throws UnusableSettingsException if one cannot be used
   */
  static JobSettings of(GivenSettings given) {
    checkNames(given.file());
    try {
      Duration lateness =
          given.duration("ringwatch.detection.lateness", PipelineConfig.LIVE_LATENESS);
      return new JobSettings(job(given, lateness), log(given, lateness), database(given));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new UnusableSettingsException(String.valueOf(e.getMessage()));
    }
  }

  private static void checkNames(Map<String, String> file) {
    Set<String> known = Set.of(SCORES_EVERY, RINGS_EVERY, IDLE_AFTER);
    for (String name : file.keySet()) {
      if (name.startsWith(OURS) && !known.contains(name)) {
        throw new UnusableSettingsException(
            name
                + " is not known: there are "
                + SCORES_EVERY
                + ", "
                + RINGS_EVERY
                + " and "
                + IDLE_AFTER);
      }
    }
  }

  private static JobConfig job(GivenSettings given, Duration lateness) {
    PipelineConfig pipeline = PipelineConfig.ofDefaults().withLateness(lateness);
    int days = number(given, FORGET_AFTER, pipeline.profiles().horizonDays());
    if (days == 0) {
      throw new UnusableSettingsException(FORGET_AFTER + " must be at least 1, not 0");
    }
    JobConfig defaults = JobConfig.of(pipeline.withBounds(StateBounds.none().withDays(days)));
    return defaults
        .withTimes(
            given.duration(SCORES_EVERY, defaults.scoresEvery()),
            given.duration(RINGS_EVERY, defaults.ringsEvery()))
        .withIdleAfter(given.duration(IDLE_AFTER, defaults.idleAfter()));
  }

  /** As in the server nothing may lie so far ahead that it makes the present late. */
  private static KafkaLogConfig log(GivenSettings given, Duration lateness) {
    KafkaLogConfig defaults = KafkaLogConfig.ofDefaults("none:9092");
    KafkaLogConfig.Platform usual = defaults.platform();
    Duration ahead = lateness.compareTo(usual.maxAhead()) < 0 ? lateness : usual.maxAhead();
    KafkaLogConfig.Platform platform =
        new KafkaLogConfig.Platform(
            given.duration("ringwatch.ingest.max-ahead", ahead),
            given.duration("ringwatch.ingest.max-age", usual.maxAge()),
            given.path(KAFKA + "schemas"));
    KafkaLogConfig.Topics topics =
        new KafkaLogConfig.Topics(
            given.text(KAFKA + "prefix").orElse(defaults.topics().prefix()),
            number(given, KAFKA + "partitions", defaults.topics().partitions()),
            number(given, KAFKA + "replication", defaults.topics().replication()));
    return new KafkaLogConfig(
        access(given).client(), topics, platform, defaults.waits(), defaults.bounds());
  }

  private static int number(GivenSettings given, String name, int otherwise) {
    Optional<String> text = given.text(name);
    try {
      return text.map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw new UnusableSettingsException(name + " must be a number, not " + text.orElseThrow());
    }
  }

  private static KafkaAccess access(GivenSettings given) {
    return new KafkaAccess(
        given.required(KAFKA + "servers", "the brokers, as host:port with commas between"),
        given.word(KAFKA + "protocol", KafkaAccess.Protocol.PLAINTEXT),
        new KafkaAccess.AccessFiles(
            path(given, "trust"),
            path(given, "certificate"),
            path(given, "key"),
            path(given, "properties")),
        login(given));
  }

  private static @Nullable Path path(GivenSettings given, String name) {
    Path file = given.path(KAFKA + name).orElse(null);
    if (file != null && !Files.isReadable(file)) {
      throw new UnusableSettingsException(
          KAFKA + name + " must be a file that can be read, and " + file + " cannot");
    }
    return file;
  }

  private static KafkaAccess.@Nullable Login login(GivenSettings given) {
    Optional<String> user = given.text(KAFKA + "user");
    Optional<String> password = given.secret(KAFKA + "password");
    if (user.isPresent() != password.isPresent()) {
      throw new UnusableSettingsException(
          KAFKA + "user and its password go together: one of them is missing");
    }
    return user.map(name ->
            new KafkaAccess.Login(
                given.word(KAFKA + "mechanism", KafkaAccess.Mechanism.SCRAM_SHA_512),
                name,
                password.orElseThrow()))
        .orElse(null);
  }

  private static DatabaseAccess database(GivenSettings given) {
    String url = given.required(DATABASE + "url", "the database, as jdbc:postgresql://host/name");
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new UnusableSettingsException(DATABASE + "url must start with jdbc:postgresql:");
    }
    return new DatabaseAccess(
        url,
        given.text(DATABASE + "user").orElse(""),
        given.secret(DATABASE + "password").orElse(""));
  }

  /** The same with a job that runs otherwise. */
  JobSettings withJob(JobConfig other) {
    return new JobSettings(other, log, database);
  }
}
