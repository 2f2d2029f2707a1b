package dev.ringwatch.app.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;

/** Writes {@code rejected.csv}: a row per line of the input that was not used. Not thread-safe. */
public final class RejectedCsv implements Closeable {

  private final CsvWriter csv;

  /**
   * Begins the file with its header.
   *
   * @throws java.io.UncheckedIOException if the writer fails
   */
  public RejectedCsv(Writer out) {
    csv = CsvTable.begin(out, "line,reason,text");
  }

  /**
   * Adds a line.
   *
   * @param line where it stood: its number, with the file's name and a colon in front if there are
   *     several files
   * @param reason why it was not used
   * @param text the line as it was
   * @throws java.io.UncheckedIOException if the writer fails
   */
  public void row(String line, String reason, String text) {
    csv.writeRecord(line, reason, text);
  }

  /** Closes the writer below as well. */
  @Override
  public void close() throws IOException {
    csv.close();
  }
}
