package dev.ringwatch.app.parquet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads Parquet files by another implementation than ours and the one we use. */
public final class DuckDb {

  private DuckDb() {}

  /** Writes the rows of a query into a file. */
  public static Path write(Path file, String query, String options) throws SQLException {
    run(
        "COPY (%s) TO '%s' (FORMAT parquet%s)"
            .formatted(query, file, options.isEmpty() ? "" : ", " + options));
    return file;
  }

  /** The rows of a query, every value as DuckDB writes it, null as {@code NULL}. */
  public static List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          String value = result.getString(column);
          row.add(value == null ? "NULL" : value);
        }
        rows.add(String.join(",", row));
      }
    }
    return rows;
  }

  /** Carries out a statement. */
  public static void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET threads = 1");
    }
    return connection;
  }
}
