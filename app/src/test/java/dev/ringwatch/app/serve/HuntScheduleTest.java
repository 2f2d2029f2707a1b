package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.app.hunt.HuntSchedule;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
    server =
        new RunningServer(
            folder.resolve("data"),
            "ringwatch.operators.second-factor=false",
            "ringwatch.hunts.directory=" + hunts,
            "ringwatch.hunts.schedule=busy=1h,broken=1h");
    client =
        server
            .visitor()
            .asProgram()
            .with("Authorization", "Bearer " + server.key(Scope.READ, Scope.VERDICT));
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
          server.execute("UPDATE hunt_runs SET ran_at = ran_at - interval '2 h'");
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
    server.execute("UPDATE hunt_runs SET ran_at = ran_at - interval '2 h'");
    server.execute("DELETE FROM hunt_findings");
    WaitFor.condition(PATIENCE, () -> server.count("SELECT count(*) FROM hunt_findings") == 2);
    assertThat(incident("u1").path("id").asLong()).isEqualTo(id);
    assertThat(incident("u1").path("state").asString()).isEqualTo("resolved");
    assertThat(
            server.count(
                "SELECT count(*) FROM hunt_runs WHERE hunt = 'broken'"
                    + " AND problem = 'there is no hunt broken'"))
        .isEqualTo(1);
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
