package dev.ringwatch.app.replay;

import dev.ringwatch.app.output.ReasonText;
import dev.ringwatch.calibrate.Interval;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code replay.json}: the figures of a replay. Names are a contract; the same every run. */
final class ReplayJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ReplayJson() {}

  /** Indented JSON with a line feed at the end. */
  static String text(Replayed replayed, ReplayRequest.Showing showing) {
    ObjectNode root = MAPPER.createObjectNode();
    add(root.putObject("events"), replayed.intake());
    Comparison comparison = replayed.comparison();
    add(root.putObject("before"), comparison.before());
    add(root.putObject("after"), comparison.after());
    ArrayNode bands = root.putArray("bands");
    for (BandMatrix.Cell cell : comparison.bands().cells()) {
      bands
          .addObject()
          .put("before", cell.before().map(band -> band.label()).orElse(null))
          .put("after", cell.after().map(band -> band.label()).orElse(null))
          .put("accounts", cell.accounts());
    }
    root.put("accounts_changed", comparison.accounts().size());
    addIncidents(root.putObject("incidents"), comparison, showing.examples());
    addRings(root.putObject("rings"), comparison);
    addReasons(root.putArray("reasons"), comparison.reasons());
    addLabelled(root.putArray("labelled"), comparison.labelled());
    root.put("moved_by", showing.movedBy());
    ArrayNode notes = root.putArray("notes");
    replayed.notes().forEach(notes::add);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void add(ObjectNode node, Intake intake) {
    node.put("used", intake.events())
        .put("first", intake.period().since().toString())
        .put("last", intake.period().until().toString())
        .put("outside", intake.outside())
        .put("duplicates", intake.duplicates())
        .put("late", intake.late())
        .put("failed", intake.failed());
    ObjectNode rejected = node.putObject("rejected");
    intake.rejected().forEach(rejected::put);
  }

  private static void add(ObjectNode node, Outcome outcome) {
    node.put("model", outcome.model())
        .put("accounts", outcome.accounts().size())
        .put("incidents", outcome.incidents().size())
        .put("rings", outcome.rings().size())
        .put("looks", outcome.looks())
        .put("learned", outcome.lesson().orElse(null));
  }

  private static void addIncidents(ObjectNode node, Comparison comparison, int examples) {
    for (ChangeKind kind : ChangeKind.values()) {
      ObjectNode one = node.putObject(kind.label());
      one.put("count", comparison.incidents(kind));
      ArrayNode worst = one.putArray("worst");
      comparison.incidents().stream()
          .filter(change -> change.kind() == kind)
          .limit(examples)
          .forEach(change -> add(worst.addObject().put("incident", change.key()), change));
    }
  }

  private static void add(ObjectNode node, IncidentChange change) {
    add(node, "before", change.before());
    add(node, "after", change.after());
  }

  private static void add(ObjectNode node, String side, Optional<OpenedIncident> incident) {
    if (incident.isEmpty()) {
      node.putNull(side);
      return;
    }
    node.putObject(side)
        .put("score", incident.get().score())
        .put("band", incident.get().worst().band().label())
        .put("reasons", ReasonText.of(incident.get().worst().reasons()));
  }

  private static void addRings(ObjectNode node, Comparison comparison) {
    for (ChangeKind kind : ChangeKind.values()) {
      node.put(kind.label(), comparison.rings(kind));
    }
  }

  private static void addReasons(ArrayNode node, List<ReasonChange> reasons) {
    for (ReasonChange reason : reasons) {
      node.addObject()
          .put("reason", reason.name())
          .put("accounts_before", reason.accountsBefore())
          .put("accounts_after", reason.accountsAfter())
          .put("points_came", reason.came())
          .put("points_went", reason.went());
    }
  }

  private static void addLabelled(ArrayNode node, List<LabelledChange> labelled) {
    for (LabelledChange group : labelled) {
      ObjectNode one = node.addObject().put("of", group.of()).put("accounts", group.accounts());
      add(one.putObject("before"), group.rightBefore(), group.interval(group.rightBefore()));
      add(one.putObject("after"), group.rightAfter(), group.interval(group.rightAfter()));
      one.put("only_before", group.change().lost())
          .put("only_after", group.change().gained())
          .put("chance", group.change().chance());
    }
  }

  private static void add(ObjectNode node, long right, Interval interval) {
    node.put("right", right).put("low", interval.low()).put("high", interval.high());
  }
}
