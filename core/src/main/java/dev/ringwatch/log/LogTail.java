package dev.ringwatch.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where a log ends, and its newest entries in memory, handed over by the thread that commits.
 * Bounded: the oldest are dropped first, and are read from the store then. Safe for threads; O(what
 * is handed over or read), and finding a place is O(commits since).
 */
public final class LogTail {

  private record Commit(long firstSeq, List<LogEntry> entries, long bytes) {}

  private final int maxEntries;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Commit> commits = new ArrayDeque<>();
  private int entries;
  private long bytes;
  private long lastSeq;
  private boolean closed;

  /**
   * Of a log that is empty as far as is known.
   *
   * @param maxEntries how many entries are kept in memory; 0 for none
   * @param maxBytes the same for their bytes
   */
  public LogTail(int maxEntries, long maxBytes) {
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
  }

  /**
   * Adds what was committed: it follows the last entry.
   *
   * @param committed the entries; handed over, nobody changes them afterwards
   * @param theirBytes how much memory they hold, about
   */
  public void add(List<LogEntry> committed, long theirBytes) {
    lock.lock();
    try {
      commits.add(new Commit(lastSeq + 1, committed, theirBytes));
      lastSeq += committed.size();
      entries += committed.size();
      bytes += theirBytes;
      while (entries > maxEntries || bytes > maxBytes) {
        Commit oldest = commits.remove();
        entries -= oldest.entries().size();
        bytes -= oldest.bytes();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Says where the log ends, by what the store holds; entries in between are not in memory. */
  public void goOnFrom(long seq) {
    lock.lock();
    try {
      if (seq != lastSeq) {
        commits.clear();
        entries = 0;
        bytes = 0;
        lastSeq = seq;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of all entries, so that they are read from the store; the end stays where it is. */
  public void letGo() {
    lock.lock();
    try {
      commits.clear();
      entries = 0;
      bytes = 0;
    } finally {
      lock.unlock();
    }
  }

  /** The number of the last durable entry. */
  public long lastSeq() {
    lock.lock();
    try {
      return lastSeq;
    } finally {
      lock.unlock();
    }
  }

  /** Ends all waiting. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the log goes beyond an entry.
   *
   * @param seq the entry's number
   * @param nanos how long to wait at most
   * @return how much of the wait is left; 0 or less if it does not go beyond
   * @throws LogUnavailableException if the log is closed
   */
  public long awaitBeyond(long seq, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (!closed && lastSeq <= seq && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (closed) {
        throw new LogUnavailableException("the event log is closed");
      }
      return left;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The entries after one, if the first of them is in memory.
   *
   * @param seq the number of the one
   * @param most how many to return at most
   */
  public Optional<LogBatch> after(long seq, int most) {
    lock.lock();
    try {
      if (commits.isEmpty() || seq + 1 < commits.getFirst().firstSeq() || seq >= lastSeq) {
        return Optional.empty();
      }
      List<LogEntry> found = new ArrayList<>((int) Math.min(most, lastSeq - seq));
      for (Commit commit : from(seq + 1)) {
        int from = (int) Math.max(0, seq + 1 - commit.firstSeq());
        int to = (int) Math.min(commit.entries().size(), (long) from + most - found.size());
        found.addAll(commit.entries().subList(from, to));
      }
      return Optional.of(new LogBatch(seq + 1, found));
    } finally {
      lock.unlock();
    }
  }

  /** The commits from the one that holds an entry; most readers are near the end. */
  private Iterable<Commit> from(long seq) {
    ArrayDeque<Commit> found = new ArrayDeque<>();
    Iterator<Commit> newestFirst = commits.descendingIterator();
    Commit commit = newestFirst.next();
    found.addFirst(commit);
    while (commit.firstSeq() > seq) {
      commit = newestFirst.next();
      found.addFirst(commit);
    }
    return found;
  }
}
