package dev.ringwatch.ingest;

import java.util.Arrays;
import java.util.HexFormat;

/** What a file is, by its first bytes. */
enum FileKind {
  /** CSV or JSON, as far as one can see. */
  TEXT("", ""),
  GZIP("1f8b", "is gzip within gzip; decompress it once"),
  ZIP(
      "504b0304",
      "is a ZIP archive (or an Excel file), which cannot be read; unpack it, or save it as CSV"),
  ZSTD(
      "28b52ffd",
      "is compressed with zstd, which cannot be read; decompress it with zstd -d or use gzip"),
  BZIP2(
      "425a68",
      "is compressed with bzip2, which cannot be read; decompress it with bunzip2 or use gzip"),
  XZ(
      "fd377a585a00",
      "is compressed with xz, which cannot be read; decompress it with unxz or use gzip"),
  /** Read as a {@link Table}, by those who can open a file at any place; nothing for a stream. */
  PARQUET(
      "50415231", "is a Parquet file within something else; unpack it and name the file itself"),
  ENCRYPTED_PARQUET(
      "50415245", "is an encrypted Parquet file, which cannot be read; decrypt it first"),
  UTF_16_LITTLE("fffe", "is UTF-16 text; save it as UTF-8"),
  UTF_16_BIG("feff", "is UTF-16 text; save it as UTF-8"),
  /** Bytes that no text holds. */
  BINARY("", "is a binary file; CSV or JSON text is needed, plain or compressed with gzip");

  /** So many bytes are enough to tell compressed files apart. */
  static final int MAGIC_BYTES = 6;

  private static final int LOOKED_AT = 1_024;

  @SuppressWarnings("ImmutableEnumChecker") // private, and nobody writes to it
  private final byte[] magic;

  private final String complaint;

  FileKind(String magic, String complaint) {
    this.magic = HexFormat.of().parseHex(magic);
    this.complaint = complaint;
  }

  /** The kind that a file's beginning shows. */
  static FileKind of(byte[] head) {
    for (FileKind kind : values()) {
      if (kind.magic.length > 0 && startsWith(head, kind.magic)) {
        return kind;
      }
    }
    return looksBinary(head) ? BINARY : TEXT;
  }

  /** Throws what is wrong with a file that is not text. */
  void requireText() {
    if (this != TEXT) {
      throw new UnreadableInputException(complaint);
    }
  }

  static boolean startsWithByteOrderMark(byte[] head) {
    return startsWith(head, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
  }

  /** A NUL within the first KB, or more than a tenth of other control characters. */
  private static boolean looksBinary(byte[] head) {
    int length = Math.min(head.length, LOOKED_AT);
    int controls = 0;
    for (int at = 0; at < length; at++) {
      if (head[at] == 0) {
        return true;
      }
      controls += head[at] > 0 && head[at] < ' ' && "\t\n\r".indexOf(head[at]) < 0 ? 1 : 0;
    }
    return controls * 10 > length;
  }

  private static boolean startsWith(byte[] head, byte[] start) {
    return head.length >= start.length
        && Arrays.equals(head, 0, start.length, start, 0, start.length);
  }
}
