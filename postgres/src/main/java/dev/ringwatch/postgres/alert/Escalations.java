package dev.ringwatch.postgres.alert;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which endpoints are to be told of incidents that nobody has acknowledged for as long as they want
 * to wait. Safe for threads and for several processes.
 */
public final class Escalations {

  private static final String DUE =
      """
      SELECT i.id, e.id FROM alert_incidents i JOIN alert_endpoints e
        ON i.kind = ANY (e.kinds) AND i.opened_at >= e.told_from
        AND coalesce(i.told_at, i.opened_at)
          <= ?::timestamptz - make_interval(mins => e.unacknowledged_minutes)
      WHERE i.state = 'open' AND NOT i.provisional AND e.unacknowledged_minutes IS NOT NULL
        AND e.disabled_at IS NULL AND (i.id, e.id) > (?, ?)
        AND array_position(ARRAY['low', 'medium', 'high'], i.band)
          >= array_position(ARRAY['low', 'medium', 'high'], e.least_band)
        AND NOT EXISTS (SELECT FROM alert_holds h WHERE h.incident_id = i.id)
        AND NOT EXISTS (SELECT FROM alert_deliveries d
          WHERE d.incident_id = i.id AND d.endpoint_id = e.id)
      ORDER BY i.id, e.id LIMIT ? FOR UPDATE OF i SKIP LOCKED
      """;

  private Escalations() {}

  /**
   * An endpoint that is to be told.
   *
   * @param incident of which incident
   * @param endpoint which endpoint
   */
  public record Due(long incident, long endpoint) {

    /** Before all of them. */
    public static final Due FIRST = new Due(0, 0);
  }

  /**
   * Those that are due; on a connection, as part of its transaction, which holds the incidents.
   *
   * @param after those behind this one
   * @param limit the most to return
   */
  public static List<Due> due(Connection connection, Instant now, Due after, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(DUE)) {
      Columns.set(select, 1, now);
      select.setLong(2, after.incident());
      select.setLong(3, after.endpoint());
      select.setInt(4, limit);
      List<Due> due = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          due.add(new Due(row.getLong(1), row.getLong(2)));
        }
      }
      return due;
    }
  }
}
