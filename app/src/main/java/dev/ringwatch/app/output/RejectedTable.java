package dev.ringwatch.app.output;

import dev.ringwatch.app.parquet.TypedColumn;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes {@code rejected}: a row per line of the input that was not used. Not thread-safe. */
public final class RejectedTable implements Closeable {

  /** The table's name. */
  public static final String NAME = "rejected";

  static final List<TypedColumn> COLUMNS =
      List.of(
          new TypedColumn("line", TypedColumn.Type.TEXT),
          new TypedColumn("reason", TypedColumn.Type.TEXT),
          new TypedColumn("text", TypedColumn.Type.TEXT));

  private final AnswerTable table;

  RejectedTable(AnswerTable table) {
    this.table = table;
  }

  /** Begins one as CSV, in a file. */
  public static RejectedTable csv(Path file) throws IOException {
    return new RejectedTable(new CsvAnswers(Files.newBufferedWriter(file), COLUMNS));
  }

  /** One that nobody reads. */
  public static RejectedTable nowhere() {
    return new RejectedTable(new CsvAnswers(Writer.nullWriter(), COLUMNS));
  }

  /**
   * Adds a line, or an event that a step failed on.
   *
   * @param line where it stood: its number, with the file's name and a colon in front if there are
   *     several files; empty for an event
   * @param reason why it was not used
   * @param text the line as it was; an event's id
   * @throws java.io.UncheckedIOException if writing fails
   */
  public void row(String line, String reason, String text) {
    table.text(line).text(reason).text(text).endRow();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
