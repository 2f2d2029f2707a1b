package dev.ringwatch.log;

import dev.ringwatch.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The durable, ordered record of everything that moves a score. One writer at a time gives every
 * entry a sequence number in the order of commit, from 1, without gaps; so a reader at an offset
 * misses nothing, and whoever reads the same entries comes to the same scores.
 *
 * <p>Identity of an event is (timestamp, id): one that is in the log already is left out and
 * counted as a duplicate, whoever sent it and however long ago, unless the log says how far back it
 * remembers. The first content of an identity stays.
 *
 * <p>Safe for threads: appends of several callers share commits, reads go on meanwhile.
 */
public interface EventLog extends AutoCloseable {

  /**
   * Appends events and returns once they are durable: what it returned for survives the death of
   * this process and of the store. The entries of one call that are of one account keep the order
   * given; which others come between them, and how accounts follow one another, is the log's to
   * say.
   *
   * @param events each with an id and within {@link LogRules}; empty is allowed
   * @throws UnkeepableEventException if an event breaks a rule; nothing was appended
   * @throws LogBusyException if too much is waiting to be written; nothing was appended
   * @throws LogUnavailableException if the store did not answer; the events may or may not be
   *     there, and appending them again counts none twice
   */
  Appended append(List<Event> events);

  /**
   * Appends a control record and returns its sequence number once it is durable. Never busy. A
   * record has no identity: one that was uncertain and is appended again may be there twice, so
   * every kind must mean twice what it means once.
   *
   * @throws LogUnavailableException if the store did not answer; it may or may not be there
   */
  long append(ControlRecord control);

  /**
   * The entries after an offset, in order.
   *
   * @param afterSeq the sequence number of the last entry that the reader has; 0 for none
   * @param maxEntries the most entries to return, at least 1
   * @param wait how long to wait for the first entry, if none is there
   * @return at least one entry, unless the wait ended without any; the first is the next there is
   *     after the offset (retention may have dropped older ones), the rest follow without a gap
   * @throws LogUnavailableException if the store did not answer, or the log is closed, also while
   *     this waits; reading again is safe
   */
  LogBatch read(long afterSeq, int maxEntries, Duration wait) throws InterruptedException;

  /**
   * Which log this is: given once with its store, the same for as long as that lives, and another
   * for every other. A place in one log says nothing about another.
   */
  UUID id();

  /** The sequence number of the last durable entry; 0 while there is none. */
  long lastSeq();

  /**
   * Up to which sequence number all that there is can be read: a read behind a smaller number that
   * gives nothing has met numbers without entries, such as those of erased ones. Never more than
   * {@link #lastSeq}; 0 where that is not known.
   */
  default long readableSeq() {
    return 0;
  }

  /**
   * Keeps no entry in memory that was there before this call, so that readers see what was changed
   * in the store, as by an erasure. A read that is under way may still answer with what it had. A
   * log that keeps none has nothing to do.
   */
  default void letGo() {}

  /**
   * Lets appends that are under way finish, refuses new ones with {@link LogUnavailableException},
   * ends reads, and gives the writer's lease back. Closing again does nothing.
   */
  @Override
  void close();
}
