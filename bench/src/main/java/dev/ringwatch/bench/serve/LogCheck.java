package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Whether the log in the database is what it must be after whatever happened: every acknowledged
 * event once, none that was never sent, and numbers without a gap.
 */
final class LogCheck {

  private static final String ALL =
      "(SELECT seq FROM raw_events UNION ALL SELECT seq FROM control_records) AS log";

  private LogCheck() {}

  /**
   * What is wrong, in sentences; empty if nothing is.
   *
   * @param others how many events were sent and acknowledged besides those of the ledger
   */
  static List<String> problems(PostgresFiles postgres, Ledger ledger, long others)
      throws IOException, SQLException {
    List<String> problems = new ArrayList<>();
    try (Database database = Database.open(postgres)) {
      checkEvents(database, ledger, others, problems);
      checkNumbers(database, problems);
    }
    return problems;
  }

  private static void checkEvents(
      Database database, Ledger ledger, long others, List<String> problems) throws SQLException {
    BitSet found = new BitSet();
    long[] twiceAndStrange = new long[2];
    String like = " WHERE event_id LIKE '" + EventTemplates.ID_PREFIX + "%'";
    database.forEachText(
        "SELECT event_id FROM raw_events" + like,
        id -> {
          long number = EventTemplates.number(id);
          if (found.get((int) number)) {
            twiceAndStrange[0]++;
          }
          found.set((int) number);
          if (!ledger.wasSent(number)) {
            twiceAndStrange[1]++;
          }
        });
    add(problems, ledger.missing(found), "acknowledged events are not in the log");
    add(problems, twiceAndStrange[0], "events are in the log more than once");
    add(problems, twiceAndStrange[1], "events are in the log that were never sent");
    long rest =
        database.number("SELECT count(*) FROM raw_events")
            - database.number("SELECT count(*) FROM raw_events" + like);
    if (rest != others) {
      problems.add(rest + " other events are in the log instead of " + others);
    }
  }

  private static void checkNumbers(Database database, List<String> problems) throws SQLException {
    long rows = database.number("SELECT count(*) FROM " + ALL);
    long different = database.number("SELECT count(DISTINCT seq) FROM " + ALL);
    long first = database.number("SELECT coalesce(min(seq), 1) FROM " + ALL);
    long last = database.number("SELECT coalesce(max(seq), 0) FROM " + ALL);
    if (rows != different || first != 1 || last != rows) {
      problems.add(
          "the log's numbers are not dense: %,d rows, %,d numbers, from %,d to %,d"
              .formatted(rows, different, first, last));
    }
  }

  private static void add(List<String> problems, long count, String what) {
    if (count > 0) {
      problems.add(count + " " + what);
    }
  }
}
