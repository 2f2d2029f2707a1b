package dev.ringwatch.app.encryption;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Buffers, and leaves the stream below open when it is closed: a file is to be forced first. */
final class KeptOpen extends BufferedOutputStream {

  private static final int BUFFER_BYTES = 1 << 18;

  KeptOpen(OutputStream out) {
    super(out, BUFFER_BYTES);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
