package dev.ringwatch.postgres.archive;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds events of one day.
 *
 * @param day the day of event time, in UTC
 * @param part its number among the files of the day, from 1
 * @param content what it holds
 * @param schemaVersion the newest migration of the database that it was written from
 * @param writtenAt when it was written
 * @param verifiedAt when it was last read back and was what was written; null before
 * @param droppedAt when its events were dropped from the database; null while they are there too
 */
public record ArchivedPart(
    LocalDate day,
    int part,
    Content content,
    String schemaVersion,
    Instant writtenAt,
    @Nullable Instant verifiedAt,
    @Nullable Instant droppedAt) {

  /**
   * What a file holds.
   *
   * @param file its name
   * @param events how many, at least 1
   * @param bytes how long it is
   * @param checksum of all values of all rows, in hexadecimal digits
   * @param afterSeq the events' numbers in the log are above this
   * @param throughSeq the highest of their numbers
   */
  public record Content(
      String file, long events, long bytes, String checksum, long afterSeq, long throughSeq) {

    /** Checks that there is something. */
    public Content {
      if (events < 1 || bytes < 1 || throughSeq <= afterSeq) {
        throw new IllegalArgumentException(
            "a file of an archive holds at least one event, not "
                + events
                + " in "
                + bytes
                + " bytes, after "
                + afterSeq
                + " through "
                + throughSeq);
      }
    }
  }

  /** A file that was written and not looked at yet. */
  public static ArchivedPart written(
      LocalDate day, int part, Content content, String schemaVersion, Instant at) {
    return new ArchivedPart(day, part, content, schemaVersion, at, null, null);
  }

  /** Its name. */
  public String file() {
    return content.file();
  }

  /** Whether its events are in no other place any more. */
  public boolean isDropped() {
    return droppedAt != null;
  }
}
