package dev.ringwatch.app.csv;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of a list that is read by where the part before ended. */
final class PagedSource<T> implements CsvSource<T> {

  private final After<T> after;
  private @Nullable T last;
  private boolean over;

  PagedSource(After<T> after) {
    this.after = after;
  }

  @Override
  public Optional<List<T>> next() throws SQLException {
    if (over) {
      return Optional.empty();
    }
    List<T> rows = after.read(last, AT_A_TIME);
    over = rows.size() < AT_A_TIME;
    if (!rows.isEmpty()) {
      last = rows.getLast();
    }
    return Optional.of(rows);
  }
}
