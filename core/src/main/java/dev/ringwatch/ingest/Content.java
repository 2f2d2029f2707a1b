package dev.ringwatch.ingest;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An input's bytes, decompressed if need be, without a byte order mark, and up to the place where
 * compressed data is damaged: what comes before that place is used. Used by one thread.
 */
final class Content extends FilterInputStream {

  private static final int LOOK_AHEAD = 1 << 12;
  private static final int BUFFER_BYTES = 1 << 16;

  private final UndamagedPart part;

  private Content(UndamagedPart part) {
    super(new BufferedInputStream(part, BUFFER_BYTES));
    this.part = part;
  }

  /**
   * Looks at the beginning of an input.
   *
   * @throws UnreadableInputException if it is empty or something other than text
   */
  static Content open(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER_BYTES);
    boolean gzip = FileKind.of(peek(in, FileKind.MAGIC_BYTES)) == FileKind.GZIP;
    Content content = new Content(new UndamagedPart(gzip ? decompress(in) : in));
    byte[] head = content.head();
    if (head.length == 0) {
      throw new UnreadableInputException(
          content
              .damage()
              .map(damage -> "holds nothing that can be read: " + damage)
              .orElse("is empty"));
    }
    FileKind.of(head).requireText();
    if (FileKind.startsWithByteOrderMark(head)) {
      content.skipNBytes(3);
    }
    return content;
  }

  /** The first byte that is neither blank nor line end, 0 if there is none near the beginning. */
  byte firstByte() throws IOException {
    for (byte b : head()) {
      if (" \t\r\n".indexOf(b) < 0) {
        return b;
      }
    }
    return 0;
  }

  /** The beginning, which stays to be read. */
  byte[] head() throws IOException {
    return peek(in, LOOK_AHEAD);
  }

  /** Why the data ends before its end, if it does; known once the end has been read. */
  Optional<String> damage() {
    return part.damage.isEmpty() ? Optional.empty() : Optional.of(part.damage);
  }

  private static InputStream decompress(InputStream in) throws IOException {
    try {
      return new GZIPInputStream(in, BUFFER_BYTES);
    } catch (EOFException | ZipException e) {
      throw new UnreadableInputException(
          "holds nothing that can be read: its gzip header is cut off or broken", e);
    }
  }

  private static byte[] peek(InputStream in, int count) throws IOException {
    in.mark(count);
    byte[] head = new byte[count];
    int length = in.readNBytes(head, 0, count);
    in.reset();
    return Arrays.copyOf(head, length);
  }

  /**
   * Ends where decompression fails. It lies below the buffer, which would lose what it has read
   * when the next reading throws.
   */
  private static final class UndamagedPart extends FilterInputStream {

    private String damage = "";

    UndamagedPart(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return damage.isEmpty() ? in.read(target, offset, length) : -1;
      } catch (EOFException e) {
        damage = "the gzip data ends early";
      } catch (ZipException e) {
        damage = "the gzip data is damaged (" + e.getMessage() + ")";
      }
      return -1;
    }
  }
}
