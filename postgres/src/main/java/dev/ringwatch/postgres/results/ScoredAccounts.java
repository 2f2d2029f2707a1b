package dev.ringwatch.postgres.results;

import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.RowArrays;
import dev.ringwatch.postgres.RowArrays.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes what closed ticks say of accounts: the latest score of each, and those over time that
 * moved. One writer at a time; safe for threads.
 */
public final class ScoredAccounts {

  /**
   * The columns of one statement's rows, and their types, in the order of {@link #WRITE}.
   *
   * <p>What is older than what is there, as after a start from a snapshot, changes nothing; and
   * what is there already is not added once more. So the same may be written twice.
   */
  private static final RowArrays<ScoredAccount> COLUMNS =
      new RowArrays<>(
          List.of(
              new Column<>("text", ScoredAccount::accountId),
              new Column<>("timestamptz", account -> time(account.createdAt())),
              new Column<>("timestamptz", account -> time(account.firstEvent())),
              new Column<>("timestamptz", account -> time(account.lastEvent())),
              new Column<>("bigint", ScoredAccount::events),
              new Column<>("bigint", ScoredAccount::enforced),
              new Column<>("float8", ScoredAccount::risk),
              new Column<>("text", ScoredAccount::band),
              new Column<>("float8", ScoredAccount::anomaly),
              new Column<>("float8", ScoredAccount::ring),
              new Column<>("text", ScoredAccount::ringId),
              new Column<>("timestamptz", account -> time(account.scoredAt())),
              new Column<>("text", ScoredAccount::modelId),
              new Column<>("text", ScoredAccount::reasons),
              new Column<>("text", ScoredAccount::features),
              new Column<>("text", ScoredAccount::peerGroup)));

  private static final String WRITE =
      """
      WITH told AS (
        SELECT * FROM unnest(%s) AS t (account_id, account_created_at, first_event_at,
          last_event_at, events, enforced_events, risk_score, band, anomaly_score, ring_score,
          ring_id, scored_at, model_id, reasons, features, peer_group)
      ), new AS (
        SELECT t.*, a.kept_score,
          a.kept_score IS NULL OR abs(a.kept_score - t.risk_score) >= 1 OR a.band <> t.band AS moved
        FROM told t LEFT JOIN accounts a USING (account_id)
        WHERE a.scored_at IS NULL OR a.scored_at <= t.scored_at
      ), kept AS (
        INSERT INTO risk_scores (account_id, scored_at, risk_score, anomaly_score, ring_score,
          reasons, model_id)
        SELECT account_id, scored_at, risk_score, anomaly_score, ring_score, reasons::jsonb,
          model_id
        FROM new WHERE moved
        ON CONFLICT (account_id, scored_at) DO UPDATE SET risk_score = EXCLUDED.risk_score,
          anomaly_score = EXCLUDED.anomaly_score, ring_score = EXCLUDED.ring_score,
          reasons = EXCLUDED.reasons, model_id = EXCLUDED.model_id
      ), judged AS (
        INSERT INTO account_features (account_id, as_of, features, peer_group)
        SELECT account_id, scored_at, features::jsonb, peer_group FROM new WHERE moved
        ON CONFLICT (account_id) DO UPDATE SET as_of = EXCLUDED.as_of,
          features = EXCLUDED.features, peer_group = EXCLUDED.peer_group
      )
      INSERT INTO accounts (account_id, account_created_at, first_event_at, last_event_at, events,
        enforced_events, risk_score, band, anomaly_score, ring_score, ring_id, scored_at, model_id,
        kept_score)
      SELECT account_id, account_created_at, first_event_at, last_event_at, events,
        enforced_events, risk_score, band, anomaly_score, ring_score, ring_id, scored_at, model_id,
        CASE WHEN moved THEN risk_score ELSE kept_score END
      FROM new ORDER BY account_id
      ON CONFLICT (account_id) DO UPDATE SET account_created_at = EXCLUDED.account_created_at,
        first_event_at = EXCLUDED.first_event_at, last_event_at = EXCLUDED.last_event_at,
        events = EXCLUDED.events, enforced_events = EXCLUDED.enforced_events,
        risk_score = EXCLUDED.risk_score, band = EXCLUDED.band,
        anomaly_score = EXCLUDED.anomaly_score, ring_score = EXCLUDED.ring_score,
        ring_id = EXCLUDED.ring_id, scored_at = EXCLUDED.scored_at, model_id = EXCLUDED.model_id,
        kept_score = EXCLUDED.kept_score
      """
          .formatted(COLUMNS.parameters());

  private final DataSource dataSource;

  /** The accounts in a database that has the schema. */
  public ScoredAccounts(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Writes all or, if it fails, none.
   *
   * @param accounts each account once
   */
  public void write(List<ScoredAccount> accounts) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement write = connection.prepareStatement(WRITE)) {
      COLUMNS.set(write, 1, accounts);
      write.executeUpdate();
    }
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  /** Up to which entry of the log all that closed ticks say is written; 0 at the beginning. */
  public long writtenSeq() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("SELECT seq FROM results_written")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Notes up to which entry of the log all that closed ticks say is written. */
  public void writtenSeq(long seq) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO results_written (seq) VALUES (?)"
                    + " ON CONFLICT (only_row) DO UPDATE SET seq = EXCLUDED.seq")) {
      insert.setLong(1, seq);
      insert.executeUpdate();
    }
  }

  /**
   * Forgets the scores over time that are of ticks before a time; the latest of each account stays.
   *
   * @return how many
   */
  public int forgetBefore(Instant time) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM risk_scores WHERE scored_at < ?")) {
      Columns.set(delete, 1, time);
      return delete.executeUpdate();
    }
  }
}
