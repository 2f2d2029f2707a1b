package dev.ringwatch.postgres.learned;

import dev.ringwatch.postgres.Columns;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What verdicts taught, each time that this was asked, and what became of it. One waits to be
 * decided and one holds at most. A report that says {@code chance} is of one that was compared.
 * What changes one is done on a connection, as part of its transaction. Safe for threads and for
 * several processes.
 */
public final class LearnedBlends {

  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended('ringwatch.learned', 0))";

  private static final String ADD =
      """
      INSERT INTO learned_blends (state, reason, verdicts, report, weights, spread, learned_until,
        threshold, previous_threshold, proposed_by, proposed_at)
      VALUES (?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?) RETURNING *
      """;

  private static final String REPLACE =
      """
      UPDATE learned_blends SET state = 'replaced', decided_by = ?, decided_at = ?,
        decision_reason = ? WHERE state = 'proposed'
      """;

  private static final String DECIDE =
      """
      UPDATE learned_blends SET state = ?, decided_by = ?, decided_at = ?, decision_reason = ?
      WHERE id = ? AND state = 'proposed' RETURNING *
      """;

  private static final String END =
      """
      UPDATE learned_blends SET state = 'ended', ended_by = ?, ended_at = ?, end_reason = ?
      WHERE state = 'approved' AND (?::bigint IS NULL OR id = ?) RETURNING *
      """;

  private static final String LAST_CHANGE =
      "SELECT max(greatest(decided_at, ended_at)) AS at FROM learned_blends"
          + " WHERE state IN ('approved', 'ended')";

  /** Since what held last: whatever is let pass begins anew. */
  private static final String COMPARED =
      """
      SELECT count(*) AS times, coalesce(max(verdicts), 0) AS verdicts FROM learned_blends
      WHERE jsonb_exists(report, 'chance') AND id > coalesce(
        (SELECT max(id) FROM learned_blends WHERE state IN ('approved', 'ended')), 0)
      """;

  private final DataSource dataSource;

  /** What a database that has the schema keeps. */
  public LearnedBlends(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Takes turns with everybody who adds or decides, until the transaction ends. */
  public static void lock(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.execute();
    }
  }

  /**
   * Keeps what was learned. What may be let pass takes the place of what waits; what may not
   * changes nothing.
   *
   * @param who asked for it, as the audit log names them
   */
  public KeptBlend add(Connection connection, NewBlend blend, String who, Instant now)
      throws SQLException {
    lock(connection);
    NewBlend.Learned learned = blend.learned();
    if (learned != null) {
      replaceWaiting(connection, "a later one was learned", who, now);
    }
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      BlendState state = learned == null ? BlendState.REFUSED : BlendState.PROPOSED;
      insert.setString(1, state.word());
      insert.setString(2, Columns.keepable(blend.reason(), NewBlend.MAX_REASON));
      insert.setInt(3, blend.verdicts());
      insert.setString(4, blend.report());
      insert.setString(5, learned == null ? null : learned.weights());
      Array spread =
          learned == null ? null : connection.createArrayOf("float8", learned.spread().toArray());
      insert.setArray(6, spread);
      Columns.set(insert, 7, learned == null ? null : learned.until());
      insert.setObject(8, learned == null ? null : learned.threshold(), Types.DOUBLE);
      insert.setObject(9, learned == null ? null : learned.previous(), Types.DOUBLE);
      insert.setString(10, who);
      Columns.set(insert, 11, now);
      return readAll(insert).getFirst();
    }
  }

  private static void replaceWaiting(Connection connection, String why, String who, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(REPLACE)) {
      update.setString(1, who);
      Columns.set(update, 2, now);
      update.setString(3, why);
      update.executeUpdate();
    }
  }

  /**
   * Lets what waits pass, in the place of what holds.
   *
   * @return as it is now; empty if it is not waiting
   */
  public Optional<KeptBlend> approve(
      Connection connection, long id, String who, String reason, Instant now) throws SQLException {
    lock(connection);
    if (!waits(connection, id)) {
      return Optional.empty();
    }
    end(connection, null, who, "number " + id + " was let pass in its place", now);
    return decide(connection, id, BlendState.APPROVED, who, reason, now);
  }

  private static boolean waits(Connection connection, long id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT * FROM learned_blends WHERE id = ? AND state = 'proposed'")) {
      select.setLong(1, id);
      return !readAll(select).isEmpty();
    }
  }

  /**
   * Says no to what waits.
   *
   * @return as it is now; empty if it is not waiting
   */
  public Optional<KeptBlend> reject(
      Connection connection, long id, String who, String reason, Instant now) throws SQLException {
    lock(connection);
    return decide(connection, id, BlendState.REJECTED, who, reason, now);
  }

  private static Optional<KeptBlend> decide(
      Connection connection, long id, BlendState state, String who, String reason, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(DECIDE)) {
      update.setString(1, state.word());
      update.setString(2, who);
      Columns.set(update, 3, now);
      update.setString(4, Columns.keepable(reason, NewBlend.MAX_REASON));
      update.setLong(5, id);
      return readAll(update).stream().findFirst();
    }
  }

  /**
   * Gives up what holds.
   *
   * @return as it is now; empty if it does not hold
   */
  public Optional<KeptBlend> giveUp(
      Connection connection, long id, String who, String reason, Instant now) throws SQLException {
    lock(connection);
    return end(connection, id, who, reason, now);
  }

  private static Optional<KeptBlend> end(
      Connection connection, @Nullable Long id, String who, String reason, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(END)) {
      update.setString(1, who);
      Columns.set(update, 2, now);
      update.setString(3, Columns.keepable(reason, NewBlend.MAX_REASON));
      update.setObject(4, id, Types.BIGINT);
      update.setObject(5, id, Types.BIGINT);
      return readAll(update).stream().findFirst();
    }
  }

  /** Notes that it was asked whether what holds still fits. */
  public void checked(long id, Instant now) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement("UPDATE learned_blends SET checked_at = ? WHERE id = ?")) {
      Columns.set(update, 1, now);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  /** What holds; empty if scores are what they are without verdicts. */
  public Optional<KeptBlend> inForce() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return inForce(connection);
    }
  }

  /** The same as part of a transaction. */
  public static Optional<KeptBlend> inForce(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT * FROM learned_blends WHERE state = 'approved'")) {
      return readAll(select).stream().findFirst();
    }
  }

  /** What somebody gave up last; empty for nothing. */
  public Optional<KeptBlend> lastEndedBy(String who) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT * FROM learned_blends WHERE state = 'ended' AND ended_by = ?"
                    + " ORDER BY ended_at DESC LIMIT 1")) {
      select.setString(1, who);
      return readAll(select).stream().findFirst();
    }
  }

  /** When scores were last moved by what verdicts taught, or were let be; empty for never. */
  public Optional<Instant> lastChange() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(LAST_CHANGE);
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.ofNullable(Columns.timeOrNull(row, "at")) : Optional.empty();
    }
  }

  /**
   * How often it was compared whether verdicts find more.
   *
   * @param times since something held last
   * @param verdicts the most that there were to learn from; 0 for never
   */
  public record Compared(int times, int verdicts) {}

  /** How often it was compared, which each time makes a wrong answer likelier. */
  public Compared compared() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(COMPARED);
        ResultSet row = select.executeQuery()) {
      row.next();
      return new Compared(row.getInt("times"), row.getInt("verdicts"));
    }
  }

  /** The one of a number. */
  public Optional<KeptBlend> find(long id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT * FROM learned_blends WHERE id = ?")) {
      select.setLong(1, id);
      return readAll(select).stream().findFirst();
    }
  }

  /**
   * A page, the newest first.
   *
   * @param before those with smaller numbers only
   * @param limit the most to return
   */
  public List<KeptBlend> page(long before, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT * FROM learned_blends WHERE id < ? ORDER BY id DESC LIMIT ?")) {
      select.setLong(1, before);
      select.setInt(2, limit);
      return readAll(select);
    }
  }

  private static List<KeptBlend> readAll(PreparedStatement statement) throws SQLException {
    List<KeptBlend> all = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        all.add(KeptBlend.read(row));
      }
    }
    return all;
  }
}
