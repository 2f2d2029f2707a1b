package dev.ringwatch.postgres.figures;

import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Writes figures by hour, each minute once more of the hour that it is in: from small tables by
 * their indexes, never from events or all accounts. What is counted twice is the same. Events are
 * counted by {@link dev.ringwatch.postgres.results.MinuteCounts}. Safe for threads.
 */
public final class HourFigures {

  /** What is counted of decisions goes back so far at the most: afterwards it may be gone. */
  static final Duration FARTHEST = Duration.ofDays(29);

  /** What is of an hour may be committed somewhat later. */
  private static final Duration LATEST_COMMIT = Duration.ofMinutes(5);

  private static final String HOUR = "date_trunc('hour', %s, 'UTC')";

  /**
   * An alert that took longer than a day is not counted among those that arrived, and one that a
   * silence held back not among those that came late.
   */
  private static final String COUNT =
      """
      WITH since AS (SELECT ?::timestamptz AS at)
      INSERT INTO dashboard_hours (metric, label, at, value)
      SELECT 'incidents', kind, %1$s, count(*)
      FROM alert_incidents, since WHERE opened_at >= since.at GROUP BY 1, 2, 3
      UNION ALL
      SELECT 'reasons', why.name, %1$s, count(*)
      FROM since, alert_incidents i CROSS JOIN LATERAL (
        SELECT left(r ->> 'name', 200) AS name FROM jsonb_array_elements(i.details -> 'reasons') r
        ORDER BY (r ->> 'points')::float8 DESC, 1 LIMIT 1) why
      WHERE opened_at >= since.at AND kind IN ('account', 'ring') AND why.name IS NOT NULL
      GROUP BY 1, 2, 3
      UNION ALL
      SELECT 'alerts', '', %2$s, count(*)
      FROM alert_deliveries, since WHERE created_at >= since.at GROUP BY 1, 2, 3
      UNION ALL
      SELECT 'delivery', %3$s, %4$s, count(*)
      FROM alert_deliveries, since
      WHERE created_at >= since.at - interval '1 day' AND delivered_at >= since.at GROUP BY 1, 2, 3
      UNION ALL
      SELECT 'told_' || i.kind, %7$s, %4$s, count(*)
      FROM since, alert_deliveries d JOIN alert_incidents i ON i.id = d.incident_id
      WHERE d.created_at >= since.at - interval '1 day' AND d.delivered_at >= since.at
        AND d.change IN ('opened', 'reopened') AND i.kind IN ('account', 'ring')
        AND i.arrived_at IS NOT NULL AND i.told_at IS NULL
      GROUP BY 1, 2, 3
      UNION ALL
      SELECT 'decision', %5$s, %6$s, count(*)
      FROM since, verdicts v JOIN alert_incidents i ON i.verdict_id = v.id
      WHERE v.decided_at >= since.at AND v.origin <> 'import' GROUP BY 1, 2, 3
      ON CONFLICT (at, metric, label)
      DO UPDATE SET value = greatest(dashboard_hours.value, excluded.value)
      WHERE dashboard_hours.value < excluded.value
      """
          .formatted(
              HOUR.formatted("opened_at"),
              HOUR.formatted("created_at"),
              Spreads.DELIVERY.sql("extract(epoch FROM delivered_at - created_at)"),
              HOUR.formatted("delivered_at"),
              Spreads.DECISION.sql("extract(epoch FROM v.decided_at - i.opened_at)"),
              HOUR.formatted("v.decided_at"),
              Spreads.TOLD.sql("extract(epoch FROM d.delivered_at - i.arrived_at)"));

  private static final String NOTE =
      """
      INSERT INTO dashboard_metrics (metric, at, value)
      VALUES ('decisions_counted', 'epoch', extract(epoch FROM ?::timestamptz))
      ON CONFLICT (metric, label, at) DO UPDATE SET value = excluded.value
      """;

  private static final String COUNTED =
      """
      SELECT to_timestamp(value) AS counted FROM dashboard_metrics
      WHERE metric = 'decisions_counted' AND label = '' AND at = 'epoch'
      """;

  /** What is gone since is written as 0, or an hour would keep what was there before. */
  private static final String MEASURE =
      """
      WITH aged AS (
        SELECT CASE WHEN created_day = '-infinity' THEN 'unknown'
          WHEN created_day > today - interval '7 days' THEN '0-6'
          WHEN created_day > today - interval '30 days' THEN '7-29' ELSE '30+' END AS label,
          sum(accounts) AS accounts, coalesce(sum(accounts) FILTER (WHERE band = 'high'), 0) AS high
        FROM account_ages, (SELECT date_trunc('day', ?::timestamptz, 'UTC') AS today) day GROUP BY 1
      ), queue AS (
        SELECT count(DISTINCT (kind, id)) AS waiting,
          greatest(0, coalesce(extract(epoch FROM ?::timestamptz - min(since)), 0)) AS oldest
        FROM queue_causes
      ), figure (metric, label, value) AS (
        SELECT 'accounts', band, coalesce(accounts, 0)
        FROM (VALUES ('low'), ('medium'), ('high')) all_bands (band)
        LEFT JOIN account_bands USING (band)
        UNION ALL SELECT 'risk_tenths', '', coalesce(sum(risk_tenths), 0) FROM account_bands
        UNION ALL SELECT 'aged', label, coalesce(accounts, 0)
        FROM (VALUES ('0-6'), ('7-29'), ('30+'), ('unknown')) ages (label) LEFT JOIN aged USING (label)
        UNION ALL SELECT 'aged_high', label, coalesce(high, 0)
        FROM (VALUES ('0-6'), ('7-29'), ('30+'), ('unknown')) ages (label) LEFT JOIN aged USING (label)
        UNION ALL SELECT 'rings', '', count(*) FROM rings WHERE dissolved_at IS NULL
        UNION ALL SELECT 'rings_lately', '', (SELECT count(*) FROM rings WHERE dissolved_at IS NULL)
          + (SELECT count(*) FROM rings WHERE dissolved_at >= ?::timestamptz - interval '7 days')
        UNION ALL SELECT 'waiting', '', waiting FROM queue
        UNION ALL SELECT 'oldest_waiting', '', oldest FROM queue
        UNION ALL SELECT 'flagged', '', count(DISTINCT account_id)
        FROM alert_incidents WHERE closed_at IS NULL AND account_id IS NOT NULL
      )
      INSERT INTO dashboard_hours (metric, label, at, value)
      SELECT metric, label, date_trunc('hour', ?::timestamptz, 'UTC'), value FROM figure
      ON CONFLICT (at, metric, label) DO UPDATE SET value = excluded.value
      WHERE dashboard_hours.value <> excluded.value
      """;

  /**
   * Verdicts are taken back, appealed against and replaced: what stands now is what counts, and
   * what stood before is deleted.
   */
  private static final String VERDICTS =
      """
      WITH stands AS (
        SELECT account_id, verdict, left(coalesce(abuse_type, ''), 200) AS abuse, decided_at
        FROM verdicts_now
        WHERE stands AND account_id IS NOT NULL AND decided_at >= ?::timestamptz - interval '62 days'
          AND verdict <> 'unsure'
      ), fresh AS (
        SELECT abuse AS label, date_trunc('hour', decided_at, 'UTC') AS at, count(*) AS value
        FROM stands WHERE verdict = 'abusive' GROUP BY 1, 2
      ), gone AS (
        DELETE FROM dashboard_hours h
        WHERE h.metric = 'confirmed' AND h.at >= ?::timestamptz - interval '61 days'
          AND NOT EXISTS (SELECT FROM fresh f WHERE f.label = h.label AND f.at = h.at)
      )
      INSERT INTO dashboard_hours (metric, label, at, value)
      SELECT 'confirmed', label, at, value FROM fresh
      UNION ALL
      SELECT 'outcome', judged.verdict, date_trunc('hour', ?::timestamptz, 'UTC'), count(stands.account_id)
      FROM (VALUES ('abusive'), ('benign')) judged (verdict)
      LEFT JOIN (stands JOIN accounts a ON a.account_id = stands.account_id AND a.enforced_events > 0)
        ON stands.verdict = judged.verdict AND stands.decided_at >= ?::timestamptz - interval '30 days'
      GROUP BY 2
      ON CONFLICT (at, metric, label) DO UPDATE SET value = excluded.value
      WHERE dashboard_hours.value <> excluded.value
      """;

  private static final String SET =
      """
      INSERT INTO dashboard_hours (metric, label, at, value) VALUES (?, ?, ?, ?)
      ON CONFLICT (at, metric, label) DO UPDATE SET value =
        CASE WHEN ? THEN dashboard_hours.value ELSE 0 END + excluded.value
      """;

  private final DataSource dataSource;

  /** The figures in a database that has the schema. */
  public HourFigures(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Counts incidents, alerts and decisions, from the hour up to which they were counted last.
   *
   * @param now the present
   */
  public void count(Instant now) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Transaction.run(
          connection,
          () -> {
            Instant from =
                counted(connection, now.minus(FARTHEST))
                    .minus(LATEST_COMMIT)
                    .truncatedTo(ChronoUnit.HOURS);
            try (PreparedStatement insert = connection.prepareStatement(COUNT);
                PreparedStatement note = connection.prepareStatement(NOTE)) {
              Columns.set(insert, 1, from);
              insert.executeUpdate();
              Columns.set(note, 1, now);
              return note.executeUpdate();
            }
          });
    }
  }

  private static Instant counted(Connection connection, Instant farthest) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(COUNTED)) {
      Instant counted = row.next() ? Columns.time(row, "counted") : farthest;
      return counted.isBefore(farthest) ? farthest : counted;
    }
  }

  /**
   * Notes how it stands now: accounts by band and age, rings, what waits.
   *
   * @param now the present
   */
  public void measure(Instant now) throws SQLException {
    execute(MEASURE, now, 4);
  }

  /**
   * Counts what people found, as it stands now, of about two months: about a tenth of a second for
   * twenty thousand verdicts.
   *
   * @param now the present
   */
  public void countVerdicts(Instant now) throws SQLException {
    execute(VERDICTS, now, 4);
  }

  private void execute(String sql, Instant now, int parameters) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 1; i <= parameters; i++) {
        Columns.set(statement, i, now);
      }
      statement.executeUpdate();
    }
  }

  /**
   * Notes figures that somebody else measured.
   *
   * @param now the present
   * @param values by label
   */
  public void put(Metric metric, Map<String, Double> values, Instant now) throws SQLException {
    write(metric, values, now, false);
  }

  /**
   * Adds to figures of the hour: where it is not known whether that came to pass, it must not be
   * done again.
   *
   * @param now the present
   * @param values by label
   */
  public void add(Metric metric, Map<String, Double> values, Instant now) throws SQLException {
    write(metric, values, now, true);
  }

  private void write(Metric metric, Map<String, Double> values, Instant now, boolean add)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(SET)) {
      for (Map.Entry<String, Double> one : values.entrySet()) {
        insert.setString(1, metric.label());
        insert.setString(2, one.getKey());
        Columns.set(insert, 3, now.truncatedTo(ChronoUnit.HOURS));
        insert.setDouble(4, one.getValue());
        insert.setBoolean(5, add);
        insert.addBatch();
      }
      Transaction.run(connection, insert::executeBatch);
    }
  }

  /** Deletes the figures of hours before a moment. */
  public void forgetBefore(Instant moment) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM dashboard_hours WHERE at < ?")) {
      Columns.set(delete, 1, moment);
      delete.executeUpdate();
    }
  }
}
