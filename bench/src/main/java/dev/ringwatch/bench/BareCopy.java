package dev.ringwatch.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * The reference for the event log's speed: the very rows that it wrote, written into the same empty
 * table by bare binary COPY from one connection. Nothing is encoded, looked up or answered.
 */
final class BareCopy {

  private static final byte[] END = {-1, -1};

  private final DataSource dataSource;

  BareCopy(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The rows of the table as the server sends them, the first with the header before it. */
  List<byte[]> rows() throws SQLException {
    List<byte[]> rows = new ArrayList<>();
    try (Connection connection = dataSource.getConnection()) {
      CopyOut copy =
          copies(connection)
              .copyOut("COPY (TABLE raw_events ORDER BY seq) TO STDOUT (FORMAT binary)");
      for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** Empties the table. */
  void truncate() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE raw_events; CHECKPOINT");
    }
  }

  /** Writes rows, so many in one transaction. */
  void write(List<byte[]> rows, int inOneCommit) throws SQLException {
    byte[] header = header(rows);
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      // What the server sent before and after the rows is no row.
      int end = rows.size() - 1;
      for (int from = 1; from < end; from += inOneCommit) {
        CopyIn copy = copies(connection).copyIn("COPY raw_events FROM STDIN (FORMAT binary)");
        copy.writeToCopy(header, 0, header.length);
        for (byte[] row : rows.subList(from, Math.min(end, from + inOneCommit))) {
          copy.writeToCopy(row, 0, row.length);
        }
        copy.writeToCopy(END, 0, END.length);
        copy.endCopy();
        connection.commit();
      }
      connection.setAutoCommit(true);
    }
  }

  private static byte[] header(List<byte[]> rows) {
    return java.util.Arrays.copyOf(rows.getFirst(), 19);
  }

  private static CopyManager copies(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }
}
