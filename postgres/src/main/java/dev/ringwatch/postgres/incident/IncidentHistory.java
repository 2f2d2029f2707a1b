package dev.ringwatch.postgres.incident;

import dev.ringwatch.postgres.Columns;
import dev.ringwatch.risk.Band;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.sql.DataSource;

/**
 * What became of incidents. Each move is kept by the statement that makes it, so that both are
 * there or neither. Safe for threads.
 */
public final class IncidentHistory {

  private final DataSource dataSource;

  /** The history in a database that has the schema. */
  public IncidentHistory(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * What became of an incident, the newest first.
   *
   * @param before moves with smaller numbers only
   * @param limit the most to return
   */
  public List<KeptMove> of(long incident, long before, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT id, move, at, last_at, times, score, band, who, words FROM alert_moves"
                    + " WHERE incident_id = ? AND id < ? ORDER BY id DESC LIMIT ?")) {
      select.setLong(1, incident);
      select.setLong(2, before);
      select.setInt(3, limit);
      List<KeptMove> all = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.add(read(row));
        }
      }
      return all;
    }
  }

  /** How an incident began; empty if there is none. */
  public Optional<KeptMove> first(long incident) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT id, move, at, last_at, times, score, band, who, words FROM alert_moves"
                    + " WHERE incident_id = ? ORDER BY id LIMIT 1")) {
      select.setLong(1, incident);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  private static KeptMove read(ResultSet row) throws SQLException {
    double score = row.getDouble("score");
    OptionalDouble known = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(score);
    return new KeptMove(
        row.getLong("id"),
        MoveKind.of(row.getString("move")),
        Columns.time(row, "at"),
        Columns.time(row, "last_at"),
        row.getInt("times"),
        known,
        Optional.ofNullable(row.getString("band"))
            .map(band -> Band.valueOf(band.toUpperCase(Locale.ROOT))),
        row.getString("who"),
        row.getString("words"));
  }
}
