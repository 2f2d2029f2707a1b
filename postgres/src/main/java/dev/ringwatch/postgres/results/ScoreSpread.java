package dev.ringwatch.postgres.results;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * How the anomaly scores of accounts are spread now, between the quantiles that they had when the
 * model in force was learned. One look reads all accounts: about a second for five million. Safe
 * for threads.
 */
public final class ScoreSpread {

  /** The model that somebody chose, or else the newest. */
  private static final String MODEL =
      """
      SELECT id, accounts, ARRAY(SELECT value::double precision
          FROM jsonb_each_text(statistics -> 'score_quantiles') ORDER BY key::numeric) AS quantiles,
        ARRAY(SELECT key::double precision
          FROM jsonb_each_text(statistics -> 'score_quantiles') ORDER BY key::numeric) AS shares
      FROM models LEFT JOIN pinned_model ON model_id = id
      ORDER BY model_id IS NULL, effective_from DESC LIMIT 1
      """;

  /**
   * {@code width_bucket} counts the bounds at or below a value. Of what is negated these are the
   * quantiles at or above it.
   */
  private static final String COUNTS =
      """
      SELECT CASE WHEN model_id = ? THEN width_bucket(-anomaly_score, ?::float8[]) END AS at_or_above,
        count(*) AS accounts
      FROM accounts WHERE last_event_at >= ? GROUP BY 1
      """;

  private final DataSource dataSource;

  /** The scores in a database that has the schema. */
  public ScoreSpread(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * How scores are spread.
   *
   * @param model the id of the model
   * @param then how many accounts were between two quantiles when it was learned, the lowest first
   * @param now how many are there now, as far as they are scored by it
   * @param others how many are not
   */
  public record Spread(String model, List<Long> then, List<Long> now, long others) {

    /** Copies the counts. */
    public Spread {
      then = List.copyOf(then);
      now = List.copyOf(now);
    }
  }

  private record Learned(String model, long accounts, Quantiles quantiles) {}

  /**
   * How they are spread now; empty if no model was learned.
   *
   * @param active of accounts that did something since
   */
  public Optional<Spread> look(Instant active) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Optional<Learned> learned = learned(connection);
      return learned.isPresent()
          ? Optional.of(spread(connection, learned.get(), active))
          : Optional.empty();
    }
  }

  private static Optional<Learned> learned(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(MODEL);
        ResultSet row = select.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Learned(
                  row.getString("id"),
                  row.getLong("accounts"),
                  new Quantiles(
                      List.of((Double[]) row.getArray("quantiles").getArray()),
                      List.of((Double[]) row.getArray("shares").getArray()))))
          : Optional.empty();
    }
  }

  private static Spread spread(Connection connection, Learned learned, Instant active)
      throws SQLException {
    return new Counting(learned.model, learned.quantiles.bounds(), active)
        .count(connection, learned.quantiles.counts(learned.accounts));
  }

  /** What is counted. */
  private record Counting(String model, List<Double> bounds, Instant active) {

    Spread count(Connection connection, List<Long> then) throws SQLException {
      long[] now = new long[bounds.size() + 1];
      long others = 0;
      Object[] negated = bounds.reversed().stream().map(bound -> -bound).toArray();
      try (PreparedStatement select = connection.prepareStatement(COUNTS)) {
        select.setString(1, model);
        select.setArray(2, connection.createArrayOf("float8", negated));
        Columns.set(select, 3, active);
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            int atOrAbove = row.getInt("at_or_above");
            if (row.wasNull()) {
              others = row.getLong("accounts");
            } else {
              now[bounds.size() - atOrAbove] = row.getLong("accounts");
            }
          }
        }
      }
      return new Spread(model, then, Arrays.stream(now).boxed().toList(), others);
    }
  }
}
