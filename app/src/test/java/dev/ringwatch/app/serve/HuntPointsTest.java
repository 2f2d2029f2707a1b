package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.app.hunt.HuntPoints;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hunts of the schedule that move scores. */
class HuntPointsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int POINTS = 90;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;

  /** How far the log has come: not up to the present, so that minutes can pass at once. */
  private Instant now = Instant.now().minusSeconds(3_000);

  private RunningServer start(Optional<RunningServer> before) throws IOException {
    Path data = folder.resolve("data");
    String[] settings = {
      "ringwatch.operators.second-factor=false",
      "ringwatch.detection.lateness=1s",
      "ringwatch.hunts.directory=" + folder.resolve("hunts"),
      "ringwatch.hunts.schedule=spotted=1h,circular=1h",
      "ringwatch.hunts.points=spotted=" + POINTS + ",circular=50"
    };
    return before.isPresent()
        ? before.get().restarted(data, settings)
        : new RunningServer(data, settings);
  }

  /** A hunt that finds who did what it is called, unless nobody is to be found. */
  private void hunt(String name, String where) throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("hunts")).resolve(name + ".sql"),
        """
        -- title: Some <title>
        -- question: Who?
        -- hit: One.
        -- innocent: All.
        -- since: 1d
        SELECT DISTINCT account_id FROM raw_events
        WHERE ts >= :since AND ts < :until AND action = 'spot' AND %s
        """
            .formatted(where));
  }

  private static Visitor client(RunningServer server) throws Exception {
    return server
        .visitor()
        .asProgram()
        .with("Authorization", "Bearer " + server.key(Scope.INGEST, Scope.READ));
  }

  private void act(Visitor client, String account, String action) throws Exception {
    String event =
        "{\"account_id\":\"%s\",\"action\":\"%s\",\"timestamp\":\"%s\"}"
            .formatted(account, action, now);
    assertThat(client.send("POST", "/v1/events", event).statusCode()).isEqualTo(202);
  }

  /** Somebody acts some minutes later, so that those before close without anybody waiting. */
  private void minutesPass(Visitor client) throws Exception {
    now = now.plusSeconds(240);
    act(client, "bob", "pass");
  }

  private static JsonNode anna(Visitor client) {
    try {
      return JSON.readTree(client.get("/v1/accounts/anna").body());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isScored(Visitor client) {
    JsonNode anna = anna(client);
    return anna.path("risk_score").isNumber() && anna.path("status").asString().equals("final");
  }

  private static void awaitScore(RunningServer server, Visitor client) {
    WaitFor.condition(
        PATIENCE,
        () ->
            isScored(client)
                && server.count("SELECT count(*) FROM accounts WHERE account_id = 'anna'") == 1);
  }

  private static boolean isRaised(Visitor client) {
    return anna(client).path("reasons").toString().contains("hunt_spotted");
  }

  private static void runNow(RunningServer server) throws Exception {
    server.execute("UPDATE hunt_runs SET ran_at = ran_at - interval '2 h'");
    WaitFor.condition(
        PATIENCE,
        () ->
            server.count("SELECT count(*) FROM hunt_runs WHERE ran_at > now() - interval '1 h'")
                == 2);
  }

  private static void awaitRun(RunningServer server) {
    WaitFor.condition(PATIENCE, () -> server.count("SELECT count(*) FROM hunt_runs") == 2);
  }

  private static String dedup(RunningServer server) throws Exception {
    return client(server).get("/v1/incidents?dedup_key=account:anna").body();
  }

  @Test
  void raisesTheScoreOfWhomItFindsUntilItFindsThemNoMore() throws Exception {
    hunt("spotted", "false");
    hunt("circular", "account_id IN (SELECT account_id FROM accounts WHERE risk_score >= 0)");
    RunningServer server = start(Optional.empty());
    try {
      awaitRun(server);
      Visitor client = client(server);
      for (String body : Yesterday.bodies(1_000, 10_000, 5_000)) {
        assertThat(client.send("POST", "/v1/events", body).statusCode()).isEqualTo(202);
      }
      act(client, "anna", "spot");
      minutesPass(client);
      awaitScore(server, client);
      double before = anna(client).path("risk_score").asDouble();
      assertThat(before).isLessThan(70);
      assertThat(dedup(server)).contains("\"incidents\":[]");

      hunt("spotted", "true");
      runNow(server);
      minutesPass(client);
      WaitFor.condition(PATIENCE, () -> isRaised(client));
      double raised = Math.min(100, before + POINTS);
      isShown(server, raised);
      server = restarts(server, raised);
      falls(server, before);
    } finally {
      server.close();
    }
  }

  private static void isShown(RunningServer server, double raised) throws Exception {
    Visitor client = client(server);
    JsonNode anna = anna(client);
    assertThat(anna.path("risk_score").asDouble()).isCloseTo(raised, within(0.5));
    assertThat(anna.path("reasons").toString()).contains("the hunt spotted found it");
    WaitFor.condition(PATIENCE, () -> server.count(OPEN) == 1);
    assertThat(dedup(server)).contains("hunt_spotted");

    JsonNode findings = JSON.readTree(client.get("/v1/hunts/spotted/findings").body());
    assertThat(findings.path("last_run").path("scored").asInt()).isEqualTo(1);
    JsonNode circular = JSON.readTree(client.get("/v1/hunts/circular/findings").body());
    assertThat(circular.path("last_run").path("accounts").asInt()).isEqualTo(1);
    assertThat(circular.path("last_run").path("scored").asInt())
        .as("it reads scores, so that it would find whom it has raised")
        .isZero();

    Visitor viewer = server.withPassword(server.operator(Role.VIEWER));
    assertThat(viewer.get("/accounts?id=anna").body())
        .contains("<a href=\"/hunts/spotted\">the hunt spotted found it</a>");
    assertThat(viewer.get("/hunts/spotted").body())
        .contains(": 1 account, and raises the risk of all of them");
    assertThat(viewer.get("/csv/account-scores?id=anna").body()).contains("hunt_spotted");
  }

  private static final String OPEN =
      "SELECT count(*) FROM alert_incidents WHERE dedup_key = 'account:anna'"
          + " AND closed_at IS NULL";

  /** The hunt does not run again: it has run within the hour. */
  private RunningServer restarts(RunningServer server, double raised) throws Exception {
    RunningServer again = start(Optional.of(server));
    Visitor client = client(again);
    WaitFor.condition(PATIENCE, () -> isScored(client));
    assertThat(isRaised(client)).isTrue();
    assertThat(anna(client).path("risk_score").asDouble()).isCloseTo(raised, within(0.5));
    return again;
  }

  private void falls(RunningServer server, double before) throws Exception {
    hunt("spotted", "false");
    runNow(server);
    Visitor client = client(server);
    minutesPass(client);
    WaitFor.condition(PATIENCE, () -> !isRaised(client));
    assertThat(anna(client).path("risk_score").asDouble()).isCloseTo(before, within(0.5));
  }

  @Test
  void readsPoints() {
    HuntPoints points = HuntPoints.of("bursts=0, own-one=100");
    assertThat(points.byHunt()).isEqualTo(Map.of("bursts", 0, "own-one", 100));
    assertThat(HuntPoints.of(points.toString())).isEqualTo(points);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bursts",
        "bursts=",
        "bursts=1.5",
        "bursts=-1",
        "bursts=101",
        "a=1,a=2",
        "A=1"
      })
  void refusesWhatAreNoPoints(String text) {
    assertThatThrownBy(() -> HuntPoints.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
