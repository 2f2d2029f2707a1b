package dev.ringwatch.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows as one array per column, which {@code unnest} makes rows of again: so a statement takes any
 * number of them in one round trip.
 *
 * @param <T> what a row is
 * @param columns in the order of the statement
 */
public record RowArrays<T>(List<Column<T>> columns) {

  /**
   * A column.
   *
   * @param type as PostgreSQL calls it
   * @param value what it has in a row: a number, a text, bytes, or null
   */
  public record Column<T>(String type, Function<T, @Nullable Object> value) {}

  /** A parameter for each column, as {@code unnest} takes them. */
  public String parameters() {
    return columns.stream()
        .map(column -> "?::" + column.type + "[]")
        .collect(Collectors.joining(", "));
  }

  /**
   * Fills the parameters.
   *
   * @param first the first one's number, from 1
   */
  public void set(PreparedStatement statement, int first, List<T> rows) throws SQLException {
    Connection connection = statement.getConnection();
    for (int i = 0; i < columns.size(); i++) {
      Column<T> column = columns.get(i);
      Array values = connection.createArrayOf(column.type, values(column, rows));
      statement.setArray(first + i, values);
    }
  }

  /** Of bytes as the driver takes them: with their type. */
  private static <T> @Nullable Object[] values(Column<T> column, List<T> rows) {
    Stream<@Nullable Object> values = rows.stream().map(column.value);
    return column.type.equals("bytea") ? values.toArray(byte[][]::new) : values.toArray();
  }
}
