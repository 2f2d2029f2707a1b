package dev.ringwatch.postgres.threshold;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.Columns;
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
 * Every threshold that was proposed, and what became of it. Of one kind and origin one waits to be
 * decided at most. What changes one is done on a connection, as part of its transaction. Safe for
 * threads and for several processes.
 */
public final class ThresholdHistory {

  /** What calibrations and decisions take turns by. */
  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended('ringwatch.thresholds', 0))";

  private static final String ADD =
      """
      INSERT INTO threshold_history (kind, origin, state, threshold, previous_threshold, reason,
        max_fpr, confidence, benign_count, violation_probability, window_from, window_to, report,
        proposed_by, proposed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?) RETURNING *
      """;

  /** Those of the other origin only where what they start from holds no more. */
  private static final String REPLACE =
      """
      UPDATE threshold_history SET state = 'replaced', decided_by = ?, decided_at = ?,
        decision_reason = ?
      WHERE kind = ? AND state = 'proposed' AND (?::text IS NULL OR origin = ?)
        AND threshold IS DISTINCT FROM ?::float8
      """;

  private static final String DECIDE =
      """
      UPDATE threshold_history SET state = ?, decided_by = ?, decided_at = ?, decision_reason = ?
      WHERE id = ? AND state = 'proposed' RETURNING *
      """;

  /** Reports are large, and nobody reads them of a page. */
  private static final String PAGE =
      """
      SELECT id, kind, state, threshold, previous_threshold, reason, max_fpr, confidence,
        benign_count, violation_probability, window_from, window_to, proposed_by, proposed_at,
        decided_by, decided_at, decision_reason, effective_from_minute,
        CASE WHEN report IS NOT NULL THEN '{}' END AS report
      FROM threshold_history WHERE id < ? AND (?::text IS NULL OR kind = ?)
        AND (?::text IS NULL OR state = ?) ORDER BY id DESC LIMIT ?
      """;

  private final DataSource dataSource;

  /** The thresholds of a database that has the schema. */
  public ThresholdHistory(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Takes turns with everybody who adds or decides, until the transaction ends. */
  public static void lock(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.execute();
    }
  }

  /**
   * Keeps one, in the place of what was proposed of its kind and origin and is not decided. One
   * that was refused changes nothing, and the same threshold that waits waits on.
   *
   * @param who proposes it, as the audit log names them
   */
  public KeptThreshold add(Connection connection, NewThreshold threshold, String who, Instant now)
      throws SQLException {
    lock(connection);
    String origin = threshold.basis() == null ? "hand" : "calibration";
    if (threshold.state() != ThresholdState.REFUSED) {
      boolean proposes = threshold.state() == ThresholdState.PROPOSED;
      Replacing later = new Replacing(origin, "a later one came", proposes ? null : threshold);
      replace(connection, threshold.kind(), later, who, now);
    }
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, threshold.kind().label());
      insert.setString(2, origin);
      insert.setString(3, threshold.state().word());
      insert.setObject(4, threshold.threshold(), Types.DOUBLE);
      insert.setDouble(5, threshold.previous());
      insert.setString(6, Columns.keepable(threshold.reason(), NewThreshold.MAX_REASON));
      set(insert, 7, threshold.basis());
      insert.setString(14, who);
      Columns.set(insert, 15, now);
      return readAll(insert).getFirst();
    }
  }

  private static void set(PreparedStatement insert, int first, @Nullable CalibrationBasis basis)
      throws SQLException {
    insert.setObject(first, basis == null ? null : basis.maxFpr(), Types.DOUBLE);
    insert.setObject(first + 1, basis == null ? null : basis.confidence(), Types.DOUBLE);
    insert.setObject(first + 2, basis == null ? null : basis.benign(), Types.BIGINT);
    insert.setObject(first + 3, basis == null ? null : basis.violation(), Types.DOUBLE);
    Columns.set(insert, first + 4, basis == null ? null : basis.from());
    Columns.set(insert, first + 5, basis == null ? null : basis.to());
    insert.setString(first + 6, basis == null ? null : basis.report());
  }

  /**
   * What is replaced.
   *
   * @param origin those of this origin only; null for all
   * @param why it is
   * @param except not one that says the same as this; null for all
   */
  private record Replacing(@Nullable String origin, String why, @Nullable NewThreshold except) {}

  private static void replace(
      Connection connection, IncidentKind kind, Replacing what, String who, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(REPLACE)) {
      update.setString(1, who);
      Columns.set(update, 2, now);
      update.setString(3, what.why);
      update.setString(4, kind.label());
      update.setString(5, what.origin);
      update.setString(6, what.origin);
      update.setObject(7, what.except == null ? null : what.except.threshold(), Types.DOUBLE);
      update.executeUpdate();
    }
  }

  /**
   * Lets a proposal pass: it holds from the next minute on that incidents are moved of. What else
   * is proposed of its kind started from what holds no more, and is replaced.
   *
   * @return as it is now; empty if it is not waiting
   */
  public Optional<KeptThreshold> approve(
      Connection connection, KeptThreshold proposal, String who, String reason, Instant now)
      throws SQLException {
    lock(connection);
    Optional<KeptThreshold> approved =
        decide(connection, proposal.id(), ThresholdState.APPROVED, who, reason, now);
    if (approved.isPresent()) {
      Replacing all = new Replacing(null, "another was let pass", null);
      replace(connection, proposal.kind(), all, who, now);
    }
    return approved;
  }

  /**
   * Says no to a proposal.
   *
   * @return as it is now; empty if it is not waiting
   */
  public Optional<KeptThreshold> reject(
      Connection connection, long id, String who, String reason, Instant now) throws SQLException {
    lock(connection);
    return decide(connection, id, ThresholdState.REJECTED, who, reason, now);
  }

  private static Optional<KeptThreshold> decide(
      Connection connection, long id, ThresholdState state, String who, String reason, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(DECIDE)) {
      update.setString(1, state.word());
      update.setString(2, who);
      Columns.set(update, 3, now);
      update.setString(4, Columns.keepable(reason, NewThreshold.MAX_REASON));
      update.setLong(5, id);
      return readAll(update).stream().findFirst();
    }
  }

  /** The one of a number. */
  public Optional<KeptThreshold> find(long id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT * FROM threshold_history WHERE id = ?")) {
      select.setLong(1, id);
      return readAll(select).stream().findFirst();
    }
  }

  /** The calibration of a kind that waits to be decided; as part of a transaction. */
  public static Optional<KeptThreshold> waitingCalibration(Connection connection, IncidentKind kind)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT * FROM threshold_history WHERE kind = ? AND origin = 'calibration'"
                + " AND state = 'proposed'")) {
      select.setString(1, kind.label());
      return readAll(select).stream().findFirst();
    }
  }

  /** Deletes which accounts would have been flagged, of what was proposed before a moment. */
  public void forgetAccountsBefore(Instant moment) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE threshold_history SET report = report #- '{changed,accounts}'"
                    + " WHERE proposed_at < ? AND report #> '{changed,accounts}' IS NOT NULL")) {
      Columns.set(update, 1, moment);
      update.executeUpdate();
    }
  }

  /** The last calibration of a kind, whatever it came to; as part of a transaction. */
  public static Optional<KeptThreshold> lastCalibration(Connection connection, IncidentKind kind)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT * FROM threshold_history WHERE kind = ? AND origin = 'calibration'"
                + " ORDER BY id DESC LIMIT 1")) {
      select.setString(1, kind.label());
      return readAll(select).stream().findFirst();
    }
  }

  /**
   * A page, the newest first, without their reports.
   *
   * @param kind of these incidents only; null for all
   * @param state those that stand so only; null for all
   * @param before those with smaller numbers only
   * @param limit the most to return
   */
  public List<KeptThreshold> page(
      @Nullable IncidentKind kind, @Nullable ThresholdState state, long before, int limit)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(PAGE)) {
      String label = kind == null ? null : kind.label();
      String word = state == null ? null : state.word();
      select.setLong(1, before);
      select.setString(2, label);
      select.setString(3, label);
      select.setString(4, word);
      select.setString(5, word);
      select.setInt(6, limit);
      return readAll(select);
    }
  }

  private static List<KeptThreshold> readAll(PreparedStatement statement) throws SQLException {
    List<KeptThreshold> all = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        all.add(KeptThreshold.read(row));
      }
    }
    return all;
  }
}
