package dev.ringwatch.app.archive;

import dev.ringwatch.app.parquet.ParquetTable;
import dev.ringwatch.app.parquet.ParquetWriter;
import dev.ringwatch.app.parquet.TypedColumn;
import dev.ringwatch.ingest.FieldSink;
import dev.ringwatch.ingest.TableCursor;
import dev.ringwatch.postgres.archive.ArchivedDays;
import dev.ringwatch.postgres.archive.ArchivedPart;
import dev.ringwatch.postgres.archive.ArchivedPart.Content;
import dev.ringwatch.postgres.erasure.AccountEvents;
import dev.ringwatch.postgres.erasure.AccountName;
import dev.ringwatch.postgres.erasure.AccountRows;
import dev.ringwatch.postgres.log.FlatJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the files of an archive for one account, to read its events out or to write the
 * files without it. Each file is read once, or twice where it is written anew. Used by who has the
 * turn.
 */
public final class ErasedAccount {

  private static final int PAGE = 500;
  private static final List<String> NAMES =
      EventRows.COLUMNS.stream().map(TypedColumn::name).toList();
  private static final int ACCOUNT = NAMES.indexOf("account_id");
  private static final int ATTRIBUTES = NAMES.indexOf("attributes");

  /** Where events of others may say an account. */
  private static final List<Integer> OF_OTHERS =
      List.of(NAMES.indexOf("target"), NAMES.indexOf("target_owner"), ATTRIBUTES);

  private final ArchiveDirectory directory;
  private final ArchivedDays list;
  private final InstantSource clock;
  private final String writtenBy;

  ErasedAccount(Archive.Place place, DataSource database, InstantSource clock, String writtenBy) {
    this.directory = new ArchiveDirectory(place);
    this.list = new ArchivedDays(database);
    this.clock = clock;
    this.writtenBy = writtenBy;
  }

  /**
   * What became of the files.
   *
   * @param rows how many events of the account are gone
   * @param missing listed files that are not in the directory, by name
   */
  public record Outcome(long rows, List<String> missing) {

    /** Copies the names. */
    public Outcome {
      missing = List.copyOf(missing);
    }
  }

  /** Takes rows of a file. */
  @FunctionalInterface
  private interface Rows {
    void take(@Nullable String[] values) throws IOException;
  }

  Outcome erase(AccountName name) throws IOException, SQLException {
    long rows = 0;
    List<String> missing = new ArrayList<>();
    for (ArchivedPart part : all(list)) {
      directory.removeLeftovers(part.file());
      if (!Files.exists(directory.file(part.file()))) {
        missing.add(part.file());
      } else if (isNamedIn(part, name)) {
        rows += writeWithout(part, name);
      }
    }
    return new Outcome(rows, missing);
  }

  void export(String account, AccountRows.Taker taker) throws IOException, SQLException {
    for (ArchivedPart part : all(list)) {
      if (Files.exists(directory.file(part.file()))) {
        read(
            directory.file(part.file()),
            values -> {
              if (account.equals(values[ACCOUNT])) {
                taker.take(part.file(), json(values));
              }
            });
      }
    }
  }

  private static String json(@Nullable String[] values) {
    Map<String, String> row = new TreeMap<>();
    for (int column = 0; column < values.length; column++) {
      String value = values[column];
      if (value != null) {
        row.put(NAMES.get(column), value);
      }
    }
    return FlatJson.text(row);
  }

  /** All files that are listed. */
  static List<ArchivedPart> all(ArchivedDays list) throws SQLException {
    List<ArchivedPart> all = new ArrayList<>();
    List<ArchivedPart> page;
    do {
      ArchivedPart last = all.isEmpty() ? null : all.getLast();
      page =
          list.page(last == null ? null : new ArchivedDays.Position(last.day(), last.part()), PAGE);
      all.addAll(page);
    } while (page.size() == PAGE);
    return all;
  }

  private boolean isNamedIn(ArchivedPart part, AccountName name) throws IOException {
    boolean[] named = {false};
    read(
        directory.file(part.file()),
        values -> named[0] |= name.id().equals(values[ACCOUNT]) || rename(values, name));
    return named[0];
  }

  private long writeWithout(ArchivedPart part, AccountName name) throws IOException, SQLException {
    Path temporary = directory.temporary(part.file());
    try {
      EventRows written =
          directory.write(
              temporary,
              out -> {
                try (ParquetWriter parquet = new ParquetWriter(out, EventRows.COLUMNS, writtenBy)) {
                  return copyWithout(part, name, new EventRows(parquet));
                }
              });
      put(part, written, temporary);
      return part.content().events() - written.written();
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private EventRows copyWithout(ArchivedPart part, AccountName name, EventRows rows)
      throws IOException {
    read(
        directory.file(part.file()),
        values -> {
          if (!name.id().equals(values[ACCOUNT])) {
            rename(values, name);
            rows.copy(values);
          }
        });
    return rows;
  }

  /**
   * Whoever dies between the list and the name finds the old file, which names the account still.
   */
  private void put(ArchivedPart part, EventRows written, Path temporary)
      throws IOException, SQLException {
    if (written.written() == 0) {
      // The file first: what is not listed any more, nobody would look for again.
      directory.delete(part.file());
      list.remove(part);
      return;
    }
    String checksum = written.checksum();
    ReadBack found = ReadBack.of(temporary, directory.files());
    if (found.events() != written.written() || !found.checksum().equals(checksum)) {
      throw new ArchiveFailure(
          directory.file(part.file()) + " cannot be written anew: look at its disk");
    }
    Content old = part.content();
    list.rewritten(
        part,
        new Content(
            old.file(),
            written.written(),
            Files.size(temporary),
            checksum,
            old.afterSeq(),
            old.throughSeq()),
        clock.instant());
    directory.replace(temporary, part.file());
  }

  /** Puts the pseudonym where an event of somebody else says the account; whether it did. */
  private static boolean rename(@Nullable String[] values, AccountName name) {
    boolean renamed = false;
    for (int column : OF_OTHERS) {
      String value = values[column];
      if (value != null) {
        Optional<String> without =
            column == ATTRIBUTES
                ? AccountEvents.attributesWithout(value, name)
                : name.withoutWhole(value);
        renamed |= without.isPresent();
        values[column] = without.orElse(value);
      }
    }
    return renamed;
  }

  private void read(Path file, Rows rows) throws IOException {
    ParquetTable table = ParquetTable.open(file, directory.files(), read -> {});
    if (!table.columns().equals(NAMES)) {
      throw new ArchiveFailure(file + " has other columns than an archive: look what it is");
    }
    Cell cell = new Cell();
    @Nullable String[] values = new @Nullable String[NAMES.size()];
    try (TableCursor cursor = table.open(IntStream.range(0, NAMES.size()).toArray())) {
      while (cursor.next()) {
        for (int column = 0; column < values.length; column++) {
          values[column] = cursor.read(column, cell) ? cell.text : null;
        }
        rows.take(values);
      }
    }
  }

  /** The text of a value. */
  private static final class Cell implements FieldSink {

    private String text = "";

    @Override
    public void utf8(byte[] utf8, int from, int to) {
      text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public void integer(long value) {
      text = Long.toString(value);
    }
  }
}
