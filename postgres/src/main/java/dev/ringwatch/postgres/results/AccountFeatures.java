package dev.ringwatch.postgres.results;

import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.postgres.RowArrays;
import dev.ringwatch.postgres.RowArrays.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The features of accounts as they are kept, to learn from where detection is a job's, whose state
 * nobody can ask. Safe for threads.
 */
public final class AccountFeatures {

  private static final RowArrays<Row> COLUMNS =
      new RowArrays<>(
          List.of(
              new Column<>("text", Row::account),
              new Column<>("timestamptz", row -> row.asOf().toString()),
              new Column<>("text", Row::peerGroup),
              new Column<>("text", Row::features)));

  private static final String WRITE =
      """
      INSERT INTO account_features AS f (account_id, as_of, peer_group, features)
      SELECT account_id, as_of, peer_group, features::jsonb
      FROM unnest(%s) AS t (account_id, as_of, peer_group, features) ORDER BY account_id
      ON CONFLICT (account_id) DO UPDATE SET as_of = EXCLUDED.as_of,
        peer_group = EXCLUDED.peer_group, features = EXCLUDED.features
      WHERE f.as_of <= EXCLUDED.as_of
      """
          .formatted(COLUMNS.parameters());

  private static final String ARE_AT_LEAST =
      "SELECT count(*) = ? FROM (SELECT FROM account_features WHERE peer_group IS NOT NULL LIMIT ?)";

  /** Whoever has the smallest hashes: the same accounts whatever the order of rows. */
  private static final String SAMPLE =
      """
      SELECT f.account_id, coalesce(a.events, 0) AS events, f.peer_group, f.features
      FROM (SELECT account_id, peer_group, features FROM account_features
        WHERE peer_group IS NOT NULL
        ORDER BY hashtextextended(account_id, ?), account_id LIMIT ?) f
      LEFT JOIN accounts a USING (account_id) ORDER BY f.account_id
      """;

  private final DataSource dataSource;

  /** Those in a database that has the schema. */
  public AccountFeatures(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * The features of an account.
   *
   * @param account whose
   * @param asOf the closed tick that they are of
   * @param peerGroup who it is compared with
   * @param features a number by name, as JSON; what is not known is left out
   */
  public record Row(String account, Instant asOf, String peerGroup, String features) {}

  /**
   * Writes all or, if it fails, none. What is older than what is there changes nothing.
   *
   * @param rows each account once
   */
  public void write(List<Row> rows) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement write = connection.prepareStatement(WRITE)) {
      COLUMNS.set(write, 1, rows);
      write.executeUpdate();
    }
  }

  /** Whether those of so many accounts can be learned from. Looks at no more rows than that. */
  public boolean areAtLeast(int accounts) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(ARE_AT_LEAST)) {
      select.setInt(1, accounts);
      select.setInt(2, accounts);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /**
   * The features of some accounts that are drawn by a seed, the same ones as long as accounts are
   * the same. Reads all rows: seconds for some millions.
   *
   * @param most how many at most
   */
  public List<FeatureVector> sample(int most, long seed) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SAMPLE)) {
      select.setLong(1, seed);
      select.setInt(2, most);
      List<FeatureVector> sample = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          sample.add(ScoreRows.vector(row, row.getLong("events")));
        }
      }
      return sample;
    }
  }
}
