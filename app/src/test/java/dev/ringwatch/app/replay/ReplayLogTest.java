package dev.ringwatch.app.replay;

import static dev.ringwatch.app.replay.ReplayRuns.done;
import static dev.ringwatch.app.replay.ReplayRuns.json;
import static dev.ringwatch.app.replay.ReplayRuns.number;
import static dev.ringwatch.app.replay.ReplayRuns.run;
import static dev.ringwatch.app.replay.ReplayRuns.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.model.ModelFile;
import dev.ringwatch.app.output.ReasonText;
import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.control.ModelId;
import dev.ringwatch.control.ModelText;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.learn.LearnedBlend;
import dev.ringwatch.learn.LearnedWeights;
import dev.ringwatch.learn.ProbabilityScale;
import dev.ringwatch.learn.ScoredAccount;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.FindingsInForce;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.log.EventLogConfig;
import dev.ringwatch.postgres.log.PostgresEventLog;
import dev.ringwatch.postgres.log.StoredLog;
import dev.ringwatch.postgres.results.Models;
import dev.ringwatch.postgres.results.StoredModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code replay} of the log in a database. */
class ReplayLogTest {

  private static final String HUNT = "shared-device";
  private static final int POINTS = 25;
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** What verdicts taught, as the log says it from noon on. */
  private static final LearnedWeights TAUGHT =
      new LearnedWeights(Map.of("sessions:above", 0.4), new ProbabilityScale(-2, 1));

  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  @TempDir private static Path folder;

  private static final List<Event> EVENTS = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static AnomalyModel first;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static AnomalyModel second;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Path config;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static List<String> found;

  /** A day in the log: a model, events, findings of a hunt and another model from noon on. */
  @BeforeAll
  static void fill() throws Exception {
    first = model("first", 1_000, 7);
    second = model("second", 1_500, 8);
    Path day = folder.resolve("day");
    done("generate", "--out", day, "--accounts", 1_000, "--events", 8_000, "--start", "2026-03-01");
    ReplayRequest.Files files =
        new ReplayRequest.Files(
            List.of(day.resolve("events.csv").toString()), Map.of(), Instant.now());
    new FileFeed(files, InputStream.nullInputStream()).read(new Rejections(), EVENTS::add, _ -> {});
    found = EVENTS.stream().map(event -> event.account().value()).distinct().limit(100).toList();
    try (PostgresEventLog log = open()) {
      log.append(
          new ControlRecord("model", tick(EVENTS.getFirst()), ModelText.of(first, "a test")));
      for (int from = 0; from < EVENTS.size(); from += 500) {
        log.append(EVENTS.subList(from, Math.min(EVENTS.size(), from + 500)));
        if (from == 2_000) {
          log.append(new ControlRecord("findings", Tick.of(NOON), findings()));
          log.append(new ControlRecord("model", Tick.of(NOON), ModelText.of(second, "a test")));
          log.append(ControlRecords.learned(Tick.of(NOON), Optional.of(TAUGHT)));
        }
      }
    }
    config = config("ringwatch.yaml", DATABASE.settings().user(), DATABASE.settings().password());
  }

  private static AnomalyModel model(String name, int accounts, int seed) {
    Path out = folder.resolve(name);
    Path file = folder.resolve(name + ".json");
    done("generate", "--out", out, "--accounts", accounts, "--events", 15_000, "--seed", seed);
    done("analyze", out.resolve("events.csv"), "--out", out, "--save-model", file);
    return ModelFile.load(file);
  }

  private static Tick tick(Event event) {
    return Tick.of(event.timestamp());
  }

  private static String findings() {
    return "{\"hunt\":\"%s\",\"points\":%d,\"until\":\"%s\",\"accounts\":[\"%s\"]}"
        .formatted(HUNT, POINTS, LATER, String.join("\",\"", found));
  }

  private static PostgresEventLog open() {
    return PostgresEventLog.open(
        DATABASE.dataSource(), EventLogConfig.ofDefaults(), InstantSource.system());
  }

  private static Path config(String name, String user, String password) throws IOException {
    Path secret = Files.writeString(folder.resolve(name + "-password"), password);
    return Files.writeString(
        folder.resolve(name),
        """
        ringwatch:
          data: '%s'
          database: {url: '%s', user: '%s', password-file: '%s'}
        """
            .formatted(folder.resolve("data"), DATABASE.settings().url(), user, secret));
  }

  @AfterEach
  void forgetWhatPeopleDid() throws SQLException {
    DATABASE.execute("TRUNCATE threshold_history, listed, verdicts CASCADE");
  }

  private static Path replay(String name, Object... options) {
    Path out = folder.resolve(name);
    done(
        Stream.concat(Stream.of("replay", "--config", config, "--out", out), Stream.of(options))
            .toArray());
    return out;
  }

  /** What a driver says that is fed by hand; also without the hunt, or with another model. */
  private static Map<String, AccountFinal> byHand(boolean hunt, AnomalyModel... models) {
    return byAccount(driver(hunt, Optional.of(TAUGHT), models).finals());
  }

  private static Map<String, AccountFinal> byAccount(Finals finals) {
    Map<String, AccountFinal> byAccount = new TreeMap<>();
    finals.accounts().forEach(one -> byAccount.put(one.account().value(), one));
    return byAccount;
  }

  private static EmbeddedDriver driver(
      boolean hunt, Optional<LearnedWeights> taught, AnomalyModel... models) {
    PipelineConfig settings = PipelineConfig.ofDefaults().withLateness(Duration.ofSeconds(20));
    EmbeddedDriver driver = new EmbeddedDriver(settings, 1, 3);
    driver.accept(new Control.UseModel(tick(EVENTS.getFirst()), models[0]));
    if (models.length > 1) {
      driver.accept(new Control.UseModel(Tick.of(NOON), models[1]));
    }
    if (hunt) {
      List<AccountId> accounts = found.stream().map(AccountId::new).toList();
      driver.accept(
          new Control.ChangeFindings(
              Tick.of(NOON), new FindingsInForce(HUNT, POINTS, Tick.of(LATER), accounts)));
    }
    driver.accept(new Control.UseLearned(Tick.of(NOON), taught));
    EVENTS.forEach(event -> driver.accept(0, event));
    driver.closeAllTicks();
    return driver;
  }

  private static void areTheDifferences(
      Path out, Map<String, AccountFinal> before, Map<String, AccountFinal> after)
      throws IOException {
    Map<String, Map<String, String>> changed = table(out.resolve("accounts.csv"), "account_id");
    int different = 0;
    for (Map.Entry<String, AccountFinal> one : before.entrySet()) {
      String was = ReasonText.of(one.getValue().risk().reasons());
      AccountFinal then = Objects.requireNonNull(after.get(one.getKey()));
      String will = ReasonText.of(then.risk().reasons());
      if (!was.equals(will)) {
        different++;
        assertThat(changed).containsKey(one.getKey());
        assertThat(changed.get(one.getKey()))
            .containsEntry("reasons_before", was)
            .containsEntry("reasons_after", will);
        assertThat(number(changed.getOrDefault(one.getKey(), Map.of()), "score_after"))
            .isEqualTo(then.risk().score());
      }
    }
    assertThat(changed).hasSize(different).isNotEmpty();
  }

  @Test
  void replaysTheLogWithItsModelsAndFindings() throws IOException {
    Path out = replay("model", "--model", folder.resolve("first.json"));
    areTheDifferences(out, byHand(true, first, second), byHand(true, first));
    assertThat(json(out.resolve("replay.json")).at("/events/used").asInt())
        .isEqualTo(EVENTS.size());
  }

  /**
   * What {@code analyze} wrote for a model: the adjustments, and how they are spread over accounts.
   *
   * @param spread makes of what they are how they were when they were learned
   */
  private static Path learned(String name, LearnedWeights weights, DoubleUnaryOperator spread)
      throws IOException {
    EmbeddedDriver driver = driver(false, Optional.empty(), first);
    Map<AccountId, AccountFinal> finals = new HashMap<>();
    driver.finals().accounts().forEach(one -> finals.put(one.account(), one));
    LearnedBlend blend = weights.with(first);
    List<String> then = new ArrayList<>();
    for (FeatureVector vector : driver.vectors()) {
      AccountFinal one = Objects.requireNonNull(finals.get(vector.account()));
      double adjustment =
          blend.adjustment(new ScoredAccount(vector, one.risk().score(), one.ring()));
      then.add(Double.toString(spread.applyAsDouble(adjustment)));
    }
    List<String> adjustments =
        weights.coefficients().entrySet().stream()
            .map(one -> "\"" + one.getKey() + "\": " + one.getValue())
            .toList();
    return Files.writeString(
        folder.resolve(name),
        """
        {"format": "ringwatch-learned", "version": 1, "in_force": true, "model": "%s",
         "learned_until": "2026-03-01T00:00:00Z", "adjustments": {%s},
         "probability": {"intercept": -2, "slope": 1}, "adjustments_then": [%s]}
        """
            .formatted(ModelId.of(first), String.join(", ", adjustments), String.join(", ", then)));
  }

  /** In the place of what the log says; and hunts come on top of it. */
  @Test
  void hasWhatVerdictsTaughtMoveScores() throws IOException {
    LearnedWeights other =
        new LearnedWeights(
            Map.of("distinct_ips:above", 2.0, "events:above", -1.0), new ProbabilityScale(-2, 1));
    Path file = learned("learned.json", other, DoubleUnaryOperator.identity());
    Path out = replay("learned", "--model", folder.resolve("first.json"), "--learned", file);
    Map<String, AccountFinal> after = byAccount(driver(true, Optional.of(other), first).finals());
    areTheDifferences(out, byHand(true, first, second), after);
    assertThat(after.values())
        .anyMatch(one -> one.risk().reasons().stream().anyMatch(ReplayLogTest::isOfVerdicts));
    assertThat(Files.readString(out.resolve("replay.json")))
        .contains("what was learned before still fits these accounts");
  }

  private static boolean isOfVerdicts(Reason reason) {
    return reason.name().equals("verdicts_distinct_ips");
  }

  @Test
  void saysWhyWhatVerdictsTaughtFitsNoMore() throws IOException {
    LearnedWeights other =
        new LearnedWeights(Map.of("events:above", 2.0), new ProbabilityScale(-2, 1));
    Path file = learned("other.json", other, adjustment -> adjustment + 1);
    Path out = replay("no-more", "--model", folder.resolve("first.json"), "--learned", file);
    areTheDifferences(
        out,
        byHand(true, first, second),
        byAccount(driver(true, Optional.empty(), first).finals()));
    assertThat(Files.readString(out.resolve("replay.json")))
        .contains("labels move no score: accounts are no longer those");
  }

  @Test
  void takesAModelThatTheServerLearned() throws Exception {
    String id = ModelId.of(first);
    StoredModel facts =
        new StoredModel(id, NOON, NOON, 1, NOON, NOON, 300, List.of("events"), "{}");
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      new Models(DATABASE.dataSource()).add(connection, facts, ModelText.of(first, "a test"));
    }
    Path byId = replay("by-id", "--model", id);
    Path byFile = replay("by-file", "--model", folder.resolve("first.json"));
    assertThat(byId.resolve("accounts.csv")).hasSameBinaryContentAs(byFile.resolve("accounts.csv"));
  }

  @Test
  void leavesHuntsOut() throws IOException {
    Path out = replay("hunt", "--without-hunt", HUNT);
    areTheDifferences(out, byHand(true, first, second), byHand(false, first, second));
    assertThat(table(out.resolve("reasons.csv"), "reason"))
        .containsKey("hunt_" + HUNT)
        .hasEntrySatisfying(
            "hunt_" + HUNT, row -> assertThat(row).containsEntry("accounts_after", "0"));
  }

  @Test
  void hasHuntsCountOtherwise() throws IOException {
    Files.writeString(
        folder.resolve("points.yaml"),
        Files.readString(config)
            + "  hunts: {schedule: \""
            + HUNT
            + "=1h\", points: \""
            + HUNT
            + "="
            + POINTS
            + "\"}\n");
    Path out = folder.resolve("points");
    done(
        "replay",
        "--config",
        folder.resolve("points.yaml"),
        "--out",
        out,
        "--set",
        "ringwatch.hunts.points=" + HUNT + "=5");
    Map<String, AccountFinal> before = byHand(true, first, second);
    for (Map<String, String> row : table(out.resolve("accounts.csv"))) {
      String account = row.getOrDefault("account_id", "");
      assertThat(found).contains(account);
      assertThat(number(row, "score_before"))
          .isEqualTo(Objects.requireNonNull(before.get(account)).risk().score())
          .isGreaterThan(number(row, "score_after"));
    }
    assertThat(table(out.resolve("accounts.csv"))).isNotEmpty();
  }

  @Test
  void equalConfigurationsGiveAnEmptyDifference() {
    assertThat(done("replay", "--config", config, "--proposed", config))
        .contains("nothing would change");
  }

  @Test
  void opensIncidentsFromTheThresholdThatWasLetPass() throws Exception {
    double lowest = lowestMedium();
    DATABASE.execute(
        "INSERT INTO threshold_history (kind, origin, state, threshold, previous_threshold, reason,"
            + " proposed_by, proposed_at, decided_by, decided_at, decision_reason,"
            + " effective_from_minute)"
            + (" VALUES ('account', 'hand', 'approved', " + lowest + ", 70, 'r',")
            + " 'console', now(), 'console', now(), 'r', 1)");
    Path out = replay("approved", "--set", "ringwatch.incidents.account-from=70");
    assertThat(table(out.resolve("incidents.csv")))
        .isNotEmpty()
        .allSatisfy(row -> {
          assertThat(row).containsEntry("change", "gone");
          assertThat(number(row, "score_before")).isGreaterThanOrEqualTo(lowest).isLessThan(70);
        });
    assertThat(done("replay", "--config", config, "--threshold", lowest))
        .contains("nothing would change");
  }

  private static double lowestMedium() {
    return byHand(true, first, second).values().stream()
        .mapToDouble(account -> account.risk().score())
        .filter(score -> score >= 35)
        .min()
        .orElseThrow();
  }

  @Test
  void opensNoneOfWhoIsLetPass() throws Exception {
    Path all = replay("all-new", "--threshold", "30");
    String account =
        table(all.resolve("incidents.csv")).stream()
            .map(row -> row.getOrDefault("incident", ""))
            .filter(key -> key.startsWith("account:"))
            .findFirst()
            .orElseThrow()
            .substring("account:".length());
    DATABASE.execute(
        "INSERT INTO listed (kind, what, value, reason, created_by, created_at)"
            + " VALUES ('allow', 'account', '"
            + account
            + "', 'a test', 'console', now())");
    Path allowed = replay("all-but-one", "--threshold", "30");
    assertThat(table(allowed.resolve("incidents.csv"), "incident"))
        .doesNotContainKey("account:" + account)
        .hasSize(table(all.resolve("incidents.csv")).size() - 1);
  }

  @Test
  void comparesWithVerdictsThatStand() throws Exception {
    Map<String, AccountFinal> scores = byHand(true, first, second);
    List<String> accounts = scores.keySet().stream().limit(60).toList();
    for (String account : accounts) {
      boolean abusive = accounts.indexOf(account) % 3 == 0;
      DATABASE.execute(
          "INSERT INTO verdicts (account_id, verdict, origin, decided_by, decided_at) VALUES ('"
              + account
              + (abusive ? "', 'abusive', 'review'" : "', 'benign', 'audit'")
              + ", 'operator 1', '2026-03-02T00:00:00Z')");
    }
    Path out = replay("verdicts", "--threshold", "20", "--every", "100d");
    Map<String, Long> right = new TreeMap<>();
    for (String account : accounts) {
      boolean abusive = accounts.indexOf(account) % 3 == 0;
      boolean flagged = Objects.requireNonNull(scores.get(account)).risk().score() >= 20;
      if (flagged == abusive) {
        right.merge(abusive ? "abusive" : "benign", 1L, Long::sum);
      }
    }
    JsonNode labelled = json(out.resolve("replay.json")).path("labelled");
    assertThat(labelled.findValuesAsString("of"))
        .containsExactly("abusive", "benign", "benign of the random audit");
    assertThat(labelled.at("/0/accounts").asInt()).isEqualTo(20);
    assertThat(labelled.at("/0/after/right").asLong())
        .isEqualTo(right.getOrDefault("abusive", 0L))
        .isPositive();
    assertThat(labelled.at("/1/accounts").asInt()).isEqualTo(40);
    assertThat(labelled.at("/1/after/right").asLong()).isEqualTo(right.getOrDefault("benign", 0L));
    assertThat(labelled.at("/2/after/right").asLong()).isEqualTo(right.getOrDefault("benign", 0L));
  }

  @Test
  void readsAsARoleThatMayChangeNothingAndLeavesEveryRow() throws Exception {
    DATABASE.execute(
        "DO $$ BEGIN CREATE ROLE replay_reader LOGIN PASSWORD 'only-reads';"
            + " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    DATABASE.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO replay_reader");
    try {
      List<String> before = contents();
      Path reader = config("reader.yaml", "replay_reader", "only-reads");
      Path mine = folder.resolve("reader");
      done(
          "replay", "--config", reader, "--out", mine, "--without-hunt", HUNT, "--threshold", "50");
      assertThat(contents()).isEqualTo(before).isNotEmpty();
      Path usual = replay("usual", "--without-hunt", HUNT, "--threshold", "50");
      assertThat(mine.resolve("incidents.csv"))
          .hasSameBinaryContentAs(usual.resolve("incidents.csv"));
      assertThat(contents()).isEqualTo(before);
    } finally {
      DATABASE.execute("DROP OWNED BY replay_reader");
    }
  }

  /** Of each table how many rows it has, and what is in them. */
  private static List<String> contents() throws SQLException {
    List<String> contents = new ArrayList<>();
    for (String table :
        DATABASE.texts(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace ="
                + " 'public'::regnamespace ORDER BY relname")) {
      contents.addAll(
          DATABASE.texts(
              "SELECT '"
                  + table
                  + " ' || count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)"
                  + " FROM \""
                  + table
                  + "\" t"));
    }
    return contents;
  }

  @Test
  void readsWhileAServerWritesWhatWasThereWhenItBegan() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch wrote = new CountDownLatch(20);
    Instant after = EVENTS.getLast().timestamp();
    try (PostgresEventLog log = open()) {
      long before = log.lastSeq();
      CompletableFuture<Integer> writing =
          CompletableFuture.supplyAsync(() -> {
            int number = 0;
            while (!stop.get()) {
              log.append(
                  List.of(
                      Event.builder(
                              EVENTS.getFirst().account(), "login", after.plusMillis(++number))
                          .id("later-" + number)
                          .build()));
              wrote.countDown();
            }
            return number;
          });
      wrote.await();
      Path out = replay("meanwhile", "--threshold", "50");
      stop.set(true);
      int written = writing.join();
      long used = json(out.resolve("replay.json")).at("/events/used").asLong();
      assertThat(used).isBetween(EVENTS.size() + 20L, EVENTS.size() + (long) written);
      assertThat(log.lastSeq()).isEqualTo(before + written);
    } finally {
      DATABASE.execute("DELETE FROM raw_events WHERE event_id LIKE 'later-%'");
    }
  }

  @Test
  void readsTheLogAfterFiles() throws Exception {
    Path half = folder.resolve("half.csv");
    List<String> lines = Files.readAllLines(folder.resolve("day/events.csv"));
    int column = List.of(lines.getFirst().split(",", -1)).indexOf("timestamp");
    Files.write(
        half,
        lines.stream()
            .filter(line ->
                line.equals(lines.getFirst())
                    || Instant.parse(line.split(",", -1)[column]).isBefore(NOON))
            .toList());
    Path both = replay("both", half, "--log", "--without-hunt", HUNT);
    Path alone = replay("log-alone", "--without-hunt", HUNT);
    assertThat(both.resolve("accounts.csv")).hasSameBinaryContentAs(alone.resolve("accounts.csv"));
    assertThat(json(both.resolve("replay.json")).at("/events/used").asInt())
        .isEqualTo(EVENTS.size());
  }

  @Test
  void startsFromTheModelThatHeldBeforeThePeriod() throws Exception {
    Path out =
        replay(
            "afternoon",
            "--since",
            NOON.plusSeconds(3600),
            "--model",
            folder.resolve("first.json"));
    JsonNode summary = json(out.resolve("replay.json"));
    Path same =
        replay(
            "same-model",
            "--since",
            NOON.plusSeconds(3600),
            "--model",
            folder.resolve("second.json"));
    assertThat(summary.at("/before/model").asString())
        .isEqualTo(json(same.resolve("replay.json")).at("/after/model").asString())
        .isNotEqualTo(summary.at("/after/model").asString());
    assertThat(table(same.resolve("accounts.csv"))).isEmpty();
    assertThat(table(out.resolve("accounts.csv"))).isNotEmpty();
  }

  @Test
  void makesNoTablesInADatabaseThatHasNone() throws Exception {
    try (TestDatabase empty = TestDatabase.empty()) {
      Path other =
          Files.writeString(
              folder.resolve("empty.yaml"),
              Files.readString(config).replace(DATABASE.settings().url(), empty.settings().url()));
      ReplayRuns.Said said = run("replay", "--config", other);
      assertThat(said.exit()).isEqualTo(1);
      assertThat(said.err()).contains("the database cannot be read: ").hasLineCount(1);
      assertThat(
              empty.texts(
                  "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
          .isEmpty();
    }
  }

  @Test
  void theNamesOfRingsAreThoseOfTheServer() throws Exception {
    try (StoredLog log = StoredLog.open(DATABASE.dataSource())) {
      assertThat(log.lastSeq()).isGreaterThan(EVENTS.size());
    }
    Path out = replay("rings", "--also-link", "client", "--ring-threshold", "100");
    List<String> members = ringMembers();
    DATABASE.execute(
        "INSERT INTO rings VALUES ('ring-of-ours', 80, 2, 1, now(), now(), NULL, '[]', '[]', 0)");
    for (String member : members) {
      DATABASE.execute(
          "INSERT INTO ring_members VALUES ('ring-of-ours', '"
              + member
              + "', 'core', now(), NULL)");
    }
    try {
      Path named = replay("named", "--also-link", "client", "--ring-threshold", "100");
      assertThat(Files.readString(out.resolve("incidents.csv"))).doesNotContain("ring-of-ours");
      assertThat(Files.readString(named.resolve("incidents.csv"))).contains("ring:ring-of-ours");
    } finally {
      DATABASE.execute("DELETE FROM ring_members; DELETE FROM rings");
    }
  }

  /**
   * The members of the ring that scores least, which only a low threshold lets have an incident.
   */
  private static List<String> ringMembers() throws IOException {
    Path out = folder.resolve("analyzed");
    done(
        "analyze",
        folder.resolve("day/events.csv"),
        "--model",
        folder.resolve("second.json"),
        "--out",
        out);
    List<Map<String, String>> rows = table(out.resolve("rings.csv"));
    Map<String, String> least =
        rows.stream()
            .min(Comparator.comparingDouble(row -> number(row, "ring_score")))
            .orElseThrow();
    return rows.stream()
        .filter(row -> Objects.equals(row.get("ring_id"), least.get("ring_id")))
        .map(row -> row.getOrDefault("account_id", ""))
        .toList();
  }
}
