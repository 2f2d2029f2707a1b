package dev.ringwatch.app.hunt;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import java.io.StringWriter;

/** An answer as CSV. */
public final class HuntCsv {

  private HuntCsv() {}

  /** A header and a line a row. */
  public static String of(HuntAnswer answer) {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    csv.writeRecord(answer.columns().stream().map(HuntCell::guarded).toList());
    answer.rows().forEach(row -> csv.writeRecord(row.stream().map(HuntCell::guarded).toList()));
    return text.toString();
  }
}
