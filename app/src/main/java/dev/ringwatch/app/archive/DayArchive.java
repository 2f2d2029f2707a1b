package dev.ringwatch.app.archive;

import dev.ringwatch.app.parquet.ParquetWriter;
import dev.ringwatch.ingest.UnreadableInputException;
import dev.ringwatch.postgres.archive.ArchivedDays;
import dev.ringwatch.postgres.archive.ArchivedPart;
import dev.ringwatch.postgres.archive.ArchivedPart.Content;
import dev.ringwatch.postgres.log.DayEvents;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Writes days of events into files. A day is done in steps, each of which may be the last that
 * happens; the next call goes on from whatever it finds:
 *
 * <ol>
 *   <li>the events are written into a file without a name, through to the disk;
 *   <li>the file is listed, with the count and the checksum of what was written;
 *   <li>it gets its name;
 *   <li>it is read back, and must be what the list says;
 *   <li>the partition is dropped, if no event came meanwhile, and the list says so.
 * </ol>
 *
 * <p>Used by who has the {@link dev.ringwatch.postgres.archive.ArchiveTurn}.
 */
final class DayArchive {

  /** So often a day that events come for is looked at again at once. */
  private static final int MOST_PARTS_AT_ONCE = 3;

  private final ArchiveDirectory directory;
  private final DayEvents events;
  private final ArchivedDays list;
  private final EventPartitions partitions;
  private final InstantSource clock;
  private final String writtenBy;
  private final Watcher watcher;

  DayArchive(
      Archive.Place place,
      DataSource database,
      InstantSource clock,
      String writtenBy,
      Watcher watcher) {
    this.directory = new ArchiveDirectory(place);
    this.events = new DayEvents(database);
    this.list = new ArchivedDays(database);
    this.partitions = new EventPartitions(database);
    this.clock = clock;
    this.writtenBy = writtenBy;
    this.watcher = watcher;
  }

  /** How far a file is. */
  enum Step {
    WRITTEN,
    LISTED,
    NAMED,
    VERIFIED
  }

  /** Hears of every step of a file once it is done. */
  @FunctionalInterface
  interface Watcher {
    void reached(Step step, ArchivedPart part) throws IOException;
  }

  /**
   * Writes the events of a day that are in no file yet, and reads back all files whose events are
   * still in the database.
   *
   * @return the files whose events are in the database; none if the day has no events there
   */
  List<ArchivedPart> write(LocalDate day) throws IOException, SQLException {
    directory.require();
    long after = 0;
    int parts = 0;
    for (ArchivedPart part : list.of(day)) {
      parts = Math.max(parts, part.part());
      after = Math.max(after, part.content().throughSeq());
      if (!part.isDropped()) {
        settle(part);
      }
    }
    write(day, parts + 1, after, Long.MAX_VALUE);
    return list.of(day).stream().filter(part -> !part.isDropped()).toList();
  }

  /**
   * Writes a day and drops its partition.
   *
   * @return false if there was none, or if events keep coming so that it has to be tried later
   */
  boolean drop(LocalDate day) throws IOException, SQLException {
    for (int attempt = 0; attempt < MOST_PARTS_AT_ONCE; attempt++) {
      write(day);
      long through =
          list.of(day).stream().mapToLong(part -> part.content().throughSeq()).max().orElse(0);
      EventPartitions.Drop outcome =
          partitions.drop(
              day, through, connection -> ArchivedDays.dropped(connection, day, clock.instant()));
      if (outcome != EventPartitions.Drop.HAS_MORE) {
        return outcome == EventPartitions.Drop.DONE;
      }
    }
    return false;
  }

  /** How many files a day has. */
  int files(LocalDate day) throws SQLException {
    return list.of(day).size();
  }

  /** A file that was listed before: what somebody died over is brought to its end. */
  private void settle(ArchivedPart part) throws IOException, SQLException {
    Content content = part.content();
    if (Files.exists(directory.file(part.file()))) {
      verify(part);
    } else if (!write(part.day(), part.part(), content.afterSeq(), content.throughSeq())) {
      list.remove(part);
    }
  }

  /** Writes the events of a day between two numbers; false if there are none. */
  private boolean write(LocalDate day, int number, long after, long through)
      throws IOException, SQLException {
    String name = ArchiveDirectory.name(day, number);
    directory.removeLeftovers(name);
    directory.requireFree(name);
    Path temporary = directory.temporary(name);
    try {
      Optional<Content> content = rows(temporary, day, name, after, through);
      if (content.isEmpty()) {
        return false;
      }
      ArchivedPart part =
          ArchivedPart.written(day, number, content.get(), list.schemaVersion(), clock.instant());
      watcher.reached(Step.WRITTEN, part);
      list.put(part);
      watcher.reached(Step.LISTED, part);
      directory.name(temporary, name);
      watcher.reached(Step.NAMED, part);
      verify(part);
      return true;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private Optional<Content> rows(Path file, LocalDate day, String name, long after, long through)
      throws IOException, SQLException {
    EventRows written =
        directory.write(
            file,
            out -> {
              try (ParquetWriter parquet = new ParquetWriter(out, EventRows.COLUMNS, writtenBy)) {
                EventRows rows = new EventRows(parquet);
                read(day, after, through, rows);
                return rows;
              }
            });
    return written.written() == 0
        ? Optional.empty()
        : Optional.of(
            new Content(
                name,
                written.written(),
                Files.size(file),
                written.checksum(),
                after,
                // Also where some of the numbers up to there are of other days.
                written.lastSeq()));
  }

  private void read(LocalDate day, long after, long through, EventRows rows) throws IOException {
    try {
      events.read(day, after, through, rows::add);
    } catch (SQLException e) {
      throw new ArchiveFailure("the events of " + day + " cannot be read: " + e.getMessage());
    }
  }

  /** Reads a file back, which must be what the list says of it. */
  private void verify(ArchivedPart part) throws IOException, SQLException {
    Path file = directory.file(part.file());
    ReadBack found;
    try {
      found = ReadBack.of(file, directory.files());
    } catch (UnreadableInputException e) {
      throw unlike(file, String.valueOf(e.getMessage()));
    }
    if (found.events() != part.content().events()) {
      throw unlike(file, "has " + found.events() + " events, not " + part.content().events());
    }
    if (!found.checksum().equals(part.content().checksum())) {
      throw unlike(file, "has another checksum than was listed");
    }
    list.verified(part, clock.instant());
    watcher.reached(Step.VERIFIED, part);
  }

  private static ArchiveFailure unlike(Path file, String how) {
    return new ArchiveFailure(
        file
            + " is not what was written ("
            + how
            + "): look at its disk, move the file somewhere else, and it is written again");
  }
}
