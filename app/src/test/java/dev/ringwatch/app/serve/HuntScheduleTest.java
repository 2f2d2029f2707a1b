package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.app.hunt.HuntSchedule;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hunts that run by themselves, and the incidents that they open. */
class HuntScheduleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor client;

  @BeforeAll
  static void start() throws Exception {
    Path hunts = folder.resolve("hunts");
    SampleHunts.write(hunts);
    of("many", "account_id");
    of("listed", "ARRAY(SELECT 'l' || i FROM generate_series(1, 30) i) AS accounts");
    of("refused", "account_id");
    of("missed", "account_id");
    of("nameless", "account_id AS who");
    server =
        new RunningServer(
            folder.resolve("data"),
            "ringwatch.operators.second-factor=false",
            "ringwatch.hunts.directory=" + hunts,
            "ringwatch.hunts.schedule=busy=1h,broken=1h,many=1d,listed=1d,refused=1d,missed=1d,"
                + "nameless=1d,late=1d");
    client =
        server
            .visitor()
            .asProgram()
            .with("Authorization", "Bearer " + server.key(Scope.READ, Scope.VERDICT));
  }

  /** A hunt that finds the events of an action which is called as it is. */
  private static void of(String name, String columns) throws IOException {
    Files.writeString(
        folder.resolve("hunts").resolve(name + ".sql"),
        """
        -- title: Some
        -- question: Who?
        -- hit: One.
        -- innocent: All.
        -- since: 1h
        SELECT %s FROM raw_events
        WHERE ts >= :since AND ts < :until AND action = '%s' ORDER BY seq
        """
            .formatted(columns, name));
  }

  /** One event an account, so that no other hunt finds it. */
  private static void events(String action, int accounts, String ago) throws Exception {
    server.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action)"
            + " SELECT 2000000 + (SELECT count(*) FROM raw_events) + i, now() - interval '%s', 0, false,"
                .formatted(ago)
            + " '%s' || i, '%s' || i, '%s' FROM generate_series(1, %d) i"
                .formatted(action, action, action, accounts));
  }

  /** Has a hunt run that ran so long ago, and waits until it has. */
  private static void runs(String hunt, String ago) throws Exception {
    String ran = " FROM hunt_runs WHERE hunt = '" + hunt + "'";
    WaitFor.condition(PATIENCE, () -> server.count("SELECT count(*)" + ran) == 1);
    server.execute(
        "UPDATE hunt_runs SET ran_at = ran_at - interval '%s' WHERE hunt = '%s'"
            .formatted(ago, hunt));
    WaitFor.condition(
        PATIENCE,
        () ->
            server.count("SELECT count(*)" + ran + " AND ran_at > now() - interval '4 min'") == 1);
  }

  private static long incidents(String accounts) throws Exception {
    return server.count(
        "SELECT count(*) FROM alert_incidents WHERE dedup_key LIKE 'hunt:" + accounts + "%'");
  }

  private static long ran(String hunt, String how) throws Exception {
    return server.count("SELECT count(*) FROM hunt_runs WHERE hunt = '" + hunt + "' AND " + how);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode incident(String account) throws Exception {
    String page = client.get("/v1/incidents?dedup_key=hunt:" + account).body();
    return JSON.readTree(page).path("incidents").path(0);
  }

  @Test
  void opensAnIncidentOfEachAccountThatItFinds() throws Exception {
    server.execute(
        "INSERT INTO listed (kind, what, value, reason, created_by, created_at)"
            + " VALUES ('allow', 'account', 'ours', 'a test', 'console', now())");
    server.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action)"
            + " SELECT 1000000 + i, now() - i * interval '1 s', 0, false, 'e' || i, name, 'login'"
            + " FROM (VALUES ('u1', 3), ('ours', 2), ('u3', 1)) one (name, times),"
            + " generate_series(1, times) i");
    // Its first run may have been before there was anything to find.
    WaitFor.condition(
        PATIENCE,
        () -> {
          server.execute(
              "UPDATE hunt_runs SET ran_at = ran_at - interval '2 h' WHERE hunt = 'busy'");
          return !incident("u1").isMissingNode();
        });

    JsonNode found = incident("u1");
    assertThat(found.path("kind").asString()).isEqualTo("hunt");
    assertThat(found.path("state").asString()).isEqualTo("open");
    assertThat(found.path("score").asDouble()).isEqualTo(50);
    assertThat(found.toString()).contains("the hunt busy found it: Busy <accounts>");
    assertThat(incident("u3").isMissingNode()).as("it made one event").isTrue();
    assertThat(incident("ours").isMissingNode()).as("it is let pass").isTrue();

    Visitor viewer = server.withPassword(server.operator(Role.VIEWER));
    assertThat(viewer.get("/hunts").body()).containsPattern("ran by itself [^:<]+: 2 accounts");
    assertThat(viewer.get("/incidents").body()).contains("href=\"/accounts?id=u1\"");

    client.send("POST", "/v1/verdicts", "{\"account\":\"u1\",\"verdict\":\"benign\"}");
    assertThat(incident("u1").path("state").asString()).isEqualTo("resolved");
    // More of the same does not open it again.
    long id = incident("u1").path("id").asLong();
    server.execute("UPDATE hunt_runs SET ran_at = ran_at - interval '2 h' WHERE hunt = 'busy'");
    server.execute("DELETE FROM hunt_findings WHERE hunt = 'busy'");
    WaitFor.condition(
        PATIENCE,
        () -> server.count("SELECT count(*) FROM hunt_findings WHERE hunt = 'busy'") == 2);
    assertThat(incident("u1").path("id").asLong()).isEqualTo(id);
    assertThat(incident("u1").path("state").asString()).isEqualTo("resolved");
    assertThat(
            server.count(
                "SELECT count(*) FROM hunt_runs WHERE hunt = 'broken'"
                    + " AND problem = 'there is no hunt broken'"))
        .isEqualTo(1);
  }

  @Test
  void opensIncidentsOfTheNextHundredTheNextTime() throws Exception {
    events("many", 130, "5 min");
    runs("many", "25 h");
    assertThat(incidents("many")).isEqualTo(100);
    assertThat(server.count("SELECT count(*) FROM hunt_findings WHERE hunt = 'many'"))
        .isEqualTo(130);
    runs("many", "25 h");
    assertThat(incidents("many")).isEqualTo(130);
    assertThat(ran("many", "found_accounts = 130 AND problem IS NULL")).isEqualTo(1);
    givesThemPageByPage();
    // They would fill the page that another test looks at.
    server.execute("DELETE FROM alert_incidents WHERE dedup_key LIKE 'hunt:many%'");
  }

  private static JsonNode findings(String asked) throws Exception {
    return JSON.readTree(client.get("/v1/hunts/many/findings" + asked).body());
  }

  private static void givesThemPageByPage() throws Exception {
    Set<String> accounts = new TreeSet<>();
    JsonNode page = findings("?limit=100");
    assertThat(page.path("last_run").path("accounts").asInt()).isEqualTo(130);
    assertThat(page.path("findings")).hasSize(100);
    assertThat(page.path("findings").path(0).path("found").path("account_id").asString())
        .isEqualTo(page.path("findings").path(0).path("account_id").asString());
    page.path("findings").forEach(one -> accounts.add(one.path("account_id").asString()));
    JsonNode rest = findings("?limit=100&cursor=" + page.path("next").asString());
    assertThat(rest.path("next").isNull()).isTrue();
    rest.path("findings").forEach(one -> accounts.add(one.path("account_id").asString()));
    assertThat(accounts).hasSize(130);

    assertThat(findings("?account_id=many7").path("findings")).hasSize(1);
    assertThat(findings("?since=1h&account_id=nobody").path("findings")).isEmpty();
    assertThat(findings("?since=2100-01-01").path("findings")).isEmpty();
    for (String wrong : List.of("cursor=x", "since=soon", "account_id=%00", "limit=0", "of=a")) {
      assertThat(client.get("/v1/hunts/many/findings?" + wrong).statusCode()).isEqualTo(400);
    }
    assertThat(client.get("/v1/hunts/none/findings").statusCode()).isEqualTo(404);
    assertThat(client.get("/v1/hunts/bursts/findings").body())
        .isEqualTo("{\"hunt\":\"bursts\",\"last_run\":null,\"findings\":[],\"next\":null}");
    assertThat(
            server.count(
                "SELECT count(*) FROM audit_log WHERE action = 'hunt.findings'"
                    + " AND object_id = 'many' AND details ->> 'account_id' = 'many7'"))
        .isEqualTo(1);
    String shown = server.withPassword(server.operator(Role.VIEWER)).get("/hunts/many").body();
    assertThat(shown).contains("href=\"/v1/hunts/many/findings\"", ": 130 accounts");
  }

  @Test
  void takesTwentyAccountsOfARow() throws Exception {
    events("listed", 1, "5 min");
    runs("listed", "25 h");
    assertThat(server.count("SELECT count(*) FROM hunt_findings WHERE hunt = 'listed'"))
        .isEqualTo(20);
    assertThat(ran("listed", "found_rows = 1 AND found_accounts = 20")).isEqualTo(1);
  }

  @Test
  void runsWithoutAnAccount() throws Exception {
    events("nameless", 1, "5 min");
    runs("nameless", "25 h");
    assertThat(ran("nameless", "found_rows = 1 AND found_accounts = 0 AND problem IS NULL"))
        .isEqualTo(1);
  }

  @Test
  void tellsLaterWhatCouldNotBeTold() throws Exception {
    server.execute(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE 'refused'; END $$");
    server.execute(
        "CREATE TRIGGER refuse BEFORE INSERT ON alert_incidents FOR EACH ROW"
            + " WHEN (NEW.dedup_key = 'hunt:refused1') EXECUTE FUNCTION refuse()");
    events("refused", 1, "5 min");
    runs("refused", "25 h");
    assertThat(incidents("refused")).isZero();
    assertThat(ran("refused", "problem LIKE 'what it found could not be told%'")).isEqualTo(1);
    server.execute("DROP TRIGGER refuse ON alert_incidents");
    // A day before its next time.
    runs("refused", "6 min");
    assertThat(incidents("refused")).isEqualTo(1);
    assertThat(ran("refused", "problem IS NULL AND succeeded_at = ran_at")).isEqualTo(1);
  }

  @Test
  void looksAtTheTimeInWhichItDidNotRun() throws Exception {
    runs("missed", "25 h");
    events("missed", 1, "5 h");
    runs("missed", "25 h");
    assertThat(incidents("missed")).as("it was over before it ran last").isZero();
    server.execute(
        "UPDATE hunt_runs SET succeeded_at = now() - interval '6 h' WHERE hunt = 'missed'");
    runs("missed", "25 h");
    assertThat(incidents("missed")).isEqualTo(1);
  }

  @Test
  void runsAFailedOneSoonAgain() throws Exception {
    WaitFor.condition(
        PATIENCE,
        () -> ran("late", "problem = 'there is no hunt late' AND succeeded_at IS NULL") == 1);
    of("late", "account_id");
    events("late", 1, "5 min");
    runs("late", "6 min");
    assertThat(ran("late", "problem IS NULL AND succeeded_at = ran_at")).isEqualTo(1);
    assertThat(incidents("late")).isEqualTo(1);
  }

  @Test
  void sumsTheDaysThatHuntsLookBackAt() throws Exception {
    events("summed", 3, "49 h");
    // Another test's events may have been summed today.
    server.execute("UPDATE account_days_counted SET counted_at = 'epoch'");
    WaitFor.condition(
        PATIENCE,
        () ->
            server.count("SELECT count(*) FROM account_days WHERE account_id LIKE 'summed%'") == 3);
  }

  @Test
  void readsASchedule() {
    HuntSchedule schedule = HuntSchedule.of("bursts=1h, own-one=30d");
    assertThat(schedule.every())
        .isEqualTo(Map.of("bursts", Duration.ofHours(1), "own-one", Duration.ofDays(30)));
    assertThat(HuntSchedule.of(schedule.toString())).isEqualTo(schedule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bursts",
        "bursts=",
        "bursts=1",
        "bursts=59s",
        "bursts=31d",
        "a=1h,a=2h",
        "A=1h"
      })
  void refusesWhatIsNoSchedule(String text) {
    assertThatThrownBy(() -> HuntSchedule.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
