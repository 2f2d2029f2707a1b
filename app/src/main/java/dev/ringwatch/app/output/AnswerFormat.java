package dev.ringwatch.app.output;

import dev.ringwatch.app.parquet.TypedColumn;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How tables of answers are written. */
public enum AnswerFormat {
  /** UTF-8 text after RFC 4180. */
  CSV,
  /** Typed columns; the same in value but that weights and probabilities are not rounded. */
  PARQUET;

  /** The tables, without the endings of their names. */
  public static final List<String> TABLES =
      List.of(AccountsTable.NAME, RingsTable.NAME, EdgesTable.NAME, RejectedTable.NAME);

  /** The name of a table's file. */
  public String fileName(String table) {
    return table + "." + name().toLowerCase(Locale.ROOT);
  }

  /** Begins a table in a folder. */
  AnswerTable open(Path folder, String table, List<TypedColumn> columns, String writtenBy)
      throws IOException {
    return open(folder.resolve(fileName(table)), columns, writtenBy);
  }

  /**
   * Begins a table in a file.
   *
   * @param writtenBy the program and its version, for formats that say it
   */
  public AnswerTable open(Path file, List<TypedColumn> columns, String writtenBy)
      throws IOException {
    return switch (this) {
      case CSV -> new CsvAnswers(Files.newBufferedWriter(file), columns);
      case PARQUET ->
          new ParquetAnswers(
              new BufferedOutputStream(Files.newOutputStream(file)), columns, writtenBy);
    };
  }
}
