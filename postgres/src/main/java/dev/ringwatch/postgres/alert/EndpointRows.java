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
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** How an endpoint stands in its row. */
final class EndpointRows {

  static final String COLUMNS =
      "id, name, format, url, least_band, kinds, per_minute, burst, unacknowledged_minutes,"
          + " previous_secret_until, created_at, disabled_at, disabled_reason, failures_in_row,"
          + " quiet_until";

  private EndpointRows() {}

  /** Sets the first eight parameters, in the order of the columns, without the id. */
  static void set(PreparedStatement statement, EndpointRequest request) throws SQLException {
    statement.setString(1, request.name());
    statement.setString(2, request.format().label());
    statement.setString(3, request.url());
    statement.setString(4, request.leastBand().label());
    Object[] kinds = request.kinds().stream().map(IncidentKind::label).sorted().toArray();
    Connection connection = statement.getConnection();
    statement.setArray(5, connection.createArrayOf("text", kinds));
    statement.setObject(6, request.budget().map(Budget::perMinute).orElse(null), Types.INTEGER);
    statement.setObject(7, request.budget().map(Budget::burst).orElse(null), Types.INTEGER);
    OptionalInt minutes = request.unacknowledgedMinutes();
    statement.setObject(8, minutes.isPresent() ? minutes.getAsInt() : null, Types.INTEGER);
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
        EndpointFormat.of(row.getString("format")),
        row.getString("url"),
        Band.valueOf(row.getString("least_band").toUpperCase(Locale.ROOT)),
        kinds((String[]) row.getArray("kinds").getArray()),
        budget(row),
        minutes(row),
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

  private static OptionalInt minutes(ResultSet row) throws SQLException {
    int minutes = row.getInt("unacknowledged_minutes");
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(minutes);
  }

  private static Set<IncidentKind> kinds(String[] words) {
    return Arrays.stream(words)
        .map(word -> IncidentKind.valueOf(word.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toSet());
  }
}
