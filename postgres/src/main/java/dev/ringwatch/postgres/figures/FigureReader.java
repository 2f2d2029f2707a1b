package dev.ringwatch.postgres.figures;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Reads figures by hour: what it costs depends on how many hours are looked at, and not on how many
 * events there were. Safe for threads.
 */
public final class FigureReader {

  /** All hours are gone through once; of what is measured the last hour of a step holds. */
  private static final String READ =
      """
      WITH steps AS (
        SELECT metric, label, floor((date_part('epoch', at) - ?) / ?)::int AS place,
          sum(value) AS total, max(at) AS last_at
        FROM dashboard_hours WHERE at >= ? AND at < ? GROUP BY 1, 2, 3
      )
      SELECT s.metric, s.label, s.place, coalesce(last.value, s.total) AS value
      FROM steps s LEFT JOIN LATERAL (
        SELECT h.value FROM dashboard_hours h
        WHERE s.metric = ANY (?) AND h.at = s.last_at AND h.metric = s.metric AND h.label = s.label
        LIMIT 1) last ON true
      """;

  private static final String ONE =
      """
      SELECT floor((date_part('epoch', at) - ?) / ?)::int AS place, sum(value) AS value
      FROM dashboard_hours WHERE metric = ? AND at >= ? AND at < ? GROUP BY 1
      """;

  private final DataSource dataSource;

  /** The figures in a database that has the schema. */
  public FigureReader(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * All figures of a time, and of one as long before it.
   *
   * @param from where the time begins, a whole hour
   * @param step how long a step is, whole hours
   * @param steps how many there are
   */
  public Figures read(Instant from, Duration step, int steps) throws SQLException {
    Duration length = step.multipliedBy(steps);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(READ)) {
      select.setDouble(1, (double) from.getEpochSecond());
      select.setDouble(2, (double) step.toSeconds());
      Columns.set(select, 3, from.minus(length));
      Columns.set(select, 4, from.plus(length));
      select.setArray(5, connection.createArrayOf("text", Metric.labels(Metric.Kind.MEASURED)));
      try (ResultSet row = select.executeQuery()) {
        return new Figures(from, step, steps, values(row));
      }
    }
  }

  /**
   * How much there was of one figure in steps that end with a moment, the oldest first.
   *
   * @param to the end, a whole hour
   * @param step how long a step is, whole hours
   * @param steps how many there are
   */
  public List<Double> counted(Metric metric, Instant to, Duration step, int steps)
      throws SQLException {
    Instant from = to.minus(step.multipliedBy(steps));
    Double[] counted = new Double[steps];
    Arrays.fill(counted, 0.0);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(ONE)) {
      select.setDouble(1, (double) from.getEpochSecond());
      select.setDouble(2, (double) step.toSeconds());
      select.setString(3, metric.label());
      Columns.set(select, 4, from);
      Columns.set(select, 5, to);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counted[row.getInt("place")] = row.getDouble("value");
        }
      }
    }
    return List.of(counted);
  }

  private static Map<Metric, Map<String, Map<Integer, Double>>> values(ResultSet row)
      throws SQLException {
    Map<Metric, Map<String, Map<Integer, Double>>> values = new EnumMap<>(Metric.class);
    while (row.next()) {
      Metric metric = Metric.of(row.getString("metric")).orElseThrow();
      values
          .computeIfAbsent(metric, ignored -> new TreeMap<>())
          .computeIfAbsent(row.getString("label"), ignored -> new HashMap<>())
          .put(row.getInt("place"), row.getDouble("value"));
    }
    return values;
  }
}
