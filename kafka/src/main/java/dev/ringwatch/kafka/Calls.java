package dev.ringwatch.kafka;

import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogBusyException;
import dev.ringwatch.log.LogUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The appends of this process whose entries have no places yet, bounded. Safe for threads; each
 * call is O(1).
 */
final class Calls {

  /** What HTTP's Retry-After can say at the least. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** One append of events. Guarded by the lock. */
  static final class Call {
    private final long number;
    private final int events;
    private int left;
    private int duplicates;
    private final BitSet placed = new BitSet();
    private final CompletableFuture<Appended> answer = new CompletableFuture<>();

    private Call(long number, int events) {
      this.number = number;
      this.events = events;
      left = events;
    }

    long number() {
      return number;
    }

    CompletableFuture<Appended> answer() {
      return answer;
    }
  }

  /**
   * One append of a control record.
   *
   * @param control the record
   * @param bytes how large it is
   * @param answer its number, once it has one
   */
  record Waiting(ControlRecord control, int bytes, CompletableFuture<Long> answer) {}

  /** What a group takes beside its control records, about. */
  private static final int GROUP_BYTES = 400_000;

  private final int maxEvents;
  private final int maxControlBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Long, Call> calls = new HashMap<>();
  private final ArrayDeque<Waiting> controls = new ArrayDeque<>();
  private long nextNumber;
  private int events;
  private int controlsUnderWay;
  private boolean closed;

  /**
   * No call is under way yet.
   *
   * @param maxEvents how many events may wait
   * @param maxOrderBytes how long a record the topic of order takes
   */
  Calls(int maxEvents, int maxOrderBytes) {
    this.maxEvents = maxEvents;
    maxControlBytes = maxOrderBytes - GROUP_BYTES;
  }

  /**
   * Lets an append of events begin.
   *
   * @throws LogBusyException if too many events wait
   * @throws LogUnavailableException if the log is closed
   */
  Call begin(int moreEvents) {
    lock.lock();
    try {
      checkOpen();
      if (events > 0 && events + moreEvents > maxEvents) {
        throw new LogBusyException(events + " events wait for their places", RETRY_AFTER);
      }
      Call call = new Call(nextNumber++, moreEvents);
      calls.put(call.number, call);
      events += moreEvents;
      return call;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a control record.
   *
   * @throws IllegalArgumentException if it is larger than the topic of order takes
   */
  Waiting begin(ControlRecord control) {
    int bytes = control.body().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > maxControlBytes) {
      throw new IllegalArgumentException(
          "a control record of "
              + bytes
              + " bytes is larger than the topic of order takes, "
              + maxControlBytes
              + ": raise its max.message.bytes");
    }
    lock.lock();
    try {
      checkOpen();
      Waiting waiting = new Waiting(control, bytes, new CompletableFuture<>());
      controls.add(waiting);
      controlsUnderWay++;
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /** Ends an append, answered or given up. */
  void end(Call call) {
    lock.lock();
    try {
      if (calls.remove(call.number) != null) {
        events -= call.events;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The same of a control record. */
  void end(Waiting waiting) {
    lock.lock();
    try {
      controls.remove(waiting);
      controlsUnderWay--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The control records that wait, as many as fit into one group; they are not given out again. */
  List<Waiting> takeControls() {
    lock.lock();
    try {
      List<Waiting> taken = new ArrayList<>();
      long left = maxControlBytes;
      while (!controls.isEmpty() && (taken.isEmpty() || controls.getFirst().bytes() <= left)) {
        Waiting first = controls.removeFirst();
        left -= first.bytes();
        taken.add(first);
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes what became of one event of a call; the last one answers it. One that comes again, and
   * one of a call that was given up, changes nothing.
   *
   * @param seq the number of the last entry of the log then
   */
  void placed(CallHeader header, boolean accepted, long seq) {
    lock.lock();
    try {
      Call call = calls.get(header.call());
      int place = header.place();
      if (call == null || place < 0 || place >= call.events || call.placed.get(place)) {
        return;
      }
      call.placed.set(place);
      call.duplicates += accepted ? 0 : 1;
      if (--call.left == 0) {
        call.answer.complete(new Appended(call.events - call.duplicates, call.duplicates, seq));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Answers all calls that it is not known what became of them. */
  void failAll(String message) {
    lock.lock();
    try {
      calls
          .values()
          .forEach(call -> call.answer.completeExceptionally(new LogUnavailableException(message)));
    } finally {
      lock.unlock();
    }
  }

  /** Refuses what comes from now on, and waits until the rest has ended. */
  void close() {
    lock.lock();
    try {
      closed = true;
      while (!calls.isEmpty() || controlsUnderWay > 0) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new LogUnavailableException("the event log is closed");
    }
  }
}
