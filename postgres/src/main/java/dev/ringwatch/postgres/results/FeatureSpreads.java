package dev.ringwatch.postgres.results;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * How features of accounts are spread, between the quantiles that they had when the model in force
 * was learned; of those that are not known, how many they are. They are as they were when the score
 * of each account moved last. Looks at as many pages as hold some five thousand accounts: by chance
 * a stability index of eleven bins is then 0.002 on average, where 0.1 says that something moved (B.
 * Yurdakul, J. Naranjo: Statistical properties of the population stability index, 2020). Safe for
 * threads.
 */
public final class FeatureSpreads {

  private static final int ACCOUNTS = 5_000;

  /** Of the model that somebody chose, or else the newest. */
  static final String QUANTILES =
      """
      SELECT key AS feature, accounts, (value ->> 'known')::bigint AS known,
        ARRAY(SELECT q.value::double precision FROM jsonb_each_text(value -> 'quantiles') q
          ORDER BY q.key::numeric) AS quantiles,
        ARRAY(SELECT q.key::double precision FROM jsonb_each_text(value -> 'quantiles') q
          ORDER BY q.key::numeric) AS shares
      FROM (SELECT accounts, statistics FROM models LEFT JOIN pinned_model ON model_id = id
        ORDER BY model_id IS NULL, effective_from DESC LIMIT 1) model,
        jsonb_each(statistics -> 'features')
      ORDER BY key
      """;

  private static final String PAGES =
      "SELECT least(100, 100 * ?::float8 / greatest(1, reltuples)) FROM pg_class"
          + " WHERE oid = 'account_features'::regclass";

  private static final String VALUES =
      """
      WITH sample AS (
        SELECT f.features FROM account_features f TABLESAMPLE SYSTEM (?)
        JOIN accounts a USING (account_id) WHERE a.last_event_at >= ?)
      SELECT key AS feature, value::double precision AS value, count(*) AS accounts
      FROM sample, jsonb_each_text(features) GROUP BY 1, 2
      UNION ALL SELECT '', 0, count(*) FROM sample
      """;

  private final DataSource dataSource;

  /** The features in a database that has the schema. */
  public FeatureSpreads(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * How a feature is spread.
   *
   * @param then how many accounts were in each bin when the model was learned; in the last those of
   *     which it was not known
   * @param now how many are there now
   */
  public record Spread(List<Long> then, List<Long> now) {

    /** Copies the counts. */
    public Spread {
      then = List.copyOf(then);
      now = List.copyOf(now);
    }
  }

  /** A feature, and where it is counted. */
  private static final class Counting {
    private final Quantiles quantiles;
    private final List<Long> then;

    /** The last bin is of what is not known. */
    private final long[] now;

    private Counting(Quantiles quantiles, long accounts, long known) {
      this.quantiles = quantiles;
      this.then = new ArrayList<>(quantiles.counts(known));
      this.then.add(accounts - known);
      this.now = new long[then.size()];
    }

    private void count(double value, long accounts) {
      now[quantiles.bin(value)] += accounts;
    }

    private Spread spread(long accounts) {
      now[now.length - 1] = accounts - Arrays.stream(now).sum();
      return new Spread(then, Arrays.stream(now).boxed().toList());
    }
  }

  /**
   * How features are spread now, by name; empty if no model was learned that says how they were.
   *
   * @param active of accounts that did something since
   */
  public Map<String, Spread> look(Instant active) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Map<String, Counting> learned = learned(connection);
      long accounts = learned.isEmpty() ? 0 : count(connection, learned, active);
      Map<String, Spread> spreads = new LinkedHashMap<>();
      if (accounts > 0) {
        learned.forEach((feature, one) -> spreads.put(feature, one.spread(accounts)));
      }
      return spreads;
    }
  }

  private static Map<String, Counting> learned(Connection connection) throws SQLException {
    Map<String, Counting> learned = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(QUANTILES);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        Quantiles quantiles = quantiles(row);
        learned.put(
            row.getString("feature"),
            new Counting(quantiles, row.getLong("accounts"), row.getLong("known")));
      }
    }
    return learned;
  }

  /** Those of the feature that a result of {@link #QUANTILES} stands at. */
  static Quantiles quantiles(ResultSet row) throws SQLException {
    return new Quantiles(
        List.of((Double[]) row.getArray("quantiles").getArray()),
        List.of((Double[]) row.getArray("shares").getArray()));
  }

  private static long count(Connection connection, Map<String, Counting> learned, Instant active)
      throws SQLException {
    long accounts = 0;
    try (PreparedStatement select = connection.prepareStatement(VALUES)) {
      select.setDouble(1, percent(connection));
      Columns.set(select, 2, active);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String feature = row.getString("feature");
          Counting one = learned.get(feature);
          if (feature.isEmpty()) {
            accounts = row.getLong("accounts");
          } else if (one != null) {
            one.count(row.getDouble("value"), row.getLong("accounts"));
          }
        }
      }
    }
    return accounts;
  }

  private static double percent(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(PAGES)) {
      select.setInt(1, ACCOUNTS);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getDouble(1);
      }
    }
  }
}
