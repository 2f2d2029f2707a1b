package dev.ringwatch.app.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;

/** Writes {@code rings.csv}: a row per member of every reported ring. Not thread-safe. */
public final class RingsCsv implements Closeable {

  private final CsvWriter csv;

  /**
   * Begins the file with its header.
   *
   * @throws java.io.UncheckedIOException if the writer fails
   */
  public RingsCsv(Writer out) {
    csv = CsvTable.begin(out, "ring_id,account_id,ring_score,role");
  }

  /**
   * Adds a member.
   *
   * @param ringScore the score of the ring, 0 to 100
   * @param role how the account belongs to the ring, in one word
   * @throws java.io.UncheckedIOException if the writer fails
   */
  public void row(String ringId, String account, double ringScore, String role) {
    csv.writeRecord(ringId, account, Figures.score(ringScore), role);
  }

  /** Closes the writer below as well. */
  @Override
  public void close() throws IOException {
    csv.close();
  }
}
