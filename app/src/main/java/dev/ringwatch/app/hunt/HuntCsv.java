package dev.ringwatch.app.hunt;

import dev.ringwatch.app.csv.CsvWriting;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import java.io.StringWriter;

/** An answer as CSV. */
public final class HuntCsv {

  private HuntCsv() {}

  /** A header and a line a row. */
  public static String of(HuntAnswer answer) {
    StringWriter text = new StringWriter();
    CsvWriting csv = new CsvWriting(text, answer.columns());
    answer.rows().forEach(csv::row);
    csv.flush();
    return text.toString();
  }
}
