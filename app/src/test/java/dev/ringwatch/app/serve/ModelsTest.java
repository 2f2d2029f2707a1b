package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.app.Main;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models from the first to a choice, over HTTP and on the host; and what is written under them. */
class ModelsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path data;

  private Instant time = Instant.now().truncatedTo(ChronoUnit.DAYS);
  private long pushed;

  @Test
  void areListedHeldAndReleased() throws Exception {
    try (RunningServer server = new RunningServer(data)) {
      Visitor program =
          server
              .visitor()
              .asProgram()
              .with("Authorization", "Bearer " + server.key(Scope.INGEST, Scope.READ));
      List<String> bodies = Yesterday.bodies(1_000, 20_000, 5_000);
      program.send("POST", "/v1/events", bodies.get(0));
      WaitFor.condition(PATIENCE, () -> !models(program).get("models").isEmpty());
      program.send("POST", "/v1/events", bodies.get(1));
      WaitFor.condition(PATIENCE, () -> !models(program).path("in_force").asString("").isEmpty());
      String first = models(program).get("in_force").asString();
      program.send("POST", "/v1/events", bodies.get(2));
      program.send("POST", "/v1/events", bodies.get(3));
      WaitFor.condition(PATIENCE, () -> !inForce(program).equals(first));

      Visitor lead = server.signedIn(Role.LEAD);
      String token = Visitor.hidden(lead.get("/").body()).getOrDefault("_csrf", "");
      lead.asProgram().with("X-XSRF-TOKEN", token);
      assertThat(lead.send("POST", "/v1/models/" + first + "/choice", "").statusCode())
          .isEqualTo(204);
      WaitFor.condition(PATIENCE, () -> inForce(program).equals(first));
      WaitFor.condition(PATIENCE, () -> isAllWrittenUnder(first, server));
      assertThat(listed(program)).hasSizeGreaterThan(900);

      Path settings = settings(server);
      assertThat(run("model", "list", "--config", settings.toString())).contains(first, "chosen");
      assertThat(run("model", "learn", "--config", settings.toString())).contains("learns again");
      assertThat(run("model", "use", first, "--config", settings.toString())).contains(first);
      assertThat(models(program).at("/chosen/by").asString()).startsWith("console ");
    }
  }

  private Path settings(RunningServer server) throws Exception {
    Path password = Files.writeString(data.resolve("password"), server.database().password());
    return Files.writeString(
        data.resolve("settings.yaml"),
        "ringwatch: {data: \"%s\", database: {url: \"%s\", user: \"%s\", password-file: \"%s\"}}"
            .formatted(data, server.database().url(), server.database().user(), password));
  }

  private static String run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), args)).as("%s", err).isZero();
    return out.toString();
  }

  private static JsonNode models(Visitor program) {
    try {
      return JSON.readTree(program.get("/v1/models").body());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has events come from time to time that are later than all before, so that minutes close. */
  private void push(Visitor program) throws Exception {
    Instant next = time.plusSeconds(120);
    if (System.nanoTime() - pushed > 300_000_000L && next.isBefore(Instant.now())) {
      time = next;
      pushed = System.nanoTime();
      program.send(
          "POST",
          "/v1/events",
          "{\"account_id\":\"clock\",\"action\":\"tick\",\"timestamp\":\"" + time + "\"}");
    }
  }

  private String inForce(Visitor program) {
    try {
      push(program);
      return models(program).path("in_force").asString("");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isAllWrittenUnder(String model, RunningServer server) throws SQLException {
    DatabaseSettings database = server.database();
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        PreparedStatement count =
            connection.prepareStatement(
                "SELECT count(*), count(*) FILTER (WHERE model_id = ?) FROM accounts")) {
      count.setString(1, model);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1) > 0 && row.getLong(1) == row.getLong(2);
      }
    }
  }

  /** Pages through all accounts, the riskiest first, and looks at the kept scores of that one. */
  private static Set<String> listed(Visitor program) {
    try {
      // Scores move while the pages are turned: some may come twice.
      Set<String> accounts = new LinkedHashSet<>();
      String next = "";
      double before = 100;
      do {
        JsonNode page = JSON.readTree(program.get("/v1/accounts?limit=300" + next).body());
        for (JsonNode account : page.get("accounts")) {
          accounts.add(account.get("account_id").asString());
          assertThat(account.get("risk_score").asDouble()).isLessThanOrEqualTo(before);
          before = account.get("risk_score").asDouble();
        }
        next = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asString();
      } while (!next.isEmpty());
      String riskiest = accounts.iterator().next();
      JsonNode scores =
          JSON.readTree(program.get("/v1/accounts/" + riskiest + "/scores").body()).get("scores");
      double sum = 0;
      for (JsonNode reason : scores.get(0).get("reasons")) {
        sum += reason.get("points").asDouble();
      }
      assertThat(sum).isCloseTo(scores.get(0).get("risk_score").asDouble(), within(0.051));
      return accounts;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
