package dev.ringwatch.app.settings;

import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.app.access.SessionSettings;
import dev.ringwatch.app.alert.AlertSettings;
import dev.ringwatch.app.detection.DetectionSettings;
import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.app.health.HealthLimits;
import dev.ringwatch.app.health.SignOfLifeSettings;
import dev.ringwatch.app.hunt.HuntSettings;
import dev.ringwatch.app.ingest.IngestLimits;
import dev.ringwatch.app.request.TracingSettings;
import dev.ringwatch.app.signin.SignInSettings;
import dev.ringwatch.app.summary.WeeklySettings;
import dev.ringwatch.app.threshold.CalibrationSettings;
import dev.ringwatch.app.verdict.VerdictSettings;
import dev.ringwatch.kafka.KafkaLogConfig;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.StateBounds;
import dev.ringwatch.postgres.DatabaseSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * What can be set under {@code ringwatch}. What a component is stands at the component, what it is
 * by default in {@link #ofDefaults}, which takes it from where the thing itself is configured; what
 * several must keep to together, in {@link Rules}.
 */
public record ServerSettings(
    @Setting("the folder of the embedded database, snapshots, and heads of the audit log")
        Path data,
    @Setting("a PostgreSQL of your own in the place of the embedded one") Database database,
    @Setting("where the event log is: in the database, or on Kafka, as docs/kafka.md says")
        LogKind log,
    @Setting("the event log on Kafka") KafkaSection kafka,
    @Setting("the Flink job, where it has detection, as flink/README.md says") FlinkSection flink,
    @Setting(value = "for how many days events are kept", least = "1", most = "36500")
        int retention,
    @Setting("what becomes of days that are not kept") ArchiveSection archive,
    @Setting(
            "whether snapshots and archived days are encrypted, with a key made of secret.key in"
                + " the data folder")
        boolean encryptFiles,
    @Setting("how much may come in") Ingest ingest,
    @Setting("how the pipeline runs") Detection detection,
    @Setting(
            value = "where people reach the server, such as through a proxy; for links",
            unset = "http(s)://ADDRESS:PORT")
        @Nullable URI url,
    @Setting("a certificate, by which the server takes HTTPS and nothing else") TlsSection tls,
    @Setting("how operators sign in") OperatorsSection operators,
    @Setting("from where on the server is not well") HealthSection health,
    @Setting("what is written of what the server does") LoggingSection logging,
    @Setting("where traces go") TracingSection tracing,
    @Setting("who outside is told that the server is well") HeartbeatSection heartbeat,
    @Setting("how alerts are sent") AlertsSection alerts,
    @Setting("from where on people are told") IncidentsSection incidents,
    @Setting("how verdicts are given") VerdictsSection verdicts,
    @Setting("how the threshold of accounts is calibrated") CalibrationSection calibration,
    @Setting("how hunts run") HuntsSection hunts,
    @Setting("who is told how the whole stands") SummarySection summary) {

  private static final int RETENTION_DAYS = 30;

  /** A PostgreSQL of one's own. */
  record Database(
      @Setting(value = "where it is", unset = "the embedded one") @Nullable DatabaseUrl url,
      @Setting(value = "the role to log in as", unset = "what the URL says") @Nullable String user,
      @Setting(value = "its password", unset = "none", secret = true) @Nullable String password) {

    /** Where it is and who we are there; empty if it is the embedded one. */
    Optional<DatabaseSettings> settings() {
      return Optional.ofNullable(url)
          .map(own ->
              new DatabaseSettings(
                  own.text(), or(user, ""), or(password, ""), DatabaseSettings.DEFAULT_POOL_SIZE));
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Database[user=" + user + "]";
    }
  }

  /** How much may come in. */
  record Ingest(
      @Setting(value = "the largest body of a request, decompressed", least = "1KB", most = "1GB")
          DataSize maxBody,
      @Setting(value = "the most events of one request", least = "1") int maxEvents,
      @Setting(value = "the most that the bodies of all requests under way may hold", least = "1KB")
          DataSize maxWaiting,
      @Setting(value = "how long ago an event may have happened", least = "1m") Duration maxAge,
      @Setting(
              value = "how far in the future an event may claim to lie",
              least = "0s",
              unset = "1m, and no more than ringwatch.detection.lateness")
          @Nullable Duration maxAhead) {

    static Ingest ofDefaults() {
      IngestLimits defaults = IngestLimits.ofDefaults();
      return new Ingest(
          DataSize.ofBytes(defaults.maxBodyBytes()),
          defaults.maxEvents(),
          DataSize.ofBytes(defaults.maxWaitingBytes()),
          defaults.maxAge(),
          null);
    }

    IngestLimits limits(Duration lateness) {
      Duration most = IngestLimits.ofDefaults().maxAhead();
      return new IngestLimits(
          maxBody.toBytes(),
          maxEvents,
          maxWaiting.toBytes(),
          maxAge,
          or(maxAhead, lateness.compareTo(most) < 0 ? lateness : most));
    }
  }

  /** How the pipeline runs. */
  record Detection(
      @Setting(
              "who has detection: the server, or a Flink job, which needs the log on Kafka and whose"
                  + " results the server reads")
          DetectionBy by,
      @Setting(
              value =
                  "how much later than the newest event an event may come and still count in its"
                      + " own minute",
              least = "0s")
          Duration lateness,
      @Setting(value = "the time between snapshots", least = "1s") Duration snapshotEvery,
      @Setting(
              value = "how many accounts it takes to learn a first model",
              least = "2",
              most = "20000")
          int learnFromAccounts,
      @Setting(
              value =
                  "after how many whole days what was done counts no more: accounts and what they"
                      + " share are forgotten",
              least = "30",
              most = "3650")
          int forgetAfterDays,
      @Setting(
              value =
                  "how much memory the state may take, by sizes stated in docs/operations.md;"
                      + " beyond it the oldest is shed",
              least = "1MB",
              unset = "three quarters of the largest heap")
          @Nullable DataSize maxState,
      @Setting(
              value =
                  "the folder of snapshots; several servers of one event log may share it, one of"
                      + " them writes",
              unset = "snapshots in the data folder")
          @Nullable Path snapshots) {

    static Detection ofDefaults() {
      DetectionSettings defaults = DetectionSettings.ofDefaults(Path.of(""));
      return new Detection(
          DetectionBy.SERVER,
          PipelineConfig.LIVE_LATENESS,
          defaults.snapshotEvery(),
          defaults.learnFromAccounts(),
          PipelineConfig.ofDefaults().profiles().horizonDays(),
          null,
          null);
    }

    StateBounds bounds() {
      DataSize most = DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 4 * 3);
      return new StateBounds(forgetAfterDays, or(maxState, most).toBytes());
    }
  }

  static ServerSettings ofDefaults() {
    return new ServerSettings(
        Path.of("data"),
        new Database(null, null, null),
        LogKind.POSTGRES,
        KafkaSection.ofDefaults(),
        FlinkSection.ofDefaults(),
        RETENTION_DAYS,
        ArchiveSection.ofDefaults(),
        false,
        Ingest.ofDefaults(),
        Detection.ofDefaults(),
        null,
        new TlsSection(null, null),
        OperatorsSection.ofDefaults(),
        HealthSection.ofDefaults(),
        LoggingSection.ofDefaults(),
        TracingSection.ofDefaults(),
        HeartbeatSection.ofDefaults(),
        AlertsSection.ofDefaults(),
        IncidentsSection.ofDefaults(),
        VerdictsSection.ofDefaults(),
        CalibrationSection.ofDefaults(),
        HuntsSection.ofDefaults(),
        SummarySection.ofDefaults());
  }

  /**
   * The defaults, and what is set.
   *
   * @param texts values by the whole names of settings, such as {@code ringwatch.retention}
   * @throws IllegalArgumentException if one is not a value of its setting
   */
  public static ServerSettings of(Function<String, @Nullable String> texts) {
    return SettingsRecords.with(ofDefaults(), "ringwatch", texts);
  }

  /** The file of the key that secrets in the database are encrypted with. */
  public Path secretKeyFile() {
    return data.resolve("secret.key");
  }

  /** The folder of the embedded database. */
  public Path databaseFolder() {
    return data.resolve("postgres");
  }

  /** The file of the heads of the audit log. */
  public Path auditHeads() {
    return data.resolve("audit-heads");
  }

  /**
   * How snapshots and archived days are written and read.
   *
   * @throws IOException if the secret key cannot be read, or made where it is needed
   */
  public FileEncryption fileEncryption() throws IOException {
    return FileEncryption.of(secretKeyFile(), encryptFiles);
  }

  /** Where days of events go before they are dropped; empty if nowhere. */
  public Optional<Path> archiveDirectory() {
    return Optional.ofNullable(archive.directory());
  }

  /** The database; empty if it is the embedded one. */
  public Optional<DatabaseSettings> ownDatabase() {
    return database.settings();
  }

  /** The certificate; empty if the server has none of its own. */
  public Optional<TlsFiles> ownTls() {
    return tls.files();
  }

  /** How long sessions live. */
  public SessionSettings sessions() {
    return operators.sessions();
  }

  /** How operators come in. */
  public SignInSettings signIn() {
    return new SignInSettings(operators.signOn().settings());
  }

  /** From where on the server is not well. */
  public HealthLimits healthLimits() {
    return health.limits();
  }

  /** Whether a line is written about each request. */
  public boolean logsEachRequest() {
    return logging.requests();
  }

  /** Where traces go; empty if nowhere. */
  public Optional<TracingSettings> tracingSettings() {
    return tracing.settings();
  }

  /** How alerts are sent. */
  public AlertSettings alertSettings() {
    return alerts.settings();
  }

  /** Who outside is told that all is well; empty if nobody. */
  public Optional<SignOfLifeSettings> signOfLife() {
    return heartbeat.settings();
  }

  /**
   * Where people reach the server, without a slash at the end.
   *
   * @param address the address that it listens on
   * @param port the port that it listens on
   */
  public String publicUrl(InetAddress address, int port) {
    if (url != null) {
      return url.toString().replaceAll("/+$", "");
    }
    String host = address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return (ownTls().isEmpty() ? "http" : "https") + "://" + shown + ":" + port;
  }

  /** How much may come in. */
  public IngestLimits ingestLimits() {
    return ingest.limits(detection.lateness);
  }

  /** What moves scores. */
  public PipelineConfig pipeline() {
    return PipelineConfig.ofDefaults()
        .withLateness(detection.lateness)
        .withBounds(detection.bounds());
  }

  /** From where on people are told. */
  public IncidentPolicy incidentPolicy() {
    return incidents.policy();
  }

  /** How verdicts are given. */
  public VerdictSettings verdictSettings() {
    return verdicts.settings();
  }

  /** How the threshold of accounts is calibrated. */
  public CalibrationSettings calibrationSettings() {
    return calibration.settings();
  }

  /** How hunts run. */
  public HuntSettings huntSettings() {
    return hunts.settings();
  }

  /** Who gets the overview by e-mail each week; empty if nobody does. */
  public Optional<WeeklySettings> weeklySummary() {
    return summary.weekly().settings();
  }

  /** Whether a Flink job has detection. */
  public boolean isLeftToFlink() {
    return detection.by == DetectionBy.FLINK;
  }

  /** Whether the event log is on Kafka. */
  public boolean hasLogOnKafka() {
    return log == LogKind.KAFKA;
  }

  /**
   * The event log on Kafka; empty if it is in the database.
   *
   * @throws IllegalArgumentException if further properties set what the log must have its way in
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public Optional<KafkaLogConfig> kafkaLog() {
    IngestLimits limits = ingestLimits();
    return hasLogOnKafka()
        ? Optional.of(kafka.config(limits.maxAhead(), limits.maxAge()))
        : Optional.empty();
  }

  /** How the pipeline runs on the log. */
  public DetectionSettings detectionSettings() {
    Path snapshots = or(detection.snapshots, data.resolve("snapshots"));
    DetectionSettings defaults = DetectionSettings.ofDefaults(snapshots);
    return new DetectionSettings(
        defaults.snapshots(),
        detection.snapshotEvery,
        detection.learnFromAccounts,
        defaults.learnSample(),
        defaults.heartbeatAfter());
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
