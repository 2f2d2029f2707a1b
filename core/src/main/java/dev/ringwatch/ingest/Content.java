package dev.ringwatch.ingest;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An input's bytes, decompressed if need be, without a byte order mark, and up to the place where
 * compressed data is damaged: what comes before that place is good (gzip without the check sum that
 * stands at its end) and is used.
 */
final class Content extends InputStream {

  private static final int LOOK_AHEAD = 1 << 12;
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final boolean compressed;
  private String damage = "";

  private Content(InputStream in, boolean compressed) {
    this.in = in;
    this.compressed = compressed;
  }

  /**
   * Looks at the beginning of an input.
   *
   * @throws UnreadableInputException if it is empty or something other than text
   */
  static Content open(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER_BYTES);
    boolean gzip = FileKind.of(peek(in)) == FileKind.GZIP;
    Content content = new Content(gzip ? decompress(in) : in, gzip);
    byte[] head = content.head();
    if (head.length == 0) {
      throw new UnreadableInputException(
          content.damage.isEmpty()
              ? "is empty"
              : "is damaged from its beginning: " + content.damage);
    }
    FileKind.of(head).requireText();
    if (FileKind.startsWithByteOrderMark(head)) {
      content.in.skipNBytes(3);
    }
    return content;
  }

  /** The first byte that is neither blank nor line end, 0 if there is none near the beginning. */
  byte firstByte() throws IOException {
    for (byte b : head()) {
      if (b > ' ') {
        return b;
      }
    }
    return 0;
  }

  /** The beginning, which stays to be read. */
  byte[] head() throws IOException {
    in.mark(LOOK_AHEAD);
    byte[] head = new byte[LOOK_AHEAD];
    int length = readNBytes(head, 0, LOOK_AHEAD);
    in.reset();
    return Arrays.copyOf(head, length);
  }

  /** Why the data ends before its end, if it does; known once the end has been read. */
  Optional<String> damage() {
    return damage.isEmpty() ? Optional.empty() : Optional.of(damage);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (!compressed) {
      return in.read(target, offset, length);
    }
    try {
      return damage.isEmpty() ? in.read(target, offset, length) : -1;
    } catch (EOFException e) {
      damage = "the gzip data ends early";
    } catch (ZipException e) {
      damage = "the gzip data is damaged (" + e.getMessage() + ")";
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static BufferedInputStream decompress(InputStream in) throws IOException {
    try {
      return new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES);
    } catch (EOFException | ZipException e) {
      throw new UnreadableInputException(
          "is damaged from its beginning: its gzip header is cut off or broken", e);
    }
  }

  private static byte[] peek(BufferedInputStream in) throws IOException {
    in.mark(LOOK_AHEAD);
    byte[] head = in.readNBytes(FileKind.MAGIC_BYTES);
    in.reset();
    return head;
  }
}
