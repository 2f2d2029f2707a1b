package dev.ringwatch.app.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the archive of a server stands, as it saw it last.
 *
 * @param directory where the files go
 * @param dropped how many days this server has dropped since the start, all their events in files
 * @param failures how often something failed since the start
 * @param waiting how many days are past retention and still in the database
 * @param problem what failed the last time, in a sentence; empty if nothing did
 * @param lastDroppedAt when a day was last dropped that is in a file; null before the first
 */
public record ArchiveStatus(
    String directory,
    long dropped,
    long failures,
    int waiting,
    String problem,
    @Nullable Instant lastDroppedAt) {

  static ArchiveStatus before(String directory) {
    return new ArchiveStatus(directory, 0, 0, 0, "", null);
  }

  ArchiveStatus withDropped(Instant at) {
    return new ArchiveStatus(directory, dropped + 1, failures, waiting, problem, at);
  }

  ArchiveStatus withFailure() {
    return new ArchiveStatus(directory, dropped, failures + 1, waiting, problem, lastDroppedAt);
  }

  ArchiveStatus afterLook(int daysWaiting, String sentence) {
    return new ArchiveStatus(directory, dropped, failures, daysWaiting, sentence, lastDroppedAt);
  }
}
