package dev.ringwatch.app.pattern;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.Shown;
import java.util.List;
import java.util.Optional;

/**
 * Sessions in which hardly anything succeeded.
 *
 * @param words how they were looked for, in a sentence
 * @param rows the accounts, some of them
 * @param more how many more there are; empty if these are all
 * @param all where all of them are
 * @param csv the same as a file
 * @param at when it was looked
 */
record SessionPanel(String words, List<Row> rows, String more, String all, String csv, Moment at) {

  /** The hunt that finds them. */
  static final String HUNT = "failing-sessions";

  /** So many are shown. */
  static final int SHOWN = 10;

  /**
   * An account with the worst of its sessions.
   *
   * @param id as it is shown
   * @param href its page
   * @param failed how many of how many events failed
   * @param usual how many usually do
   * @param deviations how far that is above the usual, in standard deviations
   * @param when the time of the session
   */
  record Row(String id, String href, String failed, String usual, String deviations, String when) {}

  /** What gives the text of a column; empty for none. */
  interface Columns {

    /** The text of the column of that name. */
    Optional<String> text(String name);
  }

  static Row row(String account, Columns columns) {
    return new Row(
        Shown.name(account),
        AccountLink.one(account),
        shown(columns, "failures") + " of " + shown(columns, "events"),
        shown(columns, "usual_failures"),
        shown(columns, "deviations"),
        minute(shown(columns, "first_at")) + " to " + minute(shown(columns, "last_at")));
  }

  private static String shown(Columns columns, String name) {
    return columns.text(name).map(Shown::line).orElse("–");
  }

  /** Of a time in ISO 8601 the day and the minute. */
  private static String minute(String time) {
    return time.length() >= 16 ? time.substring(0, 16).replace('T', ' ') : time;
  }
}
