package dev.ringwatch.app.replay;

import dev.ringwatch.app.output.ReasonText;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.risk.Band;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A comparison as a terminal shows it. Used once. */
final class ReplayText {

  private final List<String> lines = new ArrayList<>();
  private final Comparison comparison;
  private final ReplayRequest.Showing showing;

  private ReplayText(Comparison comparison, ReplayRequest.Showing showing) {
    this.comparison = comparison;
    this.showing = showing;
  }

  /** The lines of a replay. */
  static List<String> of(Replayed replayed, ReplayRequest.Showing showing) {
    ReplayText text = new ReplayText(replayed.comparison(), showing);
    text.intake(replayed.intake());
    text.models();
    if (replayed.comparison().isEmpty()) {
      text.say("nothing would change: the same scores, incidents and rings");
    } else {
      text.bands();
      text.incidents();
      text.rings();
      text.reasons();
    }
    text.labelled();
    replayed.notes().forEach(note -> text.say("note: " + note));
    return text.lines;
  }

  private void say(String line) {
    lines.add(line.stripTrailing());
  }

  @SuppressWarnings("AnnotateFormatMethod") // that annotation is no library of ours
  private void say(String format, Object... values) {
    say(String.format(Locale.ROOT, format, values));
  }

  private void intake(Intake intake) {
    say(
        "%s of %s, %s; scores were looked at %s",
        Numbers.count(intake.events(), "event"),
        Numbers.count(comparison.before().accounts().size(), "account"),
        Numbers.span(intake.period().since(), intake.period().until()),
        comparison.before().looks() == 1 ? "once" : comparison.before().looks() + " times");
    long unused = intake.rejectedLines();
    if (unused + intake.failed() + intake.outside() > 0) {
      say(
          "%s not used, %,d outside the period, %,d that could not be processed",
          Numbers.count(unused, "line"), intake.outside(), intake.failed());
    }
    intake.rejected().forEach((reason, count) -> say("  %,d x %s", count, reason));
  }

  private void models() {
    String before = comparison.before().model();
    String after = comparison.after().model();
    say(before.equals(after) ? "model " + before : "model " + before + " before, " + after);
    comparison.after().lesson().ifPresent(this::say);
  }

  private void bands() {
    say("");
    say("accounts by band, before in rows and after in columns:");
    StringBuilder head = new StringBuilder(cell(""));
    StringBuilder row = new StringBuilder();
    List<String> rows = new ArrayList<>();
    int columns = Band.values().length + 1;
    List<BandMatrix.Cell> cells = comparison.bands().cells();
    for (int i = 0; i < cells.size(); i++) {
      BandMatrix.Cell one = cells.get(i);
      if (i < columns) {
        head.append(cell(name(one.after())));
      }
      row.append(i % columns == 0 ? cell(name(one.before())) : "")
          .append(cell(Numbers.count(one.accounts())));
      if (i % columns == columns - 1) {
        rows.add(row.toString());
        row.setLength(0);
      }
    }
    lines.add(head.toString());
    lines.addAll(rows);
    say("%s with another score or other reasons", Numbers.count(changed(), "account"));
  }

  private long changed() {
    return comparison.accounts().size();
  }

  private static String cell(String text) {
    return String.format(Locale.ROOT, "%12s", text);
  }

  private static String name(Optional<Band> band) {
    return band.map(Band::label).orElse("unknown");
  }

  private void incidents() {
    say("");
    say(
        "incidents: %,d before, %,d after; %,d new, %,d gone, %,d moved",
        comparison.before().incidents().size(),
        comparison.after().incidents().size(),
        comparison.incidents(ChangeKind.NEW),
        comparison.incidents(ChangeKind.GONE),
        comparison.incidents(ChangeKind.MOVED));
    for (ChangeKind kind : ChangeKind.values()) {
      comparison.incidents().stream()
          .filter(change -> change.kind() == kind)
          .limit(showing.examples())
          .forEach(this::incident);
    }
  }

  private void incident(IncidentChange change) {
    say("  %-6s%s", change.kind().label(), change.key());
    change.before().ifPresent(incident -> side("before", incident));
    change.after().ifPresent(incident -> side("after", incident));
  }

  private void side(String side, OpenedIncident incident) {
    say(
        "        %-7s%s %s  %s",
        side,
        Numbers.score(incident.score()),
        incident.worst().band().label(),
        ReasonText.of(incident.worst().reasons()));
  }

  private void rings() {
    say("");
    say(
        "rings: %,d before, %,d after; %,d new, %,d gone, %,d moved",
        comparison.before().rings().size(),
        comparison.after().rings().size(),
        comparison.rings(ChangeKind.NEW),
        comparison.rings(ChangeKind.GONE),
        comparison.rings(ChangeKind.MOVED));
    for (ChangeKind kind : ChangeKind.values()) {
      comparison.rings().stream()
          .filter(change -> change.kind() == kind)
          .limit(showing.examples())
          .forEach(this::ring);
    }
  }

  private void ring(RingChange change) {
    say(
        "  %-6s%s  %s -> %s; %,d joined, %,d left",
        change.kind().label(),
        change.id(),
        ring(change.before()),
        ring(change.after()),
        change.joined().size(),
        change.left().size());
  }

  private static String ring(Optional<Ring> ring) {
    return ring.map(
            known -> Numbers.score(known.score()) + " of " + Numbers.count(known.members().size()))
        .orElse("none");
  }

  private void reasons() {
    if (comparison.reasons().isEmpty()) {
      return;
    }
    say("");
    say("reasons, by the points that they add to accounts more and less than before:");
    comparison.reasons().stream()
        .limit(showing.examples())
        .forEach(reason ->
            say(
                "  %-28s +%.1f -%.1f; %,d accounts before, %,d after",
                reason.name(),
                reason.came(),
                reason.went(),
                reason.accountsBefore(),
                reason.accountsAfter()));
  }

  private void labelled() {
    if (comparison.labelled().isEmpty()) {
      return;
    }
    say("");
    say("labelled accounts that are judged right, with exact 95 % intervals:");
    for (LabelledChange group : comparison.labelled()) {
      say(
          "  %s: %s before, %s after; %,d only before, %,d only after, p = %.3g",
          group.of(),
          share(group, group.rightBefore()),
          share(group, group.rightAfter()),
          group.change().lost(),
          group.change().gained(),
          group.change().chance());
    }
  }

  private static String share(LabelledChange group, long right) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d (%.1f to %.1f %%)",
        right,
        group.accounts(),
        100 * group.interval(right).low(),
        100 * group.interval(right).high());
  }
}
