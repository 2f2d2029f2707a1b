package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.verdict.AccountNotes;
import dev.ringwatch.postgres.verdict.KeptNote;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What people noted about an account.
 *
 * @param lines the newest first
 * @param older whether there are more than are shown
 */
record NoteList(List<Line> lines, boolean older) {

  /** The most that are shown. */
  static final int NOTES = 50;

  /**
   * A note.
   *
   * @param by who wrote it
   * @param at when
   * @param text what
   */
  record Line(String by, Moment at, String text) {}

  /**
   * Of notes.
   *
   * @param names makes the name to show of who wrote one
   */
  static NoteList of(List<KeptNote> notes, UnaryOperator<String> names, Instant now) {
    return new NoteList(
        notes.stream()
            .limit(NOTES)
            .map(one -> new Line(names.apply(one.by()), Moment.of(one.at(), now), text(one.text())))
            .toList(),
        notes.size() > NOTES);
  }

  /** Line by line, for ends of lines are no more than that here. */
  private static String text(String text) {
    return text.lines()
        .map(line -> Shown.text(line, AccountNotes.MAX_TEXT))
        .collect(Collectors.joining("\n"));
  }
}
