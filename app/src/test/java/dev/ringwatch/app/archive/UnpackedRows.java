package dev.ringwatch.app.archive;

import dev.ringwatch.app.parquet.ParquetTable;
import dev.ringwatch.ingest.FieldSink;
import dev.ringwatch.ingest.TableCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** All that a file of an archive holds, for who looks for something in it. */
public final class UnpackedRows {

  private UnpackedRows() {}

  /** The values of all rows, and the file as it lies there. */
  public static String of(Path file) throws IOException {
    StringBuilder all = new StringBuilder(Files.readString(file, StandardCharsets.ISO_8859_1));
    ParquetTable table = ParquetTable.open(file, read -> {});
    int columns = table.columns().size();
    FieldSink values =
        new FieldSink() {
          @Override
          public void utf8(byte[] text, int from, int to) {
            all.append('\n').append(new String(text, from, to - from, StandardCharsets.UTF_8));
          }

          @Override
          public void integer(long value) {
            all.append('\n').append(value);
          }
        };
    try (TableCursor cursor = table.open(IntStream.range(0, columns).toArray())) {
      while (cursor.next()) {
        for (int column = 0; column < columns; column++) {
          cursor.read(column, values);
        }
      }
    }
    return all.toString();
  }
}
