package dev.ringwatch.app.summary;

import dev.ringwatch.app.alert.LetterSender;
import dev.ringwatch.app.report.chart.Numbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The overview as a letter: its figures, its tables and the worst rings, in plain text and in HTML.
 *
 * @param summary what it says
 * @param due when it was due
 * @param link where the overview is
 */
record SummaryLetter(SummaryWords summary, Instant due, String link) {

  private static final int RINGS = 5;

  /** As it is kept until it is sent. */
  String payload() {
    return LetterSender.letter(subject(), text(), html(), due);
  }

  private String subject() {
    return "[Ringwatch] The week to " + Numbers.minute(due).substring(0, 10) + headline();
  }

  private String headline() {
    List<Tile> bad = summary.tiles().stream().filter(tile -> tile.level() != Level.CALM).toList();
    return bad.isEmpty()
        ? ""
        : ": " + String.join(", ", bad.stream().map(tile -> lower(tile.name())).toList());
  }

  private static String lower(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private String intro() {
    return "How it stands at "
        + Numbers.minute(summary.asOf())
        + " UTC, and what there was in "
        + summary.words()
        + ". "
        + summary.state();
  }

  private static String line(Tile tile) {
    String level = tile.level() == Level.CALM ? "" : tile.level().word() + ": ";
    return level + tile.name() + ": " + tile.value() + " (" + tile.note() + ")";
  }

  private static String line(Breakdown.Row row) {
    return row.name() + ": " + row.value() + (row.note().isEmpty() ? "" : " (" + row.note() + ")");
  }

  private static String line(Listed ring) {
    return ring.pill().score() + " " + ring.id() + ", " + ring.size() + ": " + ring.because();
  }

  /** A part of the letter. */
  private record Part(String title, List<String> lines) {}

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("Figures", summary.tiles().stream().map(SummaryLetter::line).toList()));
    for (Breakdown one : summary.breakdowns()) {
      List<String> lines = one.rows().stream().map(SummaryLetter::line).toList();
      parts.add(
          new Part(
              one.title() + " (" + one.unit() + ")",
              lines.isEmpty() ? List.of(one.empty()) : lines));
    }
    List<String> rings = summary.rings().stream().limit(RINGS).map(SummaryLetter::line).toList();
    parts.add(new Part("Worst rings", rings.isEmpty() ? List.of("There are none.") : rings));
    return parts;
  }

  private String text() {
    StringBuilder text = new StringBuilder(intro()).append('\n');
    for (Part part : parts()) {
      text.append('\n').append(part.title).append(":\n");
      part.lines.forEach(line -> text.append("- ").append(line).append('\n'));
    }
    return text.append("\nThe overview: ").append(link).append('\n').toString();
  }

  private String html() {
    StringBuilder html = new StringBuilder("<!DOCTYPE html><html><body>");
    html.append("<p>").append(LetterSender.escaped(intro())).append("</p>");
    for (Part part : parts()) {
      html.append("<h3>").append(LetterSender.escaped(part.title)).append("</h3><ul>");
      part.lines.forEach(
          line -> html.append("<li>").append(LetterSender.escaped(line)).append("</li>"));
      html.append("</ul>");
    }
    return html.append("<p><a href=\"")
        .append(LetterSender.escaped(link))
        .append("\">The overview</a></p></body></html>")
        .toString();
  }
}
