package dev.ringwatch.app.hunt;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** An answer as CSV. */
public final class HuntCsv {

  private HuntCsv() {}

  /** A header and a line a row. */
  public static String of(HuntAnswer answer) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(answer.columns().stream().map(HuntCell::guarded).toList());
      answer.rows().forEach(row -> csv.writeRecord(row.stream().map(HuntCell::guarded).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return text.toString();
  }
}
