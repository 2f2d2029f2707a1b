package dev.ringwatch.app.parquet;

import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnSchema;
import dev.ringwatch.ingest.FieldSink;
import dev.ringwatch.ingest.TableCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Goes through the rows of a Parquet file. Used by one thread. */
final class ParquetCursor implements TableCursor {

  private static final int MAX_BATCH_ROWS = 4_096;

  /** What a batch of one column may take if every value were its dictionary's only one. */
  private static final int MAX_BATCH_BYTES = 64 << 20;

  private final Source source;
  private final ParquetFileReader file;
  private final List<ColumnReader> readers = new ArrayList<>();
  private final List<ColumnText> texts = new ArrayList<>();
  private int rows;
  private int row = -1;
  private long rowsBefore;

  private ParquetCursor(Source source, ParquetFileReader file) {
    this.source = source;
    this.file = file;
  }

  /**
   * What to read.
   *
   * @param file the file
   * @param rows how many rows it has
   * @param bytes how long it is
   * @param bytesRead hears how much of it was read
   */
  record Source(PlainFile file, long rows, long bytes, LongConsumer bytesRead) {}

  /** Opens columns of a file; the largest dictionary is known. */
  static ParquetCursor open(Source source, List<ColumnSchema> columns, int dictionaryBytes)
      throws IOException {
    ParquetCursor cursor =
        new ParquetCursor(source, ParquetFileReader.open(source.file.forReader()));
    int batch = Math.clamp(MAX_BATCH_BYTES / Math.max(1, dictionaryBytes), 1, MAX_BATCH_ROWS);
    try {
      for (ColumnSchema column : columns) {
        cursor.texts.add(ColumnText.of(column));
        cursor.readers.add(
            cursor.file.buildColumnReader(column.columnIndex()).batchSize(batch).build());
      }
      return cursor;
    } catch (RuntimeException | Error e) {
      cursor.close();
      throw e;
    }
  }

  @Override
  public boolean next() throws IOException {
    row++;
    return row < rows || (rowsBefore + rows < source.rows && nextBatch());
  }

  private boolean nextBatch() throws IOException {
    rowsBefore += rows;
    row = 0;
    rows = ParquetTable.guarded(this::load);
    double share = (double) (rowsBefore + rows) / source.rows;
    source.bytesRead.accept((long) (share * source.bytes));
    return true;
  }

  /** Loads the next batch of every column; how many rows it has. */
  private int load() {
    int count = -1;
    for (int column = 0; column < readers.size(); column++) {
      ColumnReader reader = readers.get(column);
      int records = reader.nextBatch() ? reader.getRecordCount() : 0;
      if (records == 0 || (count >= 0 && records != count)) {
        throw FileCheck.damaged("its columns end at different rows");
      }
      count = records;
      texts.get(column).load(reader);
    }
    return count;
  }

  @Override
  public boolean read(int column, FieldSink into) {
    return texts.get(column).read(row, into);
  }

  @Override
  public void close() throws IOException {
    readers.forEach(ColumnReader::close);
    file.close();
  }
}
