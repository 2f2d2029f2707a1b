package dev.ringwatch.flink;

import dev.ringwatch.postgres.RowFaults;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that wait to be written together, of each account one. One that the database refuses for
 * what it says does not hold up the others for ever: then each is written by itself. Used by one
 * thread.
 *
 * @param <R> a row
 */
final class RowBatch<R> {

  /** As many as the server writes in one transaction. */
  private static final int MOST = 2_000;

  private final String what;
  private final Write<R> write;
  private final Refused refused;
  private final Map<String, R> waiting = new LinkedHashMap<>();

  /**
   * Nothing waits yet.
   *
   * @param what the rows, for what is said of a failure
   * @param write writes all or none
   * @param refused is told of those that cannot be written
   */
  RowBatch(String what, Write<R> write, Refused refused) {
    this.what = what;
    this.write = write;
    this.refused = refused;
  }

  /**
   * Writes rows.
   *
   * @param <R> a row
   */
  interface Write<R> {
    /** Writes all or, if it fails, none. */
    void rows(List<R> rows) throws SQLException;
  }

  /** Hears of a row that the database refuses. */
  interface Refused {
    /** The account that it is of, and why. */
    void row(String account, SQLException why);
  }

  /** Whether an account's row waits. */
  boolean holds(String account) {
    return waiting.containsKey(account);
  }

  /** Whether as many wait as are written together. */
  boolean isFull() {
    return waiting.size() >= MOST;
  }

  /** Has an account's row wait, in the place of one that does. */
  void put(String account, R row) {
    waiting.put(account, row);
  }

  /**
   * Writes those that wait.
   *
   * @throws IOException if the database does not take them for another reason than what they say
   */
  void store() throws IOException {
    if (waiting.isEmpty()) {
      return;
    }
    try {
      write.rows(List.copyOf(waiting.values()));
    } catch (SQLException e) {
      requireOfTheRow(e);
      storeEach();
    }
    waiting.clear();
  }

  private void storeEach() throws IOException {
    for (Map.Entry<String, R> row : waiting.entrySet()) {
      try {
        write.rows(List.of(row.getValue()));
      } catch (SQLException e) {
        requireOfTheRow(e);
        refused.row(row.getKey(), e);
      }
    }
  }

  private void requireOfTheRow(SQLException e) throws IOException {
    if (!RowFaults.isOfTheRow(e)) {
      throw new IOException(what + " could not be written: " + e.getMessage(), e);
    }
  }
}
