package dev.ringwatch.app.detection;

import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.control.ControlRecords;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Who finds out what accounts are up to, as far as this server knows of it: the server itself, or
 * somebody whose results it reads. Safe for threads.
 */
public interface Detection extends Duty, AutoCloseable {

  /**
   * Asks something of what is known at this moment.
   *
   * @param what looks without changing anything, in well under a millisecond beside what the
   *     database takes
   * @throws NotLiveException if there is no answer yet; of one that has stopped or failed, the
   *     answer fails with it
   */
  <T> CompletableFuture<T> know(Function<Knowledge, T> what);

  /**
   * The same once a control record of the log is known; how long that takes is for whoever asks to
   * bound, and an answer that nobody waits for is not made.
   */
  <T> CompletableFuture<T> knowAfter(long seq, Function<Knowledge, T> what);

  /** Whether what is known after an entry of the log has an event of that entry in it. */
  boolean knowsEventsAtOnce();

  /**
   * Forgets what is erased from the log: has it erased, and the state made anew from what the log
   * holds.
   *
   * @param erasing erases from the log, so that reading it gives nothing of it any more
   * @return done once the new state is in use; whoever reads results may do so, but they may still
   *     be what was written from the old one
   * @throws IllegalStateException if it is under way already, or nothing can be forgotten
   */
  CompletableFuture<Void> forget(Runnable erasing);

  /** How many accounts in closed minutes it takes to learn a first model. */
  int neededAccounts();

  /** How far it is. */
  DetectionStatus status();

  /** Whether it has ended of a failure: only another start of the server helps. */
  boolean hasDied();

  /** What is known of its work. */
  DetectionFigures figures();

  /** The newest snapshot on the disk; empty if there is none. */
  Optional<SnapshotFile> newestSnapshot() throws IOException;

  /** Ends what goes on here. */
  @Override
  void close();

  /**
   * Waits for an answer.
   *
   * @param patience for how long
   * @throws NotLiveException if there is none in that time, or not at all
   */
  static <T> T await(CompletableFuture<T> asked, Duration patience) {
    try {
      return asked.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw new NotLiveException(
            "detection did not answer within " + patience.toSeconds() + " s");
      }
      if (e.getCause() instanceof NotLiveException notLive) {
        throw notLive;
      }
      throw e;
    }
  }

  /**
   * The body of a control record without an account; empty if it does not name it.
   *
   * @param kind of the record, as the log has it
   */
  static Optional<String> recordWithout(String kind, String body, String account) {
    return ControlRecords.without(kind, body, account);
  }
}
