package dev.ringwatch.postgres.verdict;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** What waits for a second opinion, and how far the second ones agree. Safe for threads. */
public final class SecondReviews {

  private static final List<Judgement> ORDER = List.of(Judgement.values());

  private static final String WAITING =
      "SELECT id, account_id, ring_id, decided_at AS since, decided_by FROM second_reviews_open";

  private static final String COUNTS =
      """
      SELECT a.verdict AS one, b.verdict AS other, count(*) AS pairs
      FROM verdicts b JOIN verdicts a ON a.id = b.second_of
      WHERE b.second_of IS NOT NULL AND b.decided_at >= ?
        AND NOT EXISTS (SELECT FROM verdict_withdrawals w WHERE w.verdict_id IN (a.id, b.id))
      GROUP BY 1, 2
      """;

  private final DataSource dataSource;

  /** The second opinions of a database that has the schema. */
  public SecondReviews(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * What waits for a second opinion and was not decided by whoever asks, the longest waiting first.
   *
   * @param asking who asks, as the audit log names them
   * @param after those with larger numbers only
   * @param limit the most to return
   */
  public List<WaitingItem> waiting(String asking, long after, int limit) throws SQLException {
    return WaitingItem.page(dataSource, WAITING, asking, after, limit);
  }

  /**
   * How many pairs of a first and a second opinion say what.
   *
   * @param since second opinions of this time or later
   * @return by what the first says, then by what the second says, in the order of {@link Judgement}
   */
  public long[][] counts(Instant since) throws SQLException {
    long[][] counts = new long[ORDER.size()][ORDER.size()];
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(COUNTS)) {
      Columns.set(select, 1, since);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Judgement one = Judgement.of(row.getString("one")).orElseThrow();
          Judgement other = Judgement.of(row.getString("other")).orElseThrow();
          counts[ORDER.indexOf(one)][ORDER.indexOf(other)] = row.getLong("pairs");
        }
      }
    }
    return counts;
  }
}
