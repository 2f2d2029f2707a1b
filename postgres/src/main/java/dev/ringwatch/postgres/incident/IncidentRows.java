package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.Standing;
import dev.ringwatch.alert.SuppressionCause;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.risk.Band;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes moves of incidents on one connection, as part of its transaction. Of an open incident all
 * say whether it was still open: somebody may have closed it meanwhile.
 *
 * @param connection the connection
 * @param texts how evidence is kept
 * @param now the time of day
 */
record IncidentRows(Connection connection, IncidentTexts texts, Instant now) {

  /** Who closes what nobody has closed. */
  private static final String OURSELVES = "ringwatch";

  private static final String OPEN =
      """
      WITH opened AS (
        INSERT INTO alert_incidents (dedup_key, kind, state, account_id, ring_id, score, band,
          provisional, details, reopens, opened_at, last_evidence_at, minute, arrived_at)
        VALUES (?, ?, 'open', ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
        ON CONFLICT (dedup_key) WHERE closed_at IS NULL DO NOTHING
        RETURNING id, reopens, opened_at, score, band),
      noted AS (
        INSERT INTO alert_moves (incident_id, move, at, last_at, score, band)
        SELECT id, CASE WHEN reopens IS NULL THEN 'opened' ELSE 'reopened' END, opened_at,
          opened_at, score, band
        FROM opened)
      SELECT id FROM opened
      """;

  /** What is gathered while nothing else happens is one move. */
  private static final String GATHER =
      """
      WITH gathered AS (
        UPDATE alert_incidents SET score = ?, band = ?, provisional = ?, details = ?::jsonb,
          last_evidence_at = ?, minute = ?
        WHERE id = ? AND closed_at IS NULL RETURNING id, score, band),
      move AS (SELECT ?::text AS kind, ?::timestamptz AS at),
      known AS (
        UPDATE alert_moves m SET times = m.times + 1, last_at = greatest(m.last_at, move.at),
          score = gathered.score
        FROM gathered, move
        WHERE move.kind = 'gathered' AND m.move = 'gathered' AND m.id = (SELECT max(latest.id)
          FROM alert_moves latest WHERE latest.incident_id = gathered.id)
        RETURNING m.id),
      noted AS (
        INSERT INTO alert_moves (incident_id, move, at, last_at, score, band)
        SELECT gathered.id, move.kind, move.at, move.at, score, band FROM gathered, move
        WHERE NOT EXISTS (SELECT FROM known))
      SELECT id FROM gathered
      """;

  private static final String CLOSE =
      """
      WITH closed AS (
        UPDATE alert_incidents SET state = ?, closed_at = ?, closed_by = ?, close_reason = ?,
          cleared = true, minute = ?
        WHERE id = ? AND closed_at IS NULL RETURNING id, closed_at, band, close_reason)
      INSERT INTO alert_moves (incident_id, move, at, last_at, score, band, words)
      SELECT id, ?, closed_at, closed_at, ?, band, close_reason FROM closed
      """;

  private static final String CLOSE_QUIET =
      """
      WITH closed AS (
        UPDATE alert_incidents SET state = 'resolved', closed_at = ?, closed_by = ?,
          cleared = true, close_reason = 'it has been quiet for long'
        WHERE closed_at IS NULL AND last_evidence_at < ? AND opened_at < ?
        RETURNING %s),
      noted AS (
        INSERT INTO alert_moves (incident_id, move, at, last_at, score, band, words)
        SELECT id, 'resolved', closed_at, closed_at, score, band, close_reason FROM closed)
      SELECT * FROM closed
      """
          .formatted(KeptIncident.COLUMNS);

  private static final String CLEAR =
      "UPDATE alert_incidents SET cleared = true, minute = ? WHERE id = ? AND closed_at IS NOT NULL";

  /**
   * Opens an incident.
   *
   * @param before the one of the same matter that it reopens; null for none
   * @return its number; empty if there is an open one
   */
  OptionalLong open(Evidence evidence, @Nullable Standing before) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(OPEN)) {
      insert.setString(1, evidence.dedupKey());
      insert.setString(2, evidence.kind().label());
      IncidentKind kind = evidence.kind();
      insert.setString(3, kind.isOfAccount() ? evidence.subject() : null);
      insert.setString(4, kind == IncidentKind.RING ? evidence.subject() : null);
      insert.setDouble(5, evidence.score());
      insert.setString(6, evidence.band().label());
      insert.setBoolean(7, evidence.provisional());
      insert.setString(8, texts.details(evidence));
      insert.setObject(9, before == null ? null : before.incident(), Types.BIGINT);
      Columns.set(insert, 10, now);
      Columns.set(insert, 11, evidence.tick().start());
      insert.setLong(12, evidence.tick().epochMinute());
      Columns.set(insert, 13, evidence.arrivedAt());
      try (ResultSet row = insert.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  /** Takes evidence in. */
  boolean gather(Standing standing, Evidence evidence) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(GATHER)) {
      update.setDouble(1, evidence.score());
      update.setString(2, higher(standing.band(), evidence.band()).label());
      update.setBoolean(3, standing.provisional() && evidence.provisional());
      update.setString(4, texts.details(evidence));
      Columns.set(update, 5, evidence.tick().start());
      update.setLong(6, evidence.tick().epochMinute());
      update.setLong(7, standing.incident());
      update.setString(8, gathered(standing, evidence).label());
      Columns.set(update, 9, now);
      try (ResultSet row = update.executeQuery()) {
        return row.next();
      }
    }
  }

  private static MoveKind gathered(Standing standing, Evidence evidence) {
    if (evidence.band().compareTo(standing.band()) > 0) {
      return MoveKind.ESCALATED;
    }
    return standing.provisional() && !evidence.provisional()
        ? MoveKind.CONFIRMED
        : MoveKind.GATHERED;
  }

  private static Band higher(Band one, Band other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Closes what has been quiet since a moment, and returns it. */
  List<KeptIncident> closeQuiet(Instant since) throws SQLException {
    List<KeptIncident> closed = new ArrayList<>();
    try (PreparedStatement update = connection.prepareStatement(CLOSE_QUIET)) {
      Columns.set(update, 1, now);
      update.setString(2, OURSELVES);
      Columns.set(update, 3, since);
      Columns.set(update, 4, since);
      try (ResultSet row = update.executeQuery()) {
        while (row.next()) {
          closed.add(KeptIncident.read(row));
        }
      }
    }
    return closed;
  }

  /** Closes what a closed tick did not confirm. */
  boolean withdraw(Standing standing, Evidence evidence) throws SQLException {
    String reason = "its minute is over and did not confirm it";
    return close(standing, evidence, MoveKind.WITHDRAWN, reason);
  }

  /** Closes what is over. */
  boolean end(Standing standing, Evidence evidence) throws SQLException {
    return close(standing, evidence, MoveKind.RESOLVED, "it is over");
  }

  /** Closes what is not to be told of. */
  boolean settle(Standing standing, Evidence evidence, SuppressionCause cause) throws SQLException {
    return close(standing, evidence, MoveKind.settled(cause), cause.sentence());
  }

  private boolean close(Standing standing, Evidence evidence, MoveKind move, String reason)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(CLOSE)) {
      update.setString(1, move == MoveKind.WITHDRAWN ? "withdrawn" : "resolved");
      Columns.set(update, 2, now);
      update.setString(3, OURSELVES);
      update.setString(4, reason);
      update.setLong(5, evidence.tick().epochMinute());
      update.setLong(6, standing.incident());
      update.setString(7, move.label());
      update.setDouble(8, evidence.score());
      return update.executeUpdate() == 1;
    }
  }

  /** Notes that the matter of a closed incident has fallen below the threshold. */
  void clear(Standing standing, Evidence evidence) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(CLEAR)) {
      update.setLong(1, evidence.tick().epochMinute());
      update.setLong(2, standing.incident());
      update.executeUpdate();
    }
  }
}
