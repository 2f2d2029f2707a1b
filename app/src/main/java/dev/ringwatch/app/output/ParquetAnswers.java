package dev.ringwatch.app.output;

import dev.ringwatch.app.parquet.ParquetWriter;
import dev.ringwatch.app.parquet.TypedColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of answers as Parquet. */
final class ParquetAnswers implements AnswerTable {

  private final ParquetWriter file;

  /** Begins the file; the stream is closed with the table. */
  ParquetAnswers(OutputStream out, List<TypedColumn> columns, String writtenBy) throws IOException {
    file = new ParquetWriter(out, columns, writtenBy);
  }

  @Override
  public AnswerTable text(@Nullable String value) {
    file.text(value == null || value.isEmpty() ? null : value);
    return this;
  }

  /** The number that the CSV file has. */
  @Override
  public AnswerTable score(double value) {
    long tenths = Math.round(Math.abs(value) * 10);
    file.number((value < 0 && tenths > 0 ? -tenths : tenths) / 10.0);
    return this;
  }

  @Override
  public AnswerTable weight(double value) {
    file.number(value);
    return this;
  }

  @Override
  public AnswerTable probability(double value) {
    file.number(value);
    return this;
  }

  @Override
  public AnswerTable count(long value) {
    file.count(value);
    return this;
  }

  @Override
  public void endRow() {
    try {
      file.endRow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
