package dev.ringwatch.app.input;

import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.app.parquet.ParquetTable;
import dev.ringwatch.ingest.Table;
import dev.ringwatch.ingest.UnreadableInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A kind of file that knows its columns. What is of none of {@link #ALL} is read as text, CSV or
 * NDJSON.
 *
 * @param name what users call it; a heading of docs/input.md, and named in the help of {@code
 *     analyze}
 * @param recognition whether a file is of this kind
 * @param opening opens a file of this kind
 */
record TableFormat(String name, Recognition recognition, Opening opening) {

  /** All there are; the first that recognises a file opens it. */
  static final List<TableFormat> ALL =
      List.of(new TableFormat("Parquet", ParquetTable::isParquet, ParquetTable::open));

  /** Looks at a file's beginning. */
  @FunctionalInterface
  interface Recognition {

    /** Whether a file begins as files of the kind do; also of an empty file. */
    boolean matches(Path path) throws IOException;
  }

  /** Opens files. */
  @FunctionalInterface
  interface Opening {

    /**
     * Reads what a file says of its columns.
     *
     * @param bytesRead hears how many of the file's bytes its rows took up to now, approximately
     * @throws UnreadableInputException if it is damaged, or of a kind that cannot be read
     */
    Table open(Path path, LongConsumer bytesRead) throws IOException;
  }

  /**
   * The table in a file; null if it is text.
   *
   * @throws UnreadableInputException if it is an archived day that is encrypted
   */
  static @Nullable Table open(Path path, LongConsumer bytesRead) throws IOException {
    if (FileEncryption.isEncrypted(path)) {
      throw new UnreadableInputException(
          "is encrypted by a Ringwatch server; make a plain copy there, with ringwatch archive"
              + " decrypt");
    }
    for (TableFormat format : ALL) {
      if (format.recognition.matches(path)) {
        return format.opening.open(path, bytesRead);
      }
    }
    return null;
  }
}
