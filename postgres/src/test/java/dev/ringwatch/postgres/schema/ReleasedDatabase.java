package dev.ringwatch.postgres.schema;

import dev.ringwatch.postgres.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * What the release before left in a database: all rows of all tables, as text, which that release
 * wrote. The first lines say of which release and schema they are and which days events have; then
 * comes a row a line, the table's name and a tab before it. Rows of {@code flyway_schema_history}
 * are among them, so that a migration that was changed after its release is found out.
 */
public final class ReleasedDatabase {

  private static final String FILE = "/release/rows.txt.gz";
  private static final String HISTORY = "flyway_schema_history";

  /** Sets what counts numbers of rows to where they have come. */
  private static final String COUNTERS =
      "SELECT format('SELECT setval(%L, (SELECT coalesce(max(%I), 1) FROM %I))',"
          + " pg_get_serial_sequence(quote_ident(relname), attname), attname, relname)"
          + " FROM pg_class c JOIN pg_attribute ON attrelid = c.oid"
          + " WHERE attidentity <> '' AND relkind IN ('r', 'p') AND NOT relispartition"
          + " AND relnamespace = 'public'::regnamespace";

  private final String release;
  private final String schema;
  private final List<LocalDate> days;
  private final Map<String, List<String>> rows;

  private ReleasedDatabase(
      String release, String schema, List<LocalDate> days, Map<String, List<String>> rows) {
    this.release = release;
    this.schema = schema;
    this.days = days;
    this.rows = rows;
  }

  /** Reads what is kept. */
  public static ReleasedDatabase read() throws IOException {
    try (InputStream file =
            Objects.requireNonNull(ReleasedDatabase.class.getResourceAsStream(FILE), FILE);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
      String release = value(lines.readLine());
      String schema = value(lines.readLine());
      List<LocalDate> days =
          Stream.of(value(lines.readLine()).split(" ", -1)).map(LocalDate::parse).toList();
      Map<String, List<String>> rows = new LinkedHashMap<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split("\t", 2);
        rows.computeIfAbsent(parts[0], table -> new ArrayList<>()).add(parts[1]);
      }
      return new ReleasedDatabase(release, schema, days, rows);
    }
  }

  private static String value(@Nullable String line) throws IOException {
    if (line == null) {
      throw new IOException(FILE + " ends before it begins");
    }
    return line.substring(line.indexOf(' ') + 1);
  }

  /** Which release it was, and its newest migration. */
  @Override
  public String toString() {
    return release + ", schema " + schema;
  }

  /** How many rows each table had. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    rows.forEach((table, all) -> counts.put(table, all.size()));
    counts.remove(HISTORY);
    return counts;
  }

  /** A database as that release left it. */
  public TestDatabase database() throws SQLException {
    TestDatabase database = TestDatabase.empty();
    Flyway flyway = Schema.configuration(database.dataSource()).target(schema).load();
    flyway.migrate();
    database.execute("DELETE FROM " + HISTORY);
    fill(database.dataSource(), true);
    return database;
  }

  /**
   * Writes the rows into a database with tables as that release would: it names the columns that it
   * knew, and no others.
   *
   * @param history whether the list of migrations is replaced as well
   */
  void fill(DataSource database, boolean history) throws SQLException {
    new EventPartitions(database).ensure(days);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      // In whatever order tables refer to one another.
      statement.execute("SET session_replication_role = replica");
      for (Map.Entry<String, List<String>> table : rows.entrySet()) {
        if (!table.getKey().equals(HISTORY)) {
          statement.execute("DELETE FROM " + table.getKey());
        }
        if (history || !table.getKey().equals(HISTORY)) {
          insert(connection, table.getKey(), table.getValue());
        }
      }
      statement.execute("SET session_replication_role = origin");
      for (String counted : texts(connection, COUNTERS)) {
        statement.execute(counted);
      }
    }
  }

  private static void insert(Connection connection, String table, List<String> rows)
      throws SQLException {
    String columns;
    try (PreparedStatement keys =
        connection.prepareStatement(
            "SELECT string_agg(quote_ident(key), ', ') FROM jsonb_object_keys(?::jsonb) key")) {
      keys.setString(1, rows.getFirst());
      try (ResultSet row = keys.executeQuery()) {
        row.next();
        columns = row.getString(1);
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, ?::jsonb)"
                .formatted(table, columns))) {
      for (String row : rows) {
        insert.setString(1, row);
        insert.executeUpdate();
      }
    }
  }

  private static List<String> texts(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      List<String> texts = new ArrayList<>();
      while (row.next()) {
        texts.add(row.getString(1));
      }
      return texts;
    }
  }

  /**
   * Writes what a database holds, for the next release to find.
   *
   * @param release what wrote it
   * @return the tables that have no row
   */
  public static List<String> write(DataSource database, Path folder, String release)
      throws IOException, SQLException {
    List<String> empty = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Writer out =
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("rows.txt.gz"))),
                StandardCharsets.UTF_8)) {
      out.write("release " + release + "\n");
      out.write(
          "schema "
              + texts(
                      connection,
                      "SELECT version FROM flyway_schema_history WHERE success"
                          + " ORDER BY installed_rank DESC LIMIT 1")
                  .getFirst()
              + "\n");
      out.write(
          "days "
              + String.join(
                  " ",
                  texts(
                      connection,
                      "SELECT DISTINCT (ts AT TIME ZONE 'UTC')::date::text FROM raw_events"
                          + " ORDER BY 1"))
              + "\n");
      for (String table :
          texts(
              connection,
              "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition"
                  + " AND relnamespace = 'public'::regnamespace ORDER BY 1")) {
        List<String> rows = rows(connection, table);
        for (String row : rows) {
          out.write(table + "\t" + row + "\n");
        }
        if (rows.isEmpty()) {
          empty.add(table);
        }
      }
    }
    return empty;
  }

  /** The rows of a table without what is computed of other columns. */
  private static List<String> rows(Connection connection, String table) throws SQLException {
    List<String> computed =
        texts(
            connection,
            "SELECT quote_literal(attname) FROM pg_attribute WHERE attgenerated <> ''"
                + " AND attrelid = '"
                + table
                + "'::regclass");
    return texts(
        connection,
        "SELECT (to_jsonb(t) - ARRAY["
            + String.join(", ", computed)
            + "]::text[])::text FROM "
            + table
            + " t ORDER BY 1");
  }

  /** The columns of every table: name and type, by the table's name. */
  static Map<String, Map<String, List<String>>> columns(DataSource database) throws SQLException {
    Catalogue catalogue = new Catalogue(database);
    Map<String, Map<String, List<String>>> columns = new HashMap<>();
    for (List<String> table : catalogue.tables()) {
      Map<String, List<String>> of = new HashMap<>();
      for (List<String> column : catalogue.columns(table.getFirst())) {
        of.put(column.getFirst(), column.subList(1, 4));
      }
      columns.put(table.getFirst(), of);
    }
    return columns;
  }
}
