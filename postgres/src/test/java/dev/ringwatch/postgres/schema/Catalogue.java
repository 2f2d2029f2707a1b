package dev.ringwatch.postgres.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What a database says of its own tables. Partitions count as part of theirs. */
record Catalogue(DataSource database) {

  private static final String OURS =
      " c.relnamespace = 'public'::regnamespace AND NOT c.relispartition"
          + " AND c.relname NOT LIKE 'flyway%' ";

  /** The tables by name, each with its comment. */
  List<List<String>> tables() throws SQLException {
    return ask(
        "SELECT relname, coalesce(obj_description(oid, 'pg_class'), '') FROM pg_class c"
            + " WHERE relkind IN ('r', 'p') AND"
            + OURS
            + "ORDER BY 1");
  }

  /** The views by name, each with its comment. */
  List<List<String>> views() throws SQLException {
    return ask(
        "SELECT relname, coalesce(obj_description(oid, 'pg_class'), '') FROM pg_class c"
            + " WHERE relkind = 'v' AND"
            + OURS
            + "ORDER BY 1");
  }

  /** The columns of a table: name, type, whether it may be null, default, comment. */
  List<List<String>> columns(String table) throws SQLException {
    return ask(
        "SELECT attname, format_type(atttypid, atttypmod),"
            + " CASE WHEN attnotnull THEN '' ELSE 'yes' END,"
            + " CASE WHEN attidentity <> '' THEN 'counted'"
            + "  ELSE coalesce(pg_get_expr(adbin, adrelid), '') END,"
            + " coalesce(col_description(attrelid, attnum), '')"
            + " FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"
            + " WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped"
            + " ORDER BY attnum",
        table);
  }

  /** The indexes of a table: name, kind, what they are on, comment. */
  List<List<String>> indexes(String table) throws SQLException {
    return ask(
        "SELECT relname, CASE WHEN indisprimary THEN 'key' WHEN indisunique THEN 'unique' ELSE ''"
            + " END, regexp_replace(pg_get_indexdef(indexrelid), '^.* USING ', ''),"
            + " coalesce(obj_description(indexrelid, 'pg_class'), '')"
            + " FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
            + " WHERE indrelid = to_regclass(?) ORDER BY indisprimary DESC, relname",
        table);
  }

  /** What a table refers to: its columns, the other table, all of it in SQL. */
  List<List<String>> references(String table) throws SQLException {
    return ask(
        "SELECT (SELECT string_agg(attname, ', ' ORDER BY place) FROM unnest(conkey)"
            + " WITH ORDINALITY AS k (number, place) JOIN pg_attribute ON attrelid = conrelid"
            + " AND attnum = number), confrelid::regclass::text, pg_get_constraintdef(oid)"
            + " FROM pg_constraint WHERE conrelid = to_regclass(?) AND contype = 'f' ORDER BY 1, 2",
        table);
  }

  /** What a table checks, in SQL. */
  List<List<String>> checks(String table) throws SQLException {
    return ask(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
            + " WHERE conrelid = to_regclass(?) AND contype = 'c' ORDER BY conname",
        table);
  }

  /** The columns of a table's key. */
  List<String> key(String table) throws SQLException {
    return ask(
            "SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid"
                + " AND attnum = ANY (indkey) WHERE indrelid = to_regclass(?) AND indisprimary",
            table)
        .stream()
        .map(List::getFirst)
        .toList();
  }

  private List<List<String>> ask(String question, String... values) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(question)) {
      for (int place = 0; place < values.length; place++) {
        statement.setString(place + 1, values[place]);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          List<String> cells = new ArrayList<>();
          for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            cells.add(row.getString(column));
          }
          rows.add(cells);
        }
      }
    }
    return rows;
  }
}
