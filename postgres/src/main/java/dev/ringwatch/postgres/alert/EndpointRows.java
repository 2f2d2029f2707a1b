package dev.ringwatch.postgres.alert;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.risk.Band;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How an endpoint stands in its row. */
final class EndpointRows {

  static final String COLUMNS =
      "id, name, url, least_band, kinds, per_minute, burst, previous_secret_until, created_at,"
          + " disabled_at, disabled_reason, failures_in_row, quiet_until";

  private EndpointRows() {}

  /** Sets the first six parameters: name, url, least band, kinds, and the budget's two. */
  static void set(PreparedStatement statement, EndpointRequest request) throws SQLException {
    statement.setString(1, request.name());
    statement.setString(2, request.url());
    statement.setString(3, request.leastBand().label());
    Object[] kinds = request.kinds().stream().map(IncidentKind::label).sorted().toArray();
    Connection connection = statement.getConnection();
    statement.setArray(4, connection.createArrayOf("text", kinds));
    statement.setObject(5, request.budget().map(Budget::perMinute).orElse(null), Types.INTEGER);
    statement.setObject(6, request.budget().map(Budget::burst).orElse(null), Types.INTEGER);
  }

  static List<Endpoint> readAll(PreparedStatement select) throws SQLException {
    List<Endpoint> endpoints = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        endpoints.add(read(row));
      }
    }
    return endpoints;
  }

  private static Endpoint read(ResultSet row) throws SQLException {
    return new Endpoint(
        row.getLong("id"),
        row.getString("name"),
        row.getString("url"),
        Band.valueOf(row.getString("least_band").toUpperCase(Locale.ROOT)),
        kinds((String[]) row.getArray("kinds").getArray()),
        budget(row),
        Columns.timeOrNull(row, "previous_secret_until"),
        Columns.time(row, "created_at"),
        Columns.timeOrNull(row, "disabled_at"),
        row.getString("disabled_reason"),
        new Endpoint.Circuit(
            row.getInt("failures_in_row"), Columns.timeOrNull(row, "quiet_until")));
  }

  private static Optional<Budget> budget(ResultSet row) throws SQLException {
    int perMinute = row.getInt("per_minute");
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(new Budget(perMinute, row.getInt("burst")));
  }

  private static Set<IncidentKind> kinds(String[] words) {
    return Arrays.stream(words)
        .map(word -> IncidentKind.valueOf(word.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toSet());
  }
}
