package dev.ringwatch.postgres.hunt;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an answer's rows, as many as fit into so many bytes. */
final class HuntCells {

  /** The most columns of an answer: nobody reads more, and each costs a little in every row. */
  private static final int MOST_COLUMNS = 100;

  private final ResultSet rows;
  private final List<String> names = new ArrayList<>();
  private final List<String> types = new ArrayList<>();

  HuntCells(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData columns = rows.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnLabel(i);
      if (names.contains(name)) {
        throw new HuntFailedException("two columns are called " + name + "; name them apart");
      }
      names.add(name);
      types.add(columns.getColumnTypeName(i));
    }
  }

  /**
   * Looks at a statement before it is run.
   *
   * @throws HuntFailedException if its answer would be too wide
   */
  static void check(PreparedStatement statement) throws SQLException {
    ResultSetMetaData columns = statement.getMetaData();
    if (columns != null && columns.getColumnCount() > MOST_COLUMNS) {
      throw new HuntFailedException(
          "the answer has "
              + columns.getColumnCount()
              + " columns, and may have no more than "
              + MOST_COLUMNS);
    }
  }

  List<String> names() {
    return names;
  }

  /**
   * The next rows.
   *
   * @param read takes them
   * @return whether rows were left off for their size
   */
  boolean readInto(List<List<@Nullable Object>> read, int maxBytes) throws SQLException {
    long left = maxBytes;
    while (rows.next()) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        Object cell = cell(i + 1, types.get(i));
        left -= cell == null ? 1 : cell.toString().length();
        row.add(cell);
      }
      if (left < 0) {
        return true;
      }
      read.add(Collections.unmodifiableList(row));
    }
    return false;
  }

  private @Nullable Object cell(int column, String type) throws SQLException {
    String text = rows.getString(column);
    if (text == null) {
      return null;
    }
    if (type.startsWith("_")) {
      return list(rows.getArray(column));
    }
    return switch (type) {
      case "int2", "int4", "int8" -> (Object) rows.getLong(column);
      case "float4", "float8" -> number(rows.getDouble(column), text);
      case "numeric" -> isNumber(text) ? (Object) rows.getBigDecimal(column) : text;
      case "bool" -> rows.getBoolean(column);
      case "timestamptz" ->
          text.endsWith("infinity")
              ? text
              : rows.getObject(column, OffsetDateTime.class).toInstant();
      default -> text;
    };
  }

  private static Object number(double value, String text) {
    return Double.isFinite(value) ? (Object) value : text;
  }

  /** Not infinite, and not NaN. */
  private static boolean isNumber(String text) {
    return Character.isDigit(text.charAt(text.length() - 1));
  }

  private static List<String> list(Array array) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (Object one : (Object[]) array.getArray()) {
      texts.add(one instanceof Object[] inner ? Arrays.deepToString(inner) : String.valueOf(one));
    }
    return texts;
  }
}
