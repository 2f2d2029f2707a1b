package dev.ringwatch.postgres.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** The rows of a binary COPY on their way to the server. Used by one thread. */
final class CopyStream extends OutputStream {

  private static final byte[] SIGNATURE =
      "PGCOPY\n\u00FF\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

  /** After the signature come flags and the length of an extension, both zero. */
  private static final int HEADER_BYTES = SIGNATURE.length + 2 * Integer.BYTES;

  private static final byte[] END = {
    (byte) (EventColumns.END_OF_ROWS >> Byte.SIZE), (byte) EventColumns.END_OF_ROWS
  };

  private final CopyIn copy;

  CopyStream(CopyIn copy) {
    this.copy = copy;
  }

  /** Writes what comes before the first row. */
  void begin() throws IOException {
    byte[] header = new byte[HEADER_BYTES];
    System.arraycopy(SIGNATURE, 0, header, 0, SIGNATURE.length);
    write(header, 0, header.length);
  }

  /** Writes what comes after the last row and waits until the server has taken all. */
  void end() throws IOException, SQLException {
    write(END, 0, END.length);
    copy.endCopy();
  }

  @Override
  public void write(int oneByte) throws IOException {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      copy.writeToCopy(bytes, from, count);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
