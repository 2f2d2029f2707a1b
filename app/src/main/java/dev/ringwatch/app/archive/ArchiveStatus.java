package dev.ringwatch.app.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the archive of a server stands, as it saw it last.
 *
 * @param directory where the files go
 * @param files how many files this server has written or verified before it dropped their days
 * @param failures how often something failed since the start
 * @param waiting how many days are past retention and still in the database
 * @param problem what failed the last time, in a sentence; empty if nothing did
 * @param lastDroppedAt when a day was last dropped that is in a file; null before the first
 */
public record ArchiveStatus(
    String directory,
    long files,
    long failures,
    int waiting,
    String problem,
    @Nullable Instant lastDroppedAt) {

  static ArchiveStatus before(String directory) {
    return new ArchiveStatus(directory, 0, 0, 0, "", null);
  }

  ArchiveStatus withDropped(int fileCount, Instant at) {
    return new ArchiveStatus(directory, files + fileCount, failures, waiting, problem, at);
  }

  ArchiveStatus withFailure() {
    return new ArchiveStatus(directory, files, failures + 1, waiting, problem, lastDroppedAt);
  }

  ArchiveStatus afterLook(int daysWaiting, String sentence) {
    return new ArchiveStatus(directory, files, failures, daysWaiting, sentence, lastDroppedAt);
  }
}
