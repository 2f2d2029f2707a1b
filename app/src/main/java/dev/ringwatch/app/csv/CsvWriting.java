package dev.ringwatch.app.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The writing of rows as CSV: a header, a line a row, every cell guarded ({@link CsvCell}). */
public final class CsvWriting {

  private final CsvWriter csv;

  /** Begins with the names of columns. */
  public CsvWriting(Writer out, List<String> names) {
    csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    row(names);
  }

  /** Writes a row. */
  public void row(List<? extends @Nullable Object> values) {
    csv.writeRecord(values.stream().map(CsvCell::of).toList());
  }

  /**
   * Writes the rows of a table up to a bound; one line more says if there are more.
   *
   * @param first rows that were read before
   */
  static <T> void all(
      Writer out, CsvTable<T> table, List<T> first, CsvSource<T> source, int mostRows)
      throws SQLException, InterruptedException {
    CsvWriting writing =
        new CsvWriting(out, table.columns().stream().map(CsvColumn::name).toList());
    try {
      writing.rows(table.columns(), first, source, mostRows);
    } finally {
      writing.flush();
    }
  }

  private <T> void rows(
      List<CsvColumn<T>> columns, List<T> first, CsvSource<T> source, int mostRows)
      throws SQLException, InterruptedException {
    int room = mostRows;
    for (Optional<List<T>> rows = Optional.of(first); rows.isPresent(); rows = source.next()) {
      for (T row : rows.get()) {
        if (room-- == 0) {
          row(List.of("These are the first " + mostRows + " rows; narrow the filters for others"));
          return;
        }
        row(columns.stream().map(column -> column.value().apply(row)).toList());
      }
    }
  }

  /** Hands on what was written. */
  public void flush() {
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the table cannot be written", e);
    }
  }
}
