package dev.ringwatch.app.csv;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What gives the rows of one table, some at a time. Used once, by one thread.
 *
 * @param <T> what a row is made from
 */
@FunctionalInterface
public interface CsvSource<T> {

  /** How many rows are asked for at a time. */
  int AT_A_TIME = 1_000;

  /** The next rows, which may be none; empty if there are no more. */
  Optional<List<T>> next() throws SQLException, InterruptedException;

  /**
   * What reads rows that come after one.
   *
   * @param <T> what a row is made from
   */
  @FunctionalInterface
  interface After<T> {

    /**
     * Reads some.
     *
     * @param last the last row of those that came before; null for the first ones
     * @param limit how many to read; fewer are the last
     */
    List<T> read(@Nullable T last, int limit) throws SQLException;
  }

  /** The rows of a list that is read by where the part before it ended. */
  static <T> CsvSource<T> paged(After<T> after) {
    return new PagedSource<>(after);
  }

  /** The rows of a list that is there as a whole. */
  static <T> CsvSource<T> whole(List<T> rows) {
    List<T> all = List.copyOf(rows);
    return new PagedSource<>((last, _) -> last == null ? all : List.of());
  }
}
