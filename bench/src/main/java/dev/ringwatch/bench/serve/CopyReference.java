package dev.ringwatch.bench.serve;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What PostgreSQL alone takes for the same rows: binary COPY of bytes made before, over one
 * connection and in one transaction, into tables with the same columns, indexes and partitions in a
 * schema of their own. No server of ours can be faster with one such connection.
 */
final class CopyReference {

  private static final int BUFFER_BYTES = 1 << 20;
  private static final String SCHEMA = "bench_reference";

  private CopyReference() {}

  /**
   * How it went.
   *
   * @param rows how many
   * @param seconds from the first byte to the end of the commit
   * @param postgresSeconds CPU seconds of PostgreSQL
   * @param clientSeconds CPU seconds of this process
   */
  record Result(long rows, double seconds, double postgresSeconds, double clientSeconds) {}

  /** Copies the events of an installation's log. */
  static Result run(Installation installation, Path work) throws IOException, SQLException {
    Path rows = work.resolve("rows");
    try (Database database = Database.open(installation.postgres())) {
      CopyManager copy = database.connection().unwrap(PGConnection.class).getCopyAPI();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(rows), BUFFER_BYTES)) {
        copy.copyOut("COPY (SELECT * FROM raw_events ORDER BY seq) TO STDOUT (FORMAT binary)", out);
      }
      makeTables(database);
      database.execute("CHECKPOINT");
      ProcessCosts before = ProcessCosts.now(installation);
      long begun = System.nanoTime();
      long copied;
      try (InputStream in = new BufferedInputStream(Files.newInputStream(rows), BUFFER_BYTES)) {
        copied =
            copy.copyIn(
                "COPY " + SCHEMA + ".raw_events FROM STDIN (FORMAT binary)", in, BUFFER_BYTES);
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      ProcessCosts costs = ProcessCosts.now(installation).since(before);
      database.execute("DROP SCHEMA " + SCHEMA + " CASCADE");
      return new Result(copied, seconds, costs.postgresSeconds(), costs.clientSeconds());
    } finally {
      Files.deleteIfExists(rows);
    }
  }

  private static void makeTables(Database database) throws SQLException {
    database.execute("CREATE SCHEMA " + SCHEMA);
    database.execute(
        "CREATE TABLE "
            + SCHEMA
            + ".raw_events (LIKE public.raw_events INCLUDING ALL) PARTITION BY RANGE (ts)");
    List<String> partitions = new ArrayList<>();
    try (Statement statement = database.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT child.relname, pg_get_expr(child.relpartbound, child.oid)
                FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
                WHERE inhparent = 'public.raw_events'::regclass\
                """)) {
      while (rows.next()) {
        partitions.add(
            "CREATE TABLE %s.%s PARTITION OF %s.raw_events %s"
                .formatted(SCHEMA, rows.getString(1), SCHEMA, rows.getString(2)));
      }
    }
    for (String partition : partitions) {
      database.execute(partition);
    }
  }
}
