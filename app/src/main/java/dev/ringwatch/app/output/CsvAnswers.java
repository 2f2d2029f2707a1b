package dev.ringwatch.app.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.ringwatch.app.parquet.TypedColumn;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of answers as CSV. */
final class CsvAnswers implements AnswerTable {

  private final CsvWriter csv;
  private final String[] row;
  private int next;

  /** Begins with the header; the writer is closed with the table. */
  CsvAnswers(Writer out, List<TypedColumn> columns) {
    csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    row = columns.stream().map(TypedColumn::name).toArray(String[]::new);
    csv.writeRecord(row);
  }

  @Override
  public AnswerTable text(@Nullable String value) {
    return add(value == null ? "" : value);
  }

  @Override
  public AnswerTable score(double value) {
    return add(Figures.score(value));
  }

  @Override
  public AnswerTable weight(double value) {
    return add(Figures.weight(value));
  }

  @Override
  public AnswerTable probability(double value) {
    return add(Figures.pValue(value));
  }

  @Override
  public AnswerTable count(long value) {
    return add(Long.toString(value));
  }

  private AnswerTable add(String value) {
    row[next++] = value;
    return this;
  }

  @Override
  public void endRow() {
    if (next != row.length) {
      throw new IllegalArgumentException("a row has " + row.length + " values, not " + next);
    }
    next = 0;
    csv.writeRecord(row);
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
