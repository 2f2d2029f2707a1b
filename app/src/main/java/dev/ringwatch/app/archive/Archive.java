package dev.ringwatch.app.archive;

import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.postgres.archive.ArchiveTurn;
import dev.ringwatch.postgres.archive.ArchivedPart;
import dev.ringwatch.postgres.erasure.AccountName;
import dev.ringwatch.postgres.erasure.AccountRows;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive of days of events: a directory of Parquet files, each listed in the database. Of all
 * servers and commands on a database one at a time writes. Safe for threads.
 */
public final class Archive {

  private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

  private final DataSource database;
  private final Place place;
  private final String writtenBy;
  private final DayArchive days;
  private final EventPartitions partitions;
  private final InstantSource clock;
  private volatile ArchiveStatus status;

  /**
   * Where an archive is.
   *
   * @param directory where the files go, which all servers on the database share
   * @param files whether what is written is encrypted, and how what is there is read
   */
  public record Place(Path directory, FileEncryption files) {}

  /**
   * An archive; nothing is looked at yet.
   *
   * @param writtenBy the program and its version, for the files
   */
  public Archive(DataSource database, Place place, InstantSource clock, String writtenBy) {
    this(database, place, clock, writtenBy, (step, part) -> {});
  }

  Archive(
      DataSource database,
      Place place,
      InstantSource clock,
      String writtenBy,
      DayArchive.Watcher watcher) {
    this.database = database;
    this.place = place;
    this.writtenBy = writtenBy;
    this.days = new DayArchive(place, database, clock, writtenBy, watcher);
    this.partitions = new EventPartitions(database);
    this.clock = clock;
    this.status = ArchiveStatus.before(place.directory().toAbsolutePath().normalize().toString());
  }

  /** How it stands. */
  public ArchiveStatus status() {
    return status;
  }

  /**
   * Writes the events of a day that are in no file yet, and reads back those files of the day whose
   * events are still in the database. Drops nothing.
   *
   * @return the files of the day whose events are in the database; none if it has none there
   * @throws ArchiveFailure if it cannot, or somebody else archives at the moment
   */
  public List<ArchivedPart> write(LocalDate day) throws IOException, SQLException {
    try (ArchiveTurn _ = turn().orElseThrow(Archive::busy)) {
      return days.write(day);
    } catch (IOException e) {
      throw explained(day, e);
    }
  }

  /**
   * Writes the days before a day and drops them, each once it is in files that were read back. What
   * fails stays, is said in {@link #status}, and the next call tries it again. Does nothing while
   * somebody else archives.
   *
   * @param firstKept the first day that stays
   */
  public synchronized void dropBefore(LocalDate firstKept) throws SQLException {
    Optional<ArchiveTurn> turn = turn();
    if (turn.isEmpty()) {
      return;
    }
    String problem = "";
    try (ArchiveTurn _ = turn.get()) {
      for (LocalDate day : before(firstKept)) {
        problem = drop(day, problem);
      }
    } finally {
      status = status.afterLook(waiting(firstKept), problem);
    }
  }

  /** How many days wait; as many as before while the database does not say. */
  private int waiting(LocalDate firstKept) {
    try {
      return before(firstKept).size();
    } catch (SQLException e) {
      LOG.warn("how many days wait for the archive cannot be read: {}", e.getMessage());
      return status.waiting();
    }
  }

  private List<LocalDate> before(LocalDate firstKept) throws SQLException {
    return partitions.existing().stream().filter(firstKept::isAfter).toList();
  }

  /**
   * Drops a day.
   *
   * @param before what failed before, which is said rather than what fails now
   * @return what failed, in a sentence
   */
  private String drop(LocalDate day, String before) {
    try {
      if (days.drop(day)) {
        int files = days.files(day);
        status = status.withDropped(clock.instant());
        LOG.info("events of {} were dropped: retention; they are in {} files", day, files);
      }
      return before;
    } catch (IOException | SQLException | RuntimeException e) {
      String sentence = explained(day, e).getMessage();
      LOG.warn("{}; the day is kept, and tried again within the hour", sentence);
      status = status.withFailure();
      return before.isEmpty() ? String.valueOf(sentence) : before;
    }
  }

  /**
   * Writes all files anew that hold events of an account or name it, without them. A file keeps its
   * name; what is in it is read back before it takes the old one's place. One that is not in the
   * directory is left alone and said.
   *
   * @throws ArchiveFailure if a file cannot be written, or somebody else archives at the moment;
   *     calling again goes on
   */
  public ErasedAccount.Outcome erase(AccountName name) throws IOException, SQLException {
    try (ArchiveTurn _ = turn().orElseThrow(Archive::busy)) {
      return new ErasedAccount(place, database, clock, writtenBy).erase(name);
    }
  }

  /**
   * What became of the files.
   *
   * @param written how many were written anew
   * @param missing listed files that are not in the directory, by name
   */
  public record Renewed(int written, List<String> missing) {

    /** Copies the names. */
    public Renewed {
      missing = List.copyOf(missing);
    }
  }

  /**
   * Writes all files anew that are not as one that is written now would be, plain or under the
   * present key. What is in them stays, and is read back before it takes the old one's place.
   *
   * @throws ArchiveFailure if a file is not what is listed, or somebody else archives at the moment
   */
  public Renewed renew() throws IOException, SQLException {
    try (ArchiveTurn _ = turn().orElseThrow(Archive::busy)) {
      return new Renewal(place, database, clock).all();
    }
  }

  /** Reads out the archived events of an account: file by file, each as a JSON object in a line. */
  public void export(String account, AccountRows.Taker taker) throws IOException, SQLException {
    new ErasedAccount(place, database, clock, writtenBy).export(account, taker);
  }

  private Optional<ArchiveTurn> turn() throws SQLException {
    return ArchiveTurn.take(database);
  }

  private static ArchiveFailure busy() {
    return new ArchiveFailure("somebody else archives at the moment: try again in a while");
  }

  private ArchiveFailure explained(LocalDate day, Exception e) {
    return e instanceof ArchiveFailure said
        ? said
        : new ArchiveFailure(
            "the events of "
                + day
                + " cannot be written to "
                + status.directory()
                + ": "
                + said(e));
  }

  /** What systems say is often no more than a file's name. */
  private static String said(Exception e) {
    return switch (e) {
      case AccessDeniedException _ -> "no permission for " + e.getMessage();
      case NoSuchFileException _ -> e.getMessage() + " is gone";
      default -> String.valueOf(e.getMessage());
    };
  }
}
