package dev.ringwatch.app.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes {@code edges.csv}: a row per pair of accounts that share more than chance explains. Not
 * thread-safe.
 */
public final class EdgesCsv implements Closeable {

  private final CsvWriter csv;

  /**
   * Begins the file with its header.
   *
   * @throws java.io.UncheckedIOException if the writer fails
   */
  public EdgesCsv(Writer out) {
    csv = CsvTable.begin(out, "account_a,account_b,weight,p_value,evidence");
  }

  /**
   * Adds an edge.
   *
   * @param weight how strong the tie is, above 0
   * @param pValue the probability of so much in common by chance, 0 to 1
   * @param evidence what the two share, in one line
   * @throws java.io.UncheckedIOException if the writer fails
   */
  public void row(String a, String b, double weight, double pValue, String evidence) {
    csv.writeRecord(a, b, Figures.weight(weight), Figures.pValue(pValue), evidence);
  }

  /** Closes the writer below as well. */
  @Override
  public void close() throws IOException {
    csv.close();
  }
}
