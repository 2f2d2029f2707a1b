package dev.ringwatch.postgres.threshold;

import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.alert.PolicyTimeline;
import dev.ringwatch.alert.PolicyTimeline.Change;
import dev.ringwatch.event.Tick;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Says which thresholds hold at which tick: those that the settings begin with, until one is let
 * pass.
 *
 * <p>Whoever moves incidents says from which tick a new one holds, in the transaction in which it
 * is first used: nobody else knows how far incidents are. Safe for threads.
 *
 * @param initial what holds before anything was let pass
 */
public record ThresholdsInForce(IncidentPolicy initial) {

  /** After every other. */
  public static final Tick END = new Tick(Long.MAX_VALUE);

  /** In the order in which they were let pass. */
  private static final String APPROVED =
      """
      SELECT kind, threshold, effective_from_minute AS minute FROM threshold_history
      WHERE state = 'approved' ORDER BY decided_at, id
      """;

  private static final String BEGIN =
      """
      UPDATE threshold_history SET effective_from_minute = ?
      WHERE state = 'approved' AND effective_from_minute IS NULL
      """;

  /**
   * What holds; what was let pass since holds from a tick on.
   *
   * @param connection as part of its transaction
   * @param next the first tick of which incidents were not moved yet
   */
  public PolicyTimeline use(Connection connection, Tick next) throws SQLException {
    Approved approved = approved(connection, next);
    if (approved.isNew) {
      begin(connection, next);
    }
    return new PolicyTimeline(initial, approved.changes);
  }

  /** What holds; what was let pass since counts as if it held from the end of time on. */
  public PolicyTimeline decided(Connection connection) throws SQLException {
    return new PolicyTimeline(initial, approved(connection, END).changes);
  }

  /**
   * What was let pass.
   *
   * @param changes all of them
   * @param isNew whether one is used by nobody yet
   */
  private record Approved(List<Change> changes, boolean isNew) {}

  private static Approved approved(Connection connection, Tick next) throws SQLException {
    List<Change> changes = new ArrayList<>();
    boolean isNew = false;
    try (PreparedStatement select = connection.prepareStatement(APPROVED);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        Long minute = row.getObject("minute", Long.class);
        isNew |= minute == null;
        Tick from = minute == null ? next : new Tick(minute);
        changes.add(new Change(KeptThreshold.kind(row), row.getDouble("threshold"), from));
      }
    }
    return new Approved(changes, isNew);
  }

  private static void begin(Connection connection, Tick next) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(BEGIN)) {
      update.setLong(1, next.epochMinute());
      update.executeUpdate();
    }
  }
}
