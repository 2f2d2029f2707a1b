package dev.ringwatch.app.parquet;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnSchema;
import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.ingest.Table;
import dev.ringwatch.ingest.TableCursor;
import dev.ringwatch.ingest.UnreadableInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a Parquet file: the columns at its top level that are neither lists nor structs.
 * Memory: some batches of each column and its dictionary, whatever the file's size. Used by one
 * thread.
 */
public final class ParquetTable implements Table {

  /** No file holds more rows in a byte; one that says so would keep us busy for ever. */
  private static final long MAX_ROWS_PER_BYTE = 1_000;

  private static final int MAX_COLUMNS = 4_096;
  private static final int MAX_DETAIL = 160;
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

  /** The library tells standard error which instructions it uses; held, so that it stays quiet. */
  private static final Logger QUIET = Logger.getLogger("dev.hardwood");

  static {
    QUIET.setLevel(Level.SEVERE);
  }

  private final PlainFile file;
  private final LongConsumer bytesRead;
  private final FileMetaData metaData;
  private final List<ColumnSchema> columns;

  private ParquetTable(
      PlainFile file, LongConsumer bytesRead, FileMetaData metaData, List<ColumnSchema> columns) {
    this.file = file;
    this.bytesRead = bytesRead;
    this.metaData = metaData;
    this.columns = columns;
  }

  /** Whether a file begins as Parquet files do. */
  public static boolean isParquet(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /**
   * Reads what a file says of itself.
   *
   * @param bytesRead hears how many of the file's bytes its rows took up to now, approximately
   * @throws UnreadableInputException if it is damaged, or of a kind that cannot be read
   */
  public static ParquetTable open(Path path, LongConsumer bytesRead) throws IOException {
    return open(path, FileEncryption.none(), bytesRead);
  }

  /** The same of a file that may be encrypted, and how it is read then. */
  public static ParquetTable open(Path path, FileEncryption files, LongConsumer bytesRead)
      throws IOException {
    PlainFile file = new PlainFile(path, files);
    try (SeekableByteChannel bytes = file.open()) {
      new FileCheck(bytes).checkFooter();
    }
    return guarded(() -> {
      try (ParquetFileReader reader = ParquetFileReader.open(file.forReader())) {
        List<ColumnSchema> columns =
            reader.getFileSchema().getColumns().stream()
                .filter(column ->
                    column.maxRepetitionLevel() == 0 && column.fieldPath().elements().size() == 1)
                .toList();
        check(path, reader.getFileMetaData(), columns);
        return new ParquetTable(file, bytesRead, reader.getFileMetaData(), columns);
      }
    });
  }

  private static void check(Path path, FileMetaData metaData, List<ColumnSchema> columns)
      throws IOException {
    if (columns.size() > MAX_COLUMNS) {
      throw new UnreadableInputException(
          "has " + columns.size() + " columns, at most " + MAX_COLUMNS + " can be read");
    }
    long rows = 0;
    for (RowGroup group : metaData.rowGroups()) {
      if (group.numRows() < 0 || group.numRows() > Long.MAX_VALUE - rows) {
        throw FileCheck.damaged("its number of rows is impossible");
      }
      rows += group.numRows();
    }
    if (rows != metaData.numRows() || rows / MAX_ROWS_PER_BYTE > Files.size(path)) {
      throw FileCheck.damaged("its number of rows is impossible");
    }
  }

  @Override
  public List<String> columns() {
    return columns.stream().map(ColumnSchema::name).toList();
  }

  @Override
  public TableCursor open(int[] wanted) throws IOException {
    List<ColumnSchema> chosen = Arrays.stream(wanted).mapToObj(columns::get).toList();
    int dictionary = 0;
    try (SeekableByteChannel bytes = file.open()) {
      FileCheck check = new FileCheck(bytes);
      for (RowGroup group : metaData.rowGroups()) {
        for (ColumnSchema column : chosen) {
          dictionary = Math.max(dictionary, check.checkPages(chunk(group, column)));
        }
      }
    }
    ParquetCursor.Source source =
        new ParquetCursor.Source(file, metaData.numRows(), Files.size(file.path()), bytesRead);
    int largest = dictionary;
    return guarded(() -> ParquetCursor.open(source, chosen, largest));
  }

  private static FileCheck.Chunk chunk(RowGroup group, ColumnSchema column) {
    List<ColumnChunk> chunks = group.columns();
    ColumnChunk chunk =
        column.columnIndex() < chunks.size() ? chunks.get(column.columnIndex()) : null;
    if (chunk == null
        || chunk.metaData() == null
        || chunk.metaData().type() != column.type()
        || chunk.metaData().numValues() != group.numRows()) {
      throw FileCheck.damaged("a row group lacks column " + column.name());
    }
    return new FileCheck.Chunk(
        column.name(),
        chunk.chunkStartOffset(),
        chunk.metaData().totalCompressedSize(),
        chunk.metaData().numValues(),
        orZero(chunk.offsetIndexOffset()),
        Math.toIntExact(orZero(chunk.offsetIndexLength())));
  }

  private static long orZero(@Nullable Number number) {
    return number == null ? 0 : number.longValue();
  }

  /** Does a piece of work with the library, whose complaints become one sentence for a person. */
  static <T> T guarded(Callable<T> work) throws IOException {
    try {
      return work.call();
    } catch (UnreadableInputException e) {
      throw e;
    } catch (UnsupportedOperationException e) {
      throw new UnreadableInputException(
          "is a Parquet file that cannot be read (" + detail(e) + "); write it with zstd or snappy",
          e);
    } catch (OutOfMemoryError e) {
      throw new UnreadableInputException(
          "is damaged, or needs more memory than there is; give it more, for example"
              + " RINGWATCH_HEAP=8g, or write it with smaller pages",
          e);
    } catch (LinkageError e) {
      throw new UnreadableInputException(
          "is compressed with a codec that does not run on this machine ("
              + detail(e)
              + "); write it with gzip or uncompressed",
          e);
    } catch (Exception | VirtualMachineError e) {
      throw FileCheck.damaged(detail(e), e);
    }
  }

  /** The beginning of a complaint, on one line. */
  private static String detail(Throwable complaint) {
    String text =
        complaint.getMessage() == null
            ? "its parts contradict each other"
            : complaint.getMessage().replaceAll("\\s+", " ").strip();
    return text.length() > MAX_DETAIL ? text.substring(0, MAX_DETAIL) + "…" : text;
  }
}
