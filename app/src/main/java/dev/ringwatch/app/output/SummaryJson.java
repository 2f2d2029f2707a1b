package dev.ringwatch.app.output;

import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code summary.json}. Names are a contract; all but the timings is the same every run. */
public final class SummaryJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private SummaryJson() {}

  /** Writes a summary as indented JSON with a line feed at the end. */
  public static void write(Summary summary, Appendable out) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    addRun(root, summary.run());
    addIntake(root, summary.intake());
    addFindings(root, summary);
    summary
        .quality()
        .ifPresentOrElse(quality -> addQuality(root, quality), () -> root.putNull("quality"));
    addTimings(root.putObject("timings_seconds"), summary.run());
    out.append(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root)).append('\n');
  }

  private static void addRun(ObjectNode root, Summary.Run run) {
    ObjectNode versions = root.putObject("versions");
    run.versions().forEach(versions::put);
    root.put("started_at", run.startedAt().toString());
    root.putObject("configuration")
        .put("seed", run.configuration().seed())
        .put("medium_from", run.configuration().mediumFrom())
        .put("high_from", run.configuration().highFrom());
    root.putObject("model")
        .put("origin", run.model().loaded() ? "loaded" : "trained on this log")
        .put("trained_on_accounts", run.model().trainedOn())
        .put("seed", run.model().seed());
  }

  private static void addIntake(ObjectNode root, Summary.Intake intake) {
    var inputs = root.putArray("inputs");
    intake
        .inputs()
        .forEach(
            input -> inputs.addObject().put("name", input.name()).put("events", input.events()));
    ObjectNode events = root.putObject("events");
    events
        .put("used", intake.events())
        .put("duplicates", intake.duplicates())
        .put("rejected", intake.rejectedLines());
    intake
        .period()
        .ifPresentOrElse(
            period ->
                events.put("first", period.from().toString()).put("last", period.to().toString()),
            () -> events.putNull("first").putNull("last"));
    ObjectNode rejected = root.putObject("rejected");
    intake.rejected().forEach((reason, lines) -> rejected.put(reason, lines));
  }

  private static void addFindings(ObjectNode root, Summary summary) {
    Summary.Accounts accounts = summary.accounts();
    root.putObject("accounts")
        .put("total", accounts.total())
        .put("high", accounts.high())
        .put("medium", accounts.medium())
        .put("low", accounts.low())
        .put("high_risk_events", accounts.highRiskEvents());
    root.putObject("rings")
        .put("total", summary.rings().count())
        .put("accounts", summary.rings().accounts())
        .put("edges", summary.rings().edges());
  }

  private static void addQuality(ObjectNode root, Summary.Quality quality) {
    root.putObject("quality")
        .put("abusive", quality.abusive())
        .put("benign", quality.benign())
        .put("roc_auc", quality.rocAuc())
        .put("average_precision", quality.averagePrecision())
        .put("recall_at_2_percent_fpr", quality.recallAtTwoPercent());
  }

  private static void addTimings(ObjectNode timings, Summary.Run run) {
    run.stages().forEach(stage -> timings.put(stage.name(), seconds(stage.took())));
    timings.put("total", seconds(run.took()));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
