package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The pages of models, from none to going back to an earlier one and on again. */
class ModelPagesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern TICK =
      Pattern.compile("takes effect at the tick of ([0-9-]{10} [0-9:]{5}) UTC");
  private static final String CHOSEN = "SELECT count(*) FROM pinned_model";

  @TempDir private Path data;

  @SuppressWarnings("NullAway.Init") // set before all else
  private RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all else
  private Visitor program;

  private Instant time = Instant.now().truncatedTo(ChronoUnit.DAYS);
  private long pushed;

  private String inForce() {
    try {
      push();
      return JSON.readTree(program.get("/v1/models").body()).path("in_force").asString("");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has events come from time to time that are later than all before, so that minutes close. */
  private void push() throws Exception {
    Instant next = time.plusSeconds(120);
    if (System.nanoTime() - pushed > 300_000_000L && next.isBefore(Instant.now())) {
      time = next;
      pushed = System.nanoTime();
      send("{\"account_id\":\"clock\",\"action\":\"tick\",\"timestamp\":\"" + time + "\"}");
    }
  }

  private void send(String body) throws Exception {
    assertThat(program.send("POST", "/v1/events", body).statusCode()).isEqualTo(202);
  }

  private long number(String question) {
    try {
      return server.count(question);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isAllScoredBy(String model) {
    return number("SELECT count(*) FROM accounts WHERE model_id IS NOT NULL") > 900
        && number(
                "SELECT count(*) FROM accounts WHERE model_id IS DISTINCT FROM '%s'"
                    .formatted(model))
            == 0;
  }

  private List<String> recorded(String model) throws Exception {
    return server.recorded(
        "model",
        model,
        row ->
            row.actorKind()
                + " "
                + row.action()
                + " "
                + row.details().plain().map(details -> details.get("reason")).orElse(""));
  }

  @Test
  void leadBackToAnEarlierModelAndOnAgain() throws Exception {
    try (RunningServer running =
        new RunningServer(data, "ringwatch.operators.second-factor=false")) {
      server = running;
      program =
          server
              .visitor()
              .asProgram()
              .with("Authorization", "Bearer " + server.key(Scope.INGEST, Scope.READ));
      Visitor viewer = server.withPassword(server.operator(Role.VIEWER));
      Visitor lead = server.withPassword(server.operator(Role.LEAD));
      assertThat(viewer.get("/models").body()).contains("No model yet").doesNotContain("<table");
      assertThat(viewer.get("/models/none").statusCode()).isEqualTo(404);

      List<String> bodies = Yesterday.bodies(1_500, 30_000, 7_500);
      send(bodies.get(0));
      WaitFor.condition(PATIENCE, () -> number("SELECT count(*) FROM models") > 0);
      send(bodies.get(1));
      WaitFor.condition(PATIENCE, () -> !inForce().isEmpty());
      String first = inForce();
      send(bodies.get(2));
      send(bodies.get(3));
      WaitFor.condition(PATIENCE, () -> !inForce().equals(first));
      String later = inForce();
      WaitFor.condition(PATIENCE, () -> isAllScoredBy(inForce()));

      looksLikeIt(viewer, first, inForce());
      isForLeadsAlone(viewer, lead, first);
      server.execute("CREATE TABLE before AS SELECT account_id, anomaly_score FROM accounts");
      goesBackTo(lead, first);
      WaitFor.condition(PATIENCE, () -> inForce().equals(first));
      WaitFor.condition(PATIENCE, () -> isAllScoredBy(first));
      assertThat(
              number(
                  "SELECT count(*) FROM before JOIN accounts USING (account_id)"
                      + " WHERE before.anomaly_score <> accounts.anomaly_score"))
          .as("scores that changed")
          .isGreaterThan(100);
      String held = viewer.get("/models/" + first).body();
      assertThat(held)
          .contains("It is in force since", "because a person chose it", "Operator o", "too many");
      assertThat(held).doesNotContain("Have this model hold", "Give the choice back");
      assertThat(lead.get("/models").body())
          .contains("in force, by choice", "Give the choice back");

      givesTheChoiceBack(lead, first);
      assertThat(recorded(later)).startsWith("system model.learn ");
    }
  }

  private static void looksLikeIt(Visitor viewer, String first, String second) throws Exception {
    String list = viewer.get("/models").body();
    assertThat(list).contains("/models/" + first, "/models/" + second, "the server", "in force");
    String page = viewer.get("/models/" + second).body();
    assertThat(page)
        .contains(
            "It is in force since",
            "Share of the forest in the score",
            "0.55",
            " than before.",
            "/models/" + first,
            "The points of the z-scores and of the forest sum to the score",
            "A tenth is above",
            "hx-get=\"/models/drift\"")
        .doesNotContain("Nobody noted", "Have this model hold", "style=");
    assertThat(viewer.get("/models/" + first).body())
        .contains("It is not in force.")
        .doesNotContain("hx-get=\"/models/drift\"");
    assertThat(viewer.get("/models/drift").body())
        .contains("Anomaly scores of", "stability index", "failure rate")
        .doesNotContain("nothing is said", "could not be read");
    assertThat(viewer.get("/csv/models").body()).contains(first, second);
    assertThat(viewer.get("/csv/model-features?id=" + second).body())
        .startsWith("feature,known,median,nine_tenths,points_z,points_forest,worst_points_z")
        .contains("other,");
    assertThat(viewer.get("/csv/model-drift").body()).contains("failure_rate,");
  }

  private static void isForLeadsAlone(Visitor viewer, Visitor lead, String model) throws Exception {
    String path = "/models/" + model + "/choice";
    assertThat(viewer.get(path).statusCode()).isEqualTo(403);
    assertThat(
            viewer
                .post(path, Visitor.hidden(viewer.get("/models").body()), "decision", "choose")
                .statusCode())
        .isEqualTo(403);
    assertThat(lead.get("/models/none/choice").statusCode()).isEqualTo(404);
    HttpResponse<String> unsaid = lead.submit(path, "decision", "choose", "reason", " ");
    assertThat(unsaid.statusCode()).isEqualTo(422);
    assertThat(unsaid.body()).contains("Say why");
    assertThat(lead.submit(path, "reason", "so").body()).contains("Say whether it is to hold");
    assertThat(lead.submit(path, "reason", "so", "decision", "release").body())
        .contains("is not chosen any more");
    assertThat(
            lead.submitTo(path, "/models/none/choice", "reason", "so", "decision", "choose").body())
        .contains("There is no model none");
  }

  private void goesBackTo(Visitor lead, String model) throws Exception {
    String path = "/models/" + model + "/choice";
    assertThat(number(CHOSEN)).isZero();
    String asked = lead.get(path).body();
    Matcher tick = TICK.matcher(asked);
    assertThat(tick.find()).as(asked).isTrue();
    assertThat(asked).contains("scored under it", "No other model is learned");
    String because = "too many <b>benign</b> ones";
    HttpResponse<String> done = lead.submit(path, "reason", because, "decision", "choose");
    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(Visitor.location(done)).isEqualTo("/models/" + model);
    assertThat(number(CHOSEN)).isEqualTo(1);
    assertThat(lead.get("/models/" + model).body())
        .contains("too many &lt;b&gt;benign&lt;/b&gt; ones");
    assertThat(recorded(model)).endsWith("operator model.choose " + because);
  }

  private void givesTheChoiceBack(Visitor lead, String model) throws Exception {
    String path = "/models/" + model + "/choice";
    assertThat(lead.get(path).body())
        .contains("Give the choice back to learning?", "No score changes at once");
    assertThat(lead.submit(path, "reason", "mended", "decision", "release").statusCode())
        .isEqualTo(303);
    assertThat(number(CHOSEN)).isZero();
    assertThat(recorded(model)).endsWith("operator model.release mended");
    assertThat(lead.get("/models/" + model).body()).contains("Have this model hold");
  }
}
