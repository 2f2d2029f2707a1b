package dev.ringwatch.postgres.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** How deliveries stand, counted. Safe for threads. */
public final class Backlog {

  /**
   * Of endpoints that are disabled nothing is late: nothing is sent there, as somebody wants it.
   */
  private static final String COUNT =
      """
      WITH waiting AS (
        SELECT endpoint_id, count(*) AS messages, min(waiting_since) AS since
        FROM alert_deliveries WHERE state = 'waiting' GROUP BY endpoint_id)
      SELECT coalesce(sum(w.messages), 0)::bigint, count(w.endpoint_id),
        coalesce(extract(epoch FROM now() - min(w.since) FILTER (WHERE e.disabled_at IS NULL)), 0),
        count(*) FILTER (WHERE e.quiet_until > now() AND e.disabled_at IS NULL),
        count(*) FILTER (WHERE e.disabled_at IS NOT NULL),
        (SELECT count(*) FROM alert_deliveries
          WHERE state = 'dead' AND dead_at > now() - interval '1 hour')
      FROM alert_endpoints e LEFT JOIN waiting w ON w.endpoint_id = e.id
      WHERE e.deleted_at IS NULL
      """;

  private final DataSource dataSource;
  private final int patienceSeconds;

  /**
   * The deliveries in a database that has the schema.
   *
   * @param patience how long an answer may take, once there is a connection; whole seconds
   */
  public Backlog(DataSource dataSource, Duration patience) {
    this.dataSource = dataSource;
    this.patienceSeconds = Math.toIntExact(patience.toSeconds());
  }

  /**
   * How deliveries stand.
   *
   * @param waiting messages that wait
   * @param endpointsWaiting endpoints that they wait for
   * @param oldest for how long the oldest waits, of endpoints that are not disabled
   * @param paused endpoints that nothing is sent to for a while, as they failed or asked for it
   * @param disabled endpoints that nothing is sent to
   * @param deadLately messages that were given up within the last hour
   */
  public record Counts(
      long waiting,
      int endpointsWaiting,
      Duration oldest,
      int paused,
      int disabled,
      long deadLately) {

    /** Nothing at all. */
    public static final Counts NONE = new Counts(0, 0, Duration.ZERO, 0, 0, 0);
  }

  /** Counts; costs as much as there waits. */
  public Counts count() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(COUNT)) {
      select.setQueryTimeout(patienceSeconds);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Counts(
            row.getLong(1),
            row.getInt(2),
            Duration.ofMillis((long) (row.getDouble(3) * 1e3)),
            row.getInt(4),
            row.getInt(5),
            row.getLong(6));
      }
    }
  }
}
