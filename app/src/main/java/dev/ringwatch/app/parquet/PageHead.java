package dev.ringwatch.app.parquet;

import java.nio.ByteBuffer;

/**
 * The head of a page, as far as it says how much memory the page takes.
 *
 * @param kind 0 and 3 for data, 2 for a dictionary
 * @param uncompressedBytes what it takes when decompressed
 * @param compressedBytes what it takes in the file, behind the head
 * @param values how many values it holds, nulls included
 * @param levelBytes what is not compressed in a page of kind 3
 * @param headBytes what the head takes
 */
record PageHead(
    int kind,
    int uncompressedBytes,
    int compressedBytes,
    int values,
    long levelBytes,
    int headBytes) {

  static final int DICTIONARY = 2;

  private static final int DATA = 0;
  private static final int DATA_V2 = 3;

  boolean isData() {
    return kind == DATA || kind == DATA_V2;
  }

  /**
   * Reads a head from the beginning of a buffer.
   *
   * @throws CompactReader.CutOffException if it goes on behind the buffer
   */
  static PageHead read(ByteBuffer bytes) {
    CompactReader reader = new CompactReader(bytes);
    int[] own = new int[4];
    int values = 0;
    long levels = 0;
    reader.begin();
    for (int type = reader.next(); type != 0; type = reader.next()) {
      int field = reader.field();
      if (type == CompactReader.I32 && field >= 1 && field <= 3) {
        own[field] = reader.size();
      } else if (type == CompactReader.STRUCT && (field == 5 || field == 7 || field == 8)) {
        int outer = reader.begin();
        for (int inner = reader.next(); inner != 0; inner = reader.next()) {
          if (inner == CompactReader.I32 && reader.field() == 1) {
            values = reader.size();
          } else if (inner == CompactReader.I32 && field == 8 && isLevels(reader.field())) {
            levels += reader.size();
          } else {
            reader.skip(inner);
          }
        }
        reader.end(outer);
      } else {
        reader.skip(type);
      }
    }
    return new PageHead(own[1], own[2], own[3], values, levels, bytes.position());
  }

  /** The lengths of definition and repetition levels. */
  private static boolean isLevels(int field) {
    return field == 5 || field == 6;
  }
}
