package dev.ringwatch.app.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** How all of our CSV files are written. */
final class CsvTable {

  private CsvTable() {}

  /** Begins a file with its header. */
  static CsvWriter begin(Writer out, String header) {
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    return csv.writeRecord(List.of(header.split(",", -1)));
  }

  /** Hands everything to the writer below and leaves that open. */
  static void end(CsvWriter csv) {
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
