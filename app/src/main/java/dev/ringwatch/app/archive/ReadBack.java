package dev.ringwatch.app.archive;

import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.app.parquet.ParquetTable;
import dev.ringwatch.app.parquet.TypedColumn;
import dev.ringwatch.ingest.FieldSink;
import dev.ringwatch.ingest.TableCursor;
import dev.ringwatch.ingest.UnreadableInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a file of an archive turns out to hold when it is read as {@code analyze} reads it.
 *
 * @param events how many
 * @param checksum of all values of all rows
 */
record ReadBack(long events, String checksum) {

  /**
   * Reads a file from its beginning to its end, in constant memory.
   *
   * @param files how it is read if it is encrypted
   * @throws UnreadableInputException if it cannot be read
   */
  static ReadBack of(Path file, FileEncryption files) throws IOException {
    ParquetTable table = ParquetTable.open(file, files, read -> {});
    List<String> columns = EventRows.COLUMNS.stream().map(TypedColumn::name).toList();
    if (!table.columns().equals(columns)) {
      throw new UnreadableInputException("has other columns than " + columns);
    }
    RowsChecksum checksum = new RowsChecksum();
    FieldSink values = sink(checksum);
    long events = 0;
    try (TableCursor cursor = table.open(IntStream.range(0, columns.size()).toArray())) {
      for (; cursor.next(); events++) {
        for (int column = 0; column < columns.size(); column++) {
          if (!cursor.read(column, values)) {
            checksum.add(null);
          }
        }
      }
    }
    return new ReadBack(events, checksum.done());
  }

  private static FieldSink sink(RowsChecksum checksum) {
    return new FieldSink() {
      @Override
      public void utf8(byte[] text, int from, int to) {
        checksum.add(text, from, to);
      }

      @Override
      public void integer(long value) {
        byte[] digits = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
        checksum.add(digits, 0, digits.length);
      }
    };
  }
}
