package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.TimeRange;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.events.EventField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stored events as they are shown, with the filters that they were found by.
 *
 * @param frame what stands around it
 * @param form the filters, to be changed
 * @param ranges the times to choose from
 * @param problem why nothing could be looked for; empty if something was
 * @param found what was found; empty if there is a problem
 */
record Explore(
    Frame frame, Form form, List<Choice> ranges, Optional<String> problem, Optional<Found> found) {

  /** The outcomes to choose from. */
  static final List<String> OUTCOMES = List.of("success", "failure", "unknown");

  /**
   * The filters.
   *
   * @param fields what is written
   * @param outcome which outcome is chosen; empty for any
   * @param range which range holds, unless one is written
   * @param from when the time begins, as it was said
   * @param to when it ends, as it was said
   */
  record Form(List<Field> fields, String outcome, String range, String from, String to) {}

  /** A field of the form: its name, what it is, and what stands in it. */
  record Field(String name, String words, String value) {}

  /**
   * What was found.
   *
   * @param around how many there are, and what they have in common
   * @param table the events of the page
   * @param ways where to go on
   */
  record Found(ExploreAround around, ExploreTable table, Ways ways) {}

  /**
   * Where to go on.
   *
   * @param newer the page before
   * @param older the page behind
   * @param cut whether looking was ended before the page was full
   * @param csv all of it as a file
   * @param hunts the hunts, over the same time
   */
  record Ways(
      Optional<String> newer, Optional<String> older, boolean cut, String csv, String hunts) {}

  /** With the form filled in as somebody did. */
  static Explore of(
      Frame frame,
      Map<String, String> said,
      List<Choice> ranges,
      Optional<String> problem,
      Optional<Found> found) {
    List<Field> fields = new ArrayList<>();
    for (EventField field : EventField.values()) {
      fields.add(
          new Field(field.label(), EventWords.of(field), said.getOrDefault(field.label(), "")));
    }
    return new Explore(
        frame,
        new Form(
            fields,
            said.getOrDefault("outcome", ""),
            said.getOrDefault(TimeRange.RANGE, TimeRange.USUAL),
            said.getOrDefault("from", ""),
            said.getOrDefault("to", "")),
        ranges,
        problem.map(Shown::line),
        found);
  }
}
