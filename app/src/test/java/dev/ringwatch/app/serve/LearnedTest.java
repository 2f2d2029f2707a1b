package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verdicts that know more than the score move it in a running server, once a second person lets
 * them; and no longer, once they are given up.
 */
class LearnedTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What is abusive on this platform: a thing that the score holds to be only a little unusual. */
  private static final String ABUSIVE =
      "coalesce((features->>'distinct_ips')::float8, 0) >= (SELECT percentile_disc(0.85) WITHIN"
          + " GROUP (ORDER BY (features->>'distinct_ips')::float8) FROM account_features)";

  @TempDir private Path data;

  private Instant time = Instant.now().truncatedTo(ChronoUnit.DAYS);
  private long pushed;

  @Test
  void movesScoresOnceASecondPersonLetsItAndNoLonger() throws Exception {
    try (RunningServer server =
        new RunningServer(
            data, "ringwatch.operators.second-factor=false", "ringwatch.calibration.every=0s")) {
      Visitor program =
          server
              .visitor()
              .asProgram()
              .with("Authorization", "Bearer " + server.key(Scope.values()));
      for (String body : Yesterday.bodies(1_000, 20_000, 5_000)) {
        program.send("POST", "/v1/events", body);
      }
      WaitFor.condition(
          PATIENCE,
          () -> {
            push(program);
            return server.count("SELECT count(*) FROM account_features") > 900;
          });
      judge(server, program);

      JsonNode bought = done(program.get("/v1/labels")).get("bought");
      assertThat(bought.size()).isGreaterThan(8);
      assertThat(bought.get(0).get("reach").isNull()).isTrue();
      assertThat(bought.get(bought.size() - 1).at("/reach/recall").asDouble()).isBetween(0.0, 1.0);
      Visitor lead = operator(server, Role.LEAD);
      Visitor other = operator(server, Role.LEAD);
      JsonNode learned = done(lead.send("POST", "/v1/learned", ""));
      assertThat(learned.get("state").asString()).as("%s", learned).isEqualTo("proposed");
      assertThat(learned.at("/report/chance").asDouble()).isLessThan(0.025);
      assertThat(learned.at("/previous_threshold").asDouble()).isEqualTo(70);
      double threshold = learned.get("threshold").asDouble();
      String one = "/v1/learned/" + learned.get("id").asLong();
      String because = "{\"reason\":\"it finds more\"}";
      assertThat(lead.send("POST", one + "/approve", because).body()).contains("at your wish");
      assertThat(moved(server)).isZero();
      assertThat(done(other.send("POST", one + "/approve", because)).get("state").asString())
          .isEqualTo("approved");
      assertThat(lead.send("POST", "/v1/learned", "").statusCode()).isEqualTo(409);

      WaitFor.condition(
          PATIENCE,
          () -> {
            push(program);
            return moved(server) > 100;
          });
      assertThat(holds(program)).isEqualTo(threshold);
      assertThat(
              server.count(
                  "SELECT count(*) FROM (SELECT DISTINCT ON (account_id) * FROM risk_scores"
                      + " ORDER BY account_id, scored_at DESC) s WHERE abs(risk_score - (SELECT"
                      + " sum((r->>'points')::numeric) FROM jsonb_array_elements(reasons) r))"
                      + " > 0.051"))
          .as("scores whose reasons do not add up")
          .isZero();
      assertThat(lead.get("/models/learned").body())
          .contains("Holds: number 1", "Learned from", "Give it up", "verdicts would find");
      assertThat(lead.get("/models").body()).contains("/models/learned");
      assertThat(lead.get("/queue/labels").body())
          .contains("the first threshold that keeps the bound", "Whom to decide about next")
          .doesNotContain("could not be read");

      assertThat(done(lead.send("POST", one + "/give-up", because)).get("state").asString())
          .isEqualTo("ended");
      WaitFor.condition(
          PATIENCE,
          () -> {
            push(program);
            return moved(server) == 0;
          });
      assertThat(holds(program)).isEqualTo(70);
      assertThat(done(program.get("/v1/learned")).get("in_force").isNull()).isTrue();
      assertThat(server.count("SELECT count(*) FROM control_records WHERE kind = 'learned'"))
          .isEqualTo(2);
    }
  }

  /** All accounts in five goes, each of which is a random sample. */
  private static void judge(RunningServer server, Visitor program) throws Exception {
    List<String> verdicts =
        texts(
            server,
            "SELECT json_build_object('account', account_id, 'verdict', CASE WHEN "
                + ABUSIVE
                + " THEN 'abusive' ELSE 'benign' END, 'origin', 'audit', 'inclusion_probability',"
                + " 0.5)::text FROM account_features ORDER BY hashtext(account_id)");
    for (int go = 0; go < 5; go++) {
      List<String> some =
          verdicts.subList(verdicts.size() * go / 5, verdicts.size() * (go + 1) / 5);
      HttpResponse<String> given =
          program.send("POST", "/v1/verdicts", "[" + String.join(",", some) + "]");
      assertThat(given.statusCode()).as("%s", given.body()).isLessThan(300);
    }
    assertThat(server.count("SELECT count(*) FROM verdict_features WHERE peer_group IS NOT NULL"))
        .isEqualTo(verdicts.size());
  }

  /** Accounts whose score verdicts had a part in. */
  private static long moved(RunningServer server) throws SQLException {
    return server.count(
        "SELECT count(*) FROM (SELECT DISTINCT ON (account_id) * FROM risk_scores ORDER BY"
            + " account_id, scored_at DESC) s WHERE reasons::text LIKE '%verdicts_%'");
  }

  private static double holds(Visitor program) throws Exception {
    return done(program.get("/v1/thresholds")).at("/in_force/account").asDouble();
  }

  private static Visitor operator(RunningServer server, Role role) throws Exception {
    Visitor visitor = server.withPassword(server.operator(role));
    String token = Visitor.hidden(visitor.get("/models/learned").body()).getOrDefault("_csrf", "");
    return visitor.asProgram().with("X-XSRF-TOKEN", token);
  }

  private static JsonNode done(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /** Has events come from time to time that are later than all before, so that minutes close. */
  private void push(Visitor program) {
    Instant next = time.plusSeconds(120);
    if (System.nanoTime() - pushed > 300_000_000L && next.isBefore(Instant.now())) {
      time = next;
      pushed = System.nanoTime();
      try {
        program.send(
            "POST",
            "/v1/events",
            "{\"account_id\":\"clock\",\"action\":\"tick\",\"timestamp\":\"" + time + "\"}");
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static List<String> texts(RunningServer server, String question) throws SQLException {
    DatabaseSettings database = server.database();
    List<String> texts = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}
