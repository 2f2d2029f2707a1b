package dev.ringwatch.postgres.threshold;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * How accounts scored on whole days, labelled or not: what a threshold would have flagged. Reads
 * the scores that are kept of these days once: about a second for a million of them. Safe for
 * threads.
 */
public final class DayScores {

  /** Scores are tenths. */
  private static final int STEPS = 10;

  private static final String COUNTS =
      """
      SELECT day, round(highest * 10)::int AS tenths, count(*)::int AS accounts
      FROM (SELECT date_trunc('day', scored_at, 'UTC') AS day, max(risk_score::float8) AS highest
        FROM risk_scores WHERE scored_at >= ? AND scored_at < ? GROUP BY account_id, 1) highest
      GROUP BY 1, 2
      """;

  /** What an account does now, it would be flagged for; those that did nothing lately would not. */
  private static final String BETWEEN =
      """
      SELECT account_id, risk_score::float8 AS score FROM accounts
      WHERE risk_score >= ? AND risk_score < ? AND last_event_at >= ?
      ORDER BY risk_score DESC, account_id LIMIT ?
      """;

  private static final String HOW_MANY =
      """
      SELECT count(*) FROM accounts
      WHERE risk_score >= ? AND risk_score < ? AND last_event_at >= ?
      """;

  private final DataSource dataSource;

  /** The scores of a database that has the schema. */
  public DayScores(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** An account and its latest score. */
  public record Scored(String account, double score) {}

  /**
   * Accounts between two thresholds.
   *
   * @param count how many there are
   * @param highest some of them, the highest score first
   */
  public record Between(long count, List<Scored> highest) {

    /** Copies the list. */
    public Between {
      highest = List.copyOf(highest);
    }
  }

  /**
   * The highest scores of accounts by day, an array for each day on which one was kept, the first
   * day first; in each the lowest first. Days are those of UTC.
   *
   * @param from the beginning of the first day
   * @param to the end of the last
   */
  public List<double[]> between(Instant from, Instant to) throws SQLException {
    Map<Instant, int[]> counts = new TreeMap<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(COUNTS)) {
      Columns.set(select, 1, from);
      Columns.set(select, 2, to);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          int[] day =
              counts.computeIfAbsent(Columns.time(row, "day"), ignored -> new int[100 * STEPS + 1]);
          day[row.getInt("tenths")] = row.getInt("accounts");
        }
      }
    }
    return counts.values().stream().map(DayScores::spread).toList();
  }

  private static double[] spread(int[] counts) {
    double[] scores = new double[Arrays.stream(counts).sum()];
    int next = 0;
    for (int tenths = 0; tenths < counts.length; tenths++) {
      Arrays.fill(scores, next, next + counts[tenths], tenths / (double) STEPS);
      next += counts[tenths];
    }
    return scores;
  }

  /**
   * The accounts whose latest score lies between two thresholds: whom one flags and the other does
   * not.
   *
   * @param low as much or more
   * @param high less
   * @param active of accounts that did something since
   * @param limit how many of them at most
   */
  public Between accounts(double low, double high, Instant active, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(BETWEEN);
        PreparedStatement count = connection.prepareStatement(HOW_MANY)) {
      for (PreparedStatement one : List.of(select, count)) {
        one.setDouble(1, low);
        one.setDouble(2, high);
        Columns.set(one, 3, active);
      }
      select.setInt(4, limit);
      List<Scored> all = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.add(new Scored(row.getString("account_id"), row.getDouble("score")));
        }
      }
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return new Between(row.getLong(1), all);
      }
    }
  }
}
