package dev.ringwatch.postgres.log;

import dev.ringwatch.log.LogBusyException;
import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The appends that wait to be written, bounded. What is being written still counts, until it is
 * done. Safe for threads; each call is O(1) but {@link #remove}, which looks through the queue.
 */
final class AppendQueue {

  /** What HTTP's Retry-After can say at the least; a full queue is written in about that time. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final int maxEvents;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
  private int events;
  private long bytes;
  private boolean closed;

  AppendQueue(int maxEvents, long maxBytes) {
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
  }

  /** Looks whether so many events have room, before they are encoded in vain. */
  void checkRoom(int more) {
    lock.lock();
    try {
      checkOpen();
      checkRoom(more, 0);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds an append. A control record always has room.
   *
   * @throws LogBusyException if it has no room
   * @throws LogUnavailableException if the queue is closed
   */
  void add(Pending pending) {
    lock.lock();
    try {
      checkOpen();
      if (pending.control() == null) {
        checkRoom(pending.events().size(), pending.bytes());
      }
      events += pending.events().size();
      bytes += pending.bytes();
      waiting.add(pending);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes what waits, up to a number of events but at least one append; waits until there is
   * something, but no longer than given. Those that nobody waits for any more are left out.
   *
   * @return empty if nothing came, or the queue is closed and all of it was taken
   */
  List<Pending> take(int mostEvents, Duration longest) {
    lock.lock();
    try {
      long nanos = longest.toNanos();
      List<Pending> taken = new ArrayList<>();
      int takenEvents = 0;
      while (true) {
        Pending next = waiting.peek();
        if (next == null) {
          if (closed || !taken.isEmpty() || nanos <= 0) {
            return taken;
          }
          nanos = changed.awaitNanos(nanos);
        } else if (next.isGivenUp()) {
          release(waiting.remove());
        } else if (taken.isEmpty() || takenEvents + next.events().size() <= mostEvents) {
          taken.add(waiting.remove());
          takenEvents += next.events().size();
        } else {
          return taken;
        }
      }
    } catch (InterruptedException e) {
      // Nobody is known to; whoever does wants an end.
      closed = true;
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the queue is closed and all of it was taken. */
  boolean isOver() {
    lock.lock();
    try {
      return closed && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Frees the room of what was taken; a second time does nothing. */
  void done(List<Pending> taken) {
    lock.lock();
    try {
      taken.forEach(this::release);
    } finally {
      lock.unlock();
    }
  }

  /** Frees the room of an append that was given up, if it still waits. */
  void remove(Pending pending) {
    lock.lock();
    try {
      if (waiting.remove(pending)) {
        release(pending);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Refuses what comes from now on. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the queue is closed, but no longer than given; true if it is. */
  boolean awaitClose(Duration longest) {
    lock.lock();
    try {
      long nanos = longest.toNanos();
      while (!closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new LogUnavailableException("the event log is closed");
    }
  }

  private void checkRoom(int moreEvents, long moreBytes) {
    if (events > 0 && (events + moreEvents > maxEvents || bytes + moreBytes > maxBytes)) {
      throw new LogBusyException(
          events + " events (" + bytes + " bytes) are waiting to be written", RETRY_AFTER);
    }
  }

  private void release(Pending pending) {
    if (!pending.markReleased()) {
      return;
    }
    events -= pending.events().size();
    bytes -= pending.bytes();
  }
}
