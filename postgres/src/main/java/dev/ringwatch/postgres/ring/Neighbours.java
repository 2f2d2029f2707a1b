package dev.ringwatch.postgres.ring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Finds who is tied to an account, by the rings that live. Safe for threads. */
public final class Neighbours {

  private static final String RING =
      """
      SELECT m.ring_id FROM ring_members m JOIN rings r USING (ring_id)
      WHERE m.account_id = ? AND m.left_at IS NULL AND r.dissolved_at IS NULL
      ORDER BY r.ring_score DESC, m.ring_id LIMIT 1
      """;

  private static final String NEIGHBOURS =
      """
      SELECT o.account_id, o.weight, o.evidence, a.risk_score, a.band
      FROM (
        SELECT account_b AS account_id, weight, evidence FROM ring_edges
        WHERE ring_id = ? AND account_a = ?
        UNION ALL
        SELECT account_a, weight, evidence FROM ring_edges WHERE ring_id = ? AND account_b = ?) o
      LEFT JOIN accounts a USING (account_id)
      ORDER BY o.weight DESC, o.account_id LIMIT ?
      """;

  private final DataSource dataSource;

  /** The ties in a database that has the schema. */
  public Neighbours(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The ring that an account is in; of several, which searches never leave, the worst. */
  public Optional<String> ringOf(String account) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(RING)) {
      select.setString(1, account);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /**
   * Those who are tied to an account in a ring, the strongest tie first.
   *
   * @param limit the most to return
   */
  public List<Neighbour> of(String ring, String account, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(NEIGHBOURS)) {
      select.setString(1, ring);
      select.setString(2, account);
      select.setString(3, ring);
      select.setString(4, account);
      select.setInt(5, limit);
      List<Neighbour> all = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.add(Neighbour.read(row));
        }
      }
      return all;
    }
  }
}
