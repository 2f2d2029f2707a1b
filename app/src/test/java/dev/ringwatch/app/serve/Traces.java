package dev.ringwatch.app.serve;

import dev.ringwatch.app.archive.UnpackedRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Where a text is: in which columns of a server's database, and in which of its files.
 *
 * @param server the server
 * @param folder where its files are
 */
record Traces(RunningServer server, Path folder) {

  private DataSource database() {
    return server.context().getBean(Store.class).pool().dataSource();
  }

  /** Every column that has a text, as table.column, by the catalogue. */
  Set<String> columnsWith(String text) throws SQLException {
    Set<String> found = new TreeSet<>();
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement()) {
      List<String[]> columns = new ArrayList<>();
      try (ResultSet row =
          statement.executeQuery(
              "SELECT c.oid::regclass::text, quote_ident(a.attname) FROM pg_class c"
                  + " JOIN pg_attribute a ON a.attrelid = c.oid"
                  + " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
                  + " AND a.attnum > 0 AND NOT a.attisdropped")) {
        while (row.next()) {
          columns.add(new String[] {row.getString(1), row.getString(2)});
        }
      }
      columns.add(new String[] {"pg_stats", "most_common_vals"});
      columns.add(new String[] {"pg_stats", "histogram_bounds"});
      for (String[] column : columns) {
        try (ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM "
                    + column[0]
                    + (" WHERE strpos(" + column[1] + "::text, '" + text + "') > 0"))) {
          row.next();
          if (row.getLong(1) > 0) {
            found.add(column[0] + "." + column[1]);
          }
        }
      }
    }
    return found;
  }

  Set<String> tablesWith(String text) throws SQLException {
    Set<String> tables = new TreeSet<>();
    for (String column : columnsWith(text)) {
      String table = column.substring(0, column.indexOf('.'));
      tables.add(table.startsWith("raw_events") ? "raw_events" : table);
    }
    return tables;
  }

  /** The files of the server, and of its archive, that have a text. */
  List<String> filesWith(String text) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try {
          if (content(file).contains(text)) {
            found.add(folder.relativize(file).toString());
          }
        } catch (NoSuchFileException e) {
          // It has another name now, or is gone.
        }
      }
    }
    return found;
  }

  /** What a file holds; of what is compressed, what it is unpacked. */
  private static String content(Path file) throws IOException {
    if (file.toString().endsWith(".parquet")) {
      return UnpackedRows.of(file);
    }
    try (InputStream in = Files.newInputStream(file);
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      in.transferTo(out);
      return out.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
