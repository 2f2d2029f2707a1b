package dev.ringwatch.bench.serve;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Values that stored events have, to ask for: read from a sample of their pages. */
final class StoredValues {

  private static final int SAMPLED = 500_000;
  private static final int MOST = 2_000;
  private static final int POPULAR = 20;

  private final Database database;
  private final double percent;

  /**
   * Of a database.
   *
   * @param events how many are in it, roughly
   */
  StoredValues(Database database, long events) {
    this.database = database;
    this.percent = Math.min(100, 100.0 * SAMPLED / events);
  }

  /** Values of random events: what is used more comes more often. */
  List<String> random(String field) throws SQLException {
    return of("SELECT " + field + sample(field) + " ORDER BY random() LIMIT " + MOST);
  }

  /** The values that most events have. */
  List<String> popular(String field) throws SQLException {
    String order = " GROUP BY 1 ORDER BY count(*) DESC LIMIT " + POPULAR;
    return of("SELECT " + field + sample(field) + order);
  }

  private String sample(String field) {
    return String.format(
        Locale.ROOT,
        " FROM raw_events TABLESAMPLE SYSTEM (%.3f) WHERE %s IS NOT NULL",
        percent,
        field);
  }

  /** The first column of what a question finds. */
  List<String> of(String question) throws SQLException {
    List<String> values = new ArrayList<>();
    database.forEachText(question, values::add);
    return values;
  }
}
