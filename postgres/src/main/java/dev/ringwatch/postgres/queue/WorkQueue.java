package dev.ringwatch.postgres.queue;

import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What waits for a verdict of whoever asks, the first to be looked at first: by risk, and {@value
 * #POINTS_AN_HOUR} points more for each hour that it waits, so that nothing waits for ever. What
 * somebody decided themselves is not offered to them to look at again. Safe for threads.
 */
public final class WorkQueue {

  /** So many points of risk is an hour of waiting worth. */
  public static final int POINTS_AN_HOUR = 2;

  /**
   * The order does not change while all grow older at one pace, so the age is counted from 1970.
   * The four parameters are who asks.
   */
  static final String ITEMS =
      """
      WITH causes AS (
        SELECT c.*,
          CASE c.kind WHEN 'account' THEN EXISTS (SELECT FROM verdicts v
              WHERE v.account_id = c.id AND v.decided_by = ? AND v.decided_at >= c.since
                AND NOT EXISTS (SELECT FROM verdict_withdrawals w WHERE w.verdict_id = v.id))
            ELSE EXISTS (SELECT FROM verdicts v
              WHERE v.ring_id = c.id AND v.decided_by = ? AND v.decided_at >= c.since
                AND NOT EXISTS (SELECT FROM verdict_withdrawals w WHERE w.verdict_id = v.id))
            END AS said
        FROM queue_causes c WHERE c.not_for IS DISTINCT FROM ?
      ), waiting AS (
        SELECT kind, id, (array_agg(origin ORDER BY
            CASE origin WHEN 'appeal' THEN 1 WHEN 'second_review' THEN 2 ELSE 3 END))[1] AS origin,
          max(points - %d * extract(epoch FROM since)::float8 / 3600) AS place,
          min(since) AS since, max(score) AS score, bool_and(said) AS said
        FROM causes GROUP BY kind, id
      ), items AS (
        SELECT i.kind, i.id, i.origin, i.place, i.since, i.said,
          coalesce(a.risk_score::float8, r.ring_score::float8, i.score) AS score,
          q.operator, q.origin AS claimed_as, q.claimed_at, q.until,
          coalesce(q.operator = ?, false) AS mine
        FROM waiting i
        LEFT JOIN accounts a ON i.kind = 'account' AND a.account_id = i.id
        LEFT JOIN rings r ON i.kind = 'ring' AND r.ring_id = i.id
        LEFT JOIN queue_claims q ON q.subject = i.kind || ':' || i.id
          AND q.until > statement_timestamp()
      )
      """
          .formatted(POINTS_AN_HOUR);

  /** How many parameters {@link #ITEMS} has. */
  static final int ASKING = 4;

  /** What a {@link QueueFilter} lets through; {@link #setFilter} has its parameters. */
  static final String FILTER =
      """
      WHERE (?::boolean IS NULL OR (kind = 'ring') = ?)
        AND (NOT ? OR (score >= ? AND score < ?))
        AND since <= statement_timestamp() - make_interval(secs => ?)
      """;

  private static final String PAGE =
      ITEMS
          + "SELECT * FROM items "
          + FILTER
          + """
          AND (? = 'ANYONE' OR (? = 'ME' AND mine) OR (? = 'NOBODY' AND operator IS NULL))
          AND (place < ? OR (place = ? AND (kind, id) > (?, ?)))
          ORDER BY place DESC, kind, id LIMIT ?
          """;

  private static final String COUNTS =
      ITEMS
          + "SELECT count(*) AS waiting, count(operator) AS taken,"
          + " count(*) FILTER (WHERE mine) AS mine FROM items "
          + FILTER;

  private static final String ONE = ITEMS + "SELECT * FROM items WHERE kind = ? AND id = ?";

  private static final String WAITING = "SELECT count(DISTINCT (kind, id)) FROM queue_causes";

  private final DataSource dataSource;

  /** The queue of a database that has the schema. */
  public WorkQueue(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A place in the order.
   *
   * @param place as {@link QueueItem#place}
   * @param kind of what it is about, as incidents name it
   * @param id of what it is about
   */
  public record Place(double place, String kind, String id) {

    /** Before all. */
    public static final Place START = new Place(Double.MAX_VALUE, "", "");

    /** Where an item stands. */
    public static Place of(QueueItem item) {
      return new Place(item.place(), item.subject().kind().label(), item.subject().id());
    }
  }

  /**
   * How many items there are.
   *
   * @param waiting all of them
   * @param taken those that somebody has taken
   * @param mine those that whoever asks has taken
   */
  public record Counts(long waiting, long taken, long mine) {}

  /**
   * A page of what waits for whoever asks.
   *
   * @param asking who asks, as the audit log names them
   * @param after where the page before ended
   * @param limit the most to return
   */
  public List<QueueItem> page(String asking, QueueFilter filter, Place after, int limit)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(PAGE)) {
      int next = setFilter(select, setAsking(select, asking), filter);
      for (int i = 0; i < 3; i++) {
        select.setString(next++, filter.claimed().name());
      }
      select.setDouble(next++, after.place());
      select.setDouble(next++, after.place());
      select.setString(next++, after.kind());
      select.setString(next++, after.id());
      select.setInt(next, limit);
      return readAll(select);
    }
  }

  /** How many items a filter lets through, whoever has taken them. */
  public Counts counts(String asking, QueueFilter filter) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(COUNTS)) {
      setFilter(select, setAsking(select, asking), filter);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Counts(row.getLong("waiting"), row.getLong("taken"), row.getLong("mine"));
      }
    }
  }

  /** How many items wait for somebody, without those of nobody in particular left out. */
  public long waiting() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(WAITING);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The item of a subject, if it waits for whoever asks. */
  public Optional<QueueItem> find(String asking, VerdictSubject subject) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(ONE)) {
      int next = setAsking(select, asking);
      select.setString(next, subject.kind().label());
      select.setString(next + 1, subject.id());
      return readAll(select).stream().findFirst();
    }
  }

  /** Sets who asks; the number of the next parameter. */
  static int setAsking(PreparedStatement select, String asking) throws SQLException {
    for (int i = 1; i <= ASKING; i++) {
      select.setString(i, asking);
    }
    return ASKING + 1;
  }

  /** Sets a filter; the number of the next parameter. */
  static int setFilter(PreparedStatement select, int first, QueueFilter filter)
      throws SQLException {
    int next = first;
    select.setObject(next++, filter.ring(), Types.BOOLEAN);
    select.setObject(next++, filter.ring(), Types.BOOLEAN);
    select.setBoolean(next++, filter.isOfScores());
    select.setDouble(next++, filter.leastScore());
    select.setDouble(next++, filter.belowScore());
    select.setDouble(next++, (double) filter.olderThan().toSeconds());
    return next;
  }

  private static List<QueueItem> readAll(PreparedStatement select) throws SQLException {
    List<QueueItem> all = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        all.add(QueueItem.read(row));
      }
    }
    return all;
  }
}
