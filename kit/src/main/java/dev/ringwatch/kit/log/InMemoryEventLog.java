package dev.ringwatch.kit.log;

import dev.ringwatch.event.Event;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogBusyException;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.log.LogRules;
import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The event log in memory, for tests and for demonstrations: obvious, complete, and as durable as
 * its {@link Store}, which outlives the log. Safe for threads; an append is O(its events), a read
 * O(its entries).
 */
public final class InMemoryEventLog implements EventLog {

  private static final Duration RETRY_AFTER = Duration.ofMillis(10);

  private final Store store;
  private final int maxWaitingEvents;
  private int waitingEvents;
  private int underWay;
  private boolean refusing;
  private boolean closed;

  private InMemoryEventLog(Store store, int maxWaitingEvents) {
    this.store = store;
    this.maxWaitingEvents = maxWaitingEvents;
  }

  /**
   * Opens the log on a store.
   *
   * @param store what the log holds
   * @param maxWaitingEvents how many events may wait before an append is answered with {@link
   *     LogBusyException}; one call that finds nobody waiting may be larger
   * @throws LogUnavailableException if another log is open on it
   */
  public static InMemoryEventLog open(Store store, int maxWaitingEvents) {
    store.takeLease();
    return new InMemoryEventLog(store, maxWaitingEvents);
  }

  @Override
  public Appended append(List<Event> events) {
    List<Event> copy = List.copyOf(events);
    LogRules.require(copy);
    enter(copy.size());
    store.committing.acquireUninterruptibly();
    try {
      return store.add(copy);
    } finally {
      store.committing.release();
      leave(copy.size());
    }
  }

  @Override
  public long append(ControlRecord control) {
    enter(0);
    store.committing.acquireUninterruptibly();
    try {
      return store.add(control);
    } finally {
      store.committing.release();
      leave(0);
    }
  }

  @Override
  public LogBatch read(long afterSeq, int maxEntries, Duration wait) throws InterruptedException {
    if (maxEntries < 1) {
      throw new IllegalArgumentException("maxEntries must be at least 1, not " + maxEntries);
    }
    store.lock.lock();
    try {
      long nanos = wait.toNanos();
      while (!closed && afterSeq >= store.entries.size() && nanos > 0) {
        nanos = store.changed.awaitNanos(nanos);
      }
      refuseIf(closed);
      return store.entriesAfter(afterSeq, maxEntries);
    } finally {
      store.lock.unlock();
    }
  }

  @Override
  public UUID id() {
    return store.id;
  }

  @Override
  public long lastSeq() {
    store.lock.lock();
    try {
      return store.entries.size();
    } finally {
      store.lock.unlock();
    }
  }

  @Override
  public void close() {
    store.lock.lock();
    try {
      boolean again = refusing;
      refusing = true;
      while (!closed && underWay > 0) {
        store.changed.awaitUninterruptibly();
      }
      closed = true;
      if (!again) {
        store.leased = false;
      }
      store.changed.signalAll();
    } finally {
      store.lock.unlock();
    }
  }

  private void enter(int events) {
    store.lock.lock();
    try {
      refuseIf(refusing);
      if (events > 0 && waitingEvents > 0 && waitingEvents + events > maxWaitingEvents) {
        throw new LogBusyException(waitingEvents + " events are waiting", RETRY_AFTER);
      }
      waitingEvents += events;
      underWay++;
    } finally {
      store.lock.unlock();
    }
  }

  private void leave(int events) {
    store.lock.lock();
    try {
      waitingEvents -= events;
      underWay--;
      store.changed.signalAll();
    } finally {
      store.lock.unlock();
    }
  }

  private static void refuseIf(boolean closed) {
    if (closed) {
      throw new LogUnavailableException("the event log is closed");
    }
  }

  /** What a log holds; a log opened later on the same store goes on where the last one ended. */
  public static final class Store {

    /** How many stores there are in this process, which none of them outlives. */
    private static final AtomicLong STORES = new AtomicLong();

    private record Identity(Instant timestamp, String id) {}

    private final UUID id;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Semaphore committing = new Semaphore(1, true);
    private final List<LogEntry> entries = new ArrayList<>();
    private final Set<Identity> identities = new HashSet<>();
    private boolean leased;

    /** A store that holds nothing. */
    public Store() {
      this(new UUID(0, STORES.incrementAndGet()));
    }

    private Store(UUID id) {
      this.id = id;
    }

    /** The store as a backup gives it back that was made after an entry; later ones are lost. */
    public Store backup(long lastSeq) {
      lock.lock();
      try {
        Store older = new Store(id);
        for (LogEntry entry : entries.subList(0, Math.toIntExact(lastSeq))) {
          older.entries.add(entry);
          if (entry instanceof LogEntry.Recorded(Event event)) {
            older.identities.add(new Identity(event.timestamp(), event.id()));
          }
        }
        return older;
      } finally {
        lock.unlock();
      }
    }

    /** From now on takes events again that it holds, as a log does that remembers the newest. */
    public void forgetIdentities() {
      lock.lock();
      try {
        identities.clear();
      } finally {
        lock.unlock();
      }
    }

    /** Keeps appends waiting from the return on until what it returned is closed. */
    public AutoCloseable holdCommits() {
      committing.acquireUninterruptibly();
      return committing::release;
    }

    private void takeLease() {
      lock.lock();
      try {
        if (leased) {
          throw new LogUnavailableException("another event log is open on this store");
        }
        leased = true;
      } finally {
        lock.unlock();
      }
    }

    private Appended add(List<Event> events) {
      lock.lock();
      try {
        int accepted = 0;
        for (Event event : events) {
          if (identities.add(new Identity(event.timestamp(), event.id()))) {
            entries.add(new LogEntry.Recorded(event));
            accepted++;
          }
        }
        changed.signalAll();
        return new Appended(accepted, events.size() - accepted, entries.size());
      } finally {
        lock.unlock();
      }
    }

    private long add(ControlRecord control) {
      lock.lock();
      try {
        entries.add(control);
        changed.signalAll();
        return entries.size();
      } finally {
        lock.unlock();
      }
    }

    private LogBatch entriesAfter(long afterSeq, int maxEntries) {
      if (afterSeq >= entries.size()) {
        return new LogBatch(afterSeq + 1, List.of());
      }
      int from = Math.toIntExact(afterSeq);
      int to = (int) Math.min(entries.size(), (long) from + maxEntries);
      return new LogBatch(afterSeq + 1, List.copyOf(entries.subList(from, to)));
    }
  }
}
