package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kafka.Brokers;
import dev.ringwatch.kafka.KafkaEventLog;
import dev.ringwatch.kafka.KafkaLogConfig;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.results.ResultsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole: brokers, the job as it is submitted, and the database that the server reads. */
@SuppressWarnings({"NullAway.Init", "try"}) // before all tests; closing brokers may be interrupted
class RingwatchJobTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final HashKey KEY = new HashKey(11, 12);
  private static final PipelineConfig CONFIG = PipelineConfig.ofDefaults().withHashKey(KEY);
  private static final Volume VOLUME = Volume.ofDefaults().of(1_000, 10_000);
  private static final Tick LAST = Tick.of(VOLUME.start().plus(Duration.ofMinutes(1_439)));
  private static final Instant NEXT_DAY = LAST.end().plus(Duration.ofHours(1));
  private static final int PARTITIONS = 2;

  /** All that a job writes. */
  private static final List<String> TABLES =
      List.of(
          "SELECT accounts::text FROM accounts ORDER BY account_id",
          "SELECT risk_scores::text FROM risk_scores ORDER BY account_id, scored_at",
          "SELECT account_features::text FROM account_features ORDER BY account_id",
          "SELECT rings::text FROM rings ORDER BY ring_id",
          "SELECT ring_members::text FROM ring_members ORDER BY ring_id, account_id",
          "SELECT ring_edges::text FROM ring_edges ORDER BY ring_id, account_a, account_b",
          "SELECT (to_jsonb(h) - 'entry')::text FROM ring_history h ORDER BY entry",
          "SELECT rings_written::text FROM rings_written");

  /** Accounts whose ring, by their scores, is another than the tables of rings say. */
  private static final String STRANGERS =
      """
      SELECT a.account_id FROM accounts a
      LEFT JOIN ring_members m ON m.account_id = a.account_id AND m.left_at IS NULL
        AND EXISTS (SELECT FROM rings r WHERE r.ring_id = m.ring_id AND r.dissolved_at IS NULL)
      WHERE a.ring_id IS DISTINCT FROM m.ring_id
      """;

  @TempDir private static Path directory;

  private static Brokers brokers;
  private static Scraped prometheus;
  private static Cluster cluster;
  private static List<Event> day;

  @BeforeAll
  static void start() throws Exception {
    brokers = Brokers.start(1);
    prometheus = Scraped.anywhere();
    cluster = Cluster.start(prometheus.reporter());
    day = new ArrayList<>();
    Generator.of(GeneratorConfig.ofDefaults().withSeed(7).withVolume(VOLUME)).forEach(day::add);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    brokers.close();
  }

  private static EmbeddedDriver embedded() {
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, 1, 1);
    day.forEach(event -> driver.accept(0, event));
    driver.closeAllTicks();
    return driver;
  }

  private static String[] settings(KafkaLogConfig log, TestDatabase database) throws IOException {
    DatabaseSettings access = database.settings();
    String yaml =
        """
        ringwatch:
          detection:
            lateness: 1m
          kafka:
            servers: %s
            prefix: %s
            replication: 1
          database:
            url: "%s"
            user: "%s"
          flink:
            scores-every: 1h
            rings-every: 6h
            idle-after: 15s
        """
            .formatted(
                log.client().get("bootstrap.servers"),
                log.topics().prefix(),
                access.url(),
                access.user());
    Path file = Files.createTempFile(directory, "ringwatch", ".yaml");
    return new String[] {"--config", Files.writeString(file, yaml).toString()};
  }

  private static StreamGraph graph(KafkaLogConfig log, TestDatabase database) throws IOException {
    Configuration how = Cluster.configuration(2, "rocksdb", directory);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(how);
    environment.enableCheckpointing(200);
    Map<String, String> secret =
        Map.of("RINGWATCH_DATABASE_PASSWORD", database.settings().password());
    RingwatchJob.prepare(environment, settings(log, database), secret);
    return environment.getStreamGraph();
  }

  private static void setKey(TestDatabase database) throws SQLException {
    database.execute(
        "INSERT INTO hash_key (first_half, second_half) VALUES (%s, %s)"
            .formatted(KEY.first(), KEY.second()));
  }

  private static void send(PlatformTopic topic, List<Event> events) {
    events.forEach(topic::send);
    topic.platform().flush();
  }

  /** Some time after the day, in every partition. */
  private static void endDay(PlatformTopic topic) {
    Instant when = LAST.end().plus(Duration.ofMinutes(10));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      String id = "later-" + partition;
      topic.send(Event.builder(new AccountId(id), "login", when).id(id).build(), partition);
    }
    topic.platform().flush();
  }

  private static List<String> expected(Finals finals) {
    return finals.accounts().stream()
        .map(score -> score.account().value() + " " + score.risk().score())
        .sorted()
        .toList();
  }

  private static List<String> scores(TestDatabase database) throws Exception {
    return database.texts("SELECT risk_score || ' ' || account_id FROM accounts").stream()
        .map(row -> {
          int end = row.indexOf(' ');
          return row.substring(end + 1) + " " + Double.parseDouble(row.substring(0, end));
        })
        .sorted()
        .toList();
  }

  /** What came before a checkpoint began is written when it is made; the next one began later. */
  private static void endWhenAllIsWritten(JobID job) throws Exception {
    cluster.awaitCheckpoints(job, cluster.checkpoints(job) + 2);
    cluster.cancel(job);
  }

  @Test
  void writesTheSameWhateverIsLostOnTheWay() throws Exception {
    KafkaLogConfig log = brokers.config(PARTITIONS);
    EmbeddedDriver embedded = embedded();
    AnomalyModel model = AnomalyModel.train(embedded.vectors(), AnomalyConfig.ofDefaults());
    List<String> expected = expected(embedded.finals(embedded.vectors(), model));
    try (TestDatabase lossy = TestDatabase.withSchema();
        TestDatabase calm = TestDatabase.withSchema();
        KafkaEventLog order = KafkaEventLog.open(log, InstantSource.fixed(NEXT_DAY));
        Producer<byte[], byte[]> platform = brokers.platform(Map.of())) {
      order.append(ControlRecords.model(new Tick(0), model, "test"));
      setKey(lossy);
      setKey(calm);
      PlatformTopic topic =
          new PlatformTopic(platform, log.topics().events(), NEXT_DAY, PARTITIONS);
      send(topic, day.subList(0, day.size() / 2));
      JobID first = cluster.submit(graph(log, lossy), Optional.empty());
      WaitFor.condition(PATIENCE, () -> !scores(lossy).isEmpty());
      cluster.replaceTaskManager();
      send(topic, day.subList(day.size() / 2, day.size()));
      endDay(topic);
      WaitFor.condition(PATIENCE, () -> scores(lossy).equals(expected));
      assertThat(cluster.restored(first)).isPositive();
      endWhenAllIsWritten(first);
      JobID second = cluster.submit(graph(log, calm), Optional.empty());
      WaitFor.condition(PATIENCE, () -> scores(calm).equals(expected));
      assertThat(prometheus.names()).containsAll(Scraped.documented());
      endWhenAllIsWritten(second);
      for (String table : TABLES) {
        assertThat(lossy.texts(table)).isNotEmpty().isEqualTo(calm.texts(table));
      }
      assertThat(calm.texts(STRANGERS)).isEmpty();
      assertThat(calm.texts("SELECT DISTINCT at::text FROM ring_history")).hasSizeGreaterThan(1);
    }
  }

  @Test
  void documentsTheRulesThatPrometheusIsGiven() throws IOException {
    assertThat(Scraped.read("flink/README.md")).contains("```yaml\n" + Scraped.rules() + "```");
  }

  @Test
  void saysThatTheDatabaseHasNoTables() throws Exception {
    try (TestDatabase empty = TestDatabase.empty()) {
      assertThatThrownBy(() -> graph(brokers.config(1), empty))
          .isInstanceOf(UnusableSettingsException.class)
          .hasMessage("the database has no tables of Ringwatch yet: start a server on it once");
    }
  }

  @Test
  void leavesADatabaseToServersThatHaveDetectionThemselves() throws Exception {
    try (TestDatabase served = TestDatabase.withSchema()) {
      assertThat(ResultsWriter.SERVER.claimAsServer(served.dataSource())).isTrue();
      assertThatThrownBy(() -> graph(brokers.config(1), served))
          .isInstanceOf(UnusableSettingsException.class)
          .hasMessageContaining("ringwatch.detection.by=flink");
    }
  }

  @Test
  void refusesCheckpointsInWhichAMinuteIsHalfClosed() throws Exception {
    try (TestDatabase database = TestDatabase.withSchema()) {
      StreamExecutionEnvironment environment =
          StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
      environment.enableCheckpointing(200);
      environment.getCheckpointConfig().enableUnalignedCheckpoints();
      String[] arguments = settings(brokers.config(1), database);
      assertThatThrownBy(() -> RingwatchJob.prepare(environment, arguments, Map.of()))
          .isInstanceOf(UnusableSettingsException.class)
          .hasMessageContaining("execution.checkpointing.unaligned.enabled must be false");
    }
  }
}
