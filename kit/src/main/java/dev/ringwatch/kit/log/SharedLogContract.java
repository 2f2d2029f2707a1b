package dev.ringwatch.kit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogBusyException;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every event log does with several callers at once: one order, nothing twice, busy, waiting
 * readers, close. Extend it beside {@link EventLogContract}.
 */
public abstract class SharedLogContract {

  private static final int APPENDERS = 8;
  private static final int BATCHES = 40;
  private static final int LARGEST_BATCH = 60;
  private static final Duration PATIENCE = EventLogContract.PATIENCE;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** As in {@link EventLogContract#open}. */
  protected abstract EventLog open(int maxWaitingEvents);

  /** Keeps appends waiting, from the return on, until what it returned is closed. */
  protected abstract AutoCloseable holdCommits() throws Exception;

  /**
   * Whether the entries of one call follow one another without any others in between. A log that
   * many write to at once may keep their order only.
   */
  protected boolean keepsCallsTogether() {
    return true;
  }

  /** Ends the threads of a test. */
  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  /** Appenders, control records and a reader at once: the reader sees everything, in one order. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void givesAllCallersOneOrder(long seed) throws Exception {
    List<List<List<Event>>> batches = batches(seed);
    int events = batches.stream().flatMap(List::stream).mapToInt(List::size).sum();
    int total = events + APPENDERS * BATCHES;
    try (EventLog log = open(EventLogContract.MANY)) {
      Future<List<LogEntry>> reader = threads.submit(() -> follow(log, total));
      List<Callable<Integer>> appenders = new ArrayList<>();
      for (List<List<Event>> own : batches) {
        appenders.add(() -> appendAll(log, own));
      }
      int accepted = 0;
      for (Future<Integer> appender : startAll(appenders)) {
        accepted += end(appender);
      }
      assertThat(accepted).isEqualTo(events);
      assertThat(log.lastSeq()).isEqualTo(total);
      List<LogEntry> seen = end(reader);
      assertOrder(seen, batches);
      assertThat(EventLogContract.readAll(log)).isEqualTo(seen);
    }
    try (EventLog log = open(EventLogContract.MANY)) {
      assertOrder(EventLogContract.readAll(log), batches);
    }
  }

  private static List<List<List<Event>>> batches(long seed) {
    AwkwardEvents awkward = new AwkwardEvents(seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<List<List<Event>>> batches = new ArrayList<>();
    for (int appender = 0; appender < APPENDERS; appender++) {
      List<List<Event>> own = new ArrayList<>();
      for (int batch = 0; batch < BATCHES; batch++) {
        own.add(awkward.next(1 + random.nextInt(LARGEST_BATCH)));
      }
      batches.add(own);
    }
    return batches;
  }

  private static int appendAll(EventLog log, List<List<Event>> batches) {
    int accepted = 0;
    long last = 0;
    for (List<Event> batch : batches) {
      Appended appended = log.append(batch);
      assertThat(appended.duplicates()).isZero();
      assertThat(appended.lastSeq()).isGreaterThanOrEqualTo(last + batch.size());
      assertThat(log.lastSeq()).isGreaterThanOrEqualTo(appended.lastSeq());
      last = log.append(new ControlRecord("heartbeat", new Tick(accepted), ""));
      assertThat(last).isGreaterThan(appended.lastSeq());
      accepted += appended.accepted();
    }
    return accepted;
  }

  private static List<LogEntry> follow(EventLog log, int total) throws InterruptedException {
    List<LogEntry> seen = new ArrayList<>();
    while (seen.size() < total) {
      LogBatch batch = log.read(seen.size(), 500, PATIENCE);
      assertThat(batch.firstSeq()).isEqualTo(seen.size() + 1);
      assertThat(batch.entries()).as("after %s of %s", seen.size(), total).isNotEmpty();
      seen.addAll(batch.entries());
    }
    return seen;
  }

  /** Each appender's events in its order, and each batch in one piece where the log says so. */
  private void assertOrder(List<LogEntry> seen, List<List<List<Event>>> batches) {
    Map<LogEntry, Integer> places = new HashMap<>();
    for (int i = 0; i < seen.size(); i++) {
      boolean isNew = places.put(seen.get(i), i) == null;
      assertThat(isNew || seen.get(i) instanceof ControlRecord).as("twice: %s", i).isTrue();
    }
    for (List<List<Event>> own : batches) {
      int next = 0;
      for (List<Event> batch : own) {
        List<Integer> at =
            EventLogContract.recorded(batch).stream().map(e -> places.getOrDefault(e, -1)).toList();
        assertThat(at.getFirst()).isGreaterThanOrEqualTo(next);
        assertThat(at).isSorted();
        next = at.getLast() + 1;
        if (keepsCallsTogether()) {
          assertThat(next - at.getFirst()).isEqualTo(batch.size());
        }
      }
    }
  }

  /** What an impatient client does: the same batch, three times at once. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3, 4, 5})
  void countsABatchOnceHoweverOftenItComes(long seed) throws Exception {
    AwkwardEvents awkward = new AwkwardEvents(seed);
    int size = 200;
    try (EventLog log = open(EventLogContract.MANY)) {
      for (int round = 1; round <= 10; round++) {
        List<Event> batch = awkward.next(size);
        int accepted = 0;
        for (Future<Appended> future :
            startAll(
                List.<Callable<Appended>>of(
                    () -> log.append(batch), () -> log.append(batch), () -> log.append(batch)))) {
          Appended appended = end(future);
          assertThat(appended.accepted() + appended.duplicates()).isEqualTo(size);
          assertThat(appended.lastSeq()).isEqualTo((long) round * size);
          accepted += appended.accepted();
        }
        assertThat(accepted).isEqualTo(size);
      }
      assertThat(log.lastSeq()).isEqualTo(10L * size);
    }
  }

  /** Three batches of five where ten may wait: one is refused, and comes again. */
  @Test
  void saysThatItIsBusy() throws Exception {
    AwkwardEvents awkward = new AwkwardEvents(6);
    List<List<Event>> batches = List.of(awkward.next(5), awkward.next(5), awkward.next(5));
    try (EventLog log = open(10)) {
      List<Future<Appended>> waiting;
      int refused;
      try (AutoCloseable held = holdCommits()) {
        waiting = startAll(batches.stream().map(batch -> appending(log, batch)).toList());
        refused = firstDone(waiting);
        assertThatThrownBy(() -> end(waiting.get(refused)))
            .hasCauseInstanceOf(LogBusyException.class)
            .extracting(Throwable::getCause)
            .satisfies(cause -> assertThat(((LogBusyException) cause).retryAfter()).isPositive());
        assertThat(held).isNotNull();
      }
      for (int i = 0; i < batches.size(); i++) {
        if (i != refused) {
          assertThat(end(waiting.get(i)).accepted()).isEqualTo(5);
        }
      }
      // Once the others have left there is room.
      assertThat(log.append(batches.get(refused)).accepted()).isEqualTo(5);
      assertThat(log.append(awkward.next(25)).accepted()).as("larger than the bound").isEqualTo(25);
    }
  }

  /** What waits when the log is closed is finished; what comes later is refused. */
  @Test
  void finishesWhatWaitsWhenItIsClosed() throws Exception {
    AwkwardEvents awkward = new AwkwardEvents(7);
    List<List<Event>> batches = List.of(awkward.next(5), awkward.next(5), awkward.next(5));
    EventLog log = open(10);
    Future<LogBatch> reader = threads.submit(() -> log.read(10, 1, PATIENCE));
    List<Future<Appended>> waiting;
    Future<Boolean> closing;
    int refused;
    try (AutoCloseable held = holdCommits()) {
      waiting = startAll(batches.stream().map(batch -> appending(log, batch)).toList());
      refused = firstDone(waiting);
      closing = threads.submit(log::close, true);
      assertThat(held).isNotNull();
    }
    end(closing);
    for (int i = 0; i < batches.size(); i++) {
      if (i != refused) {
        assertThat(end(waiting.get(i)).accepted()).isEqualTo(5);
      }
    }
    assertThatThrownBy(() -> end(reader)).hasCauseInstanceOf(LogUnavailableException.class);
    assertThatThrownBy(() -> log.append(batches.get(refused)))
        .isInstanceOf(LogUnavailableException.class);
    assertThatThrownBy(() -> log.append(new ControlRecord("heartbeat", new Tick(0), "")))
        .isInstanceOf(LogUnavailableException.class);
    log.close();
    try (EventLog next = open(10)) {
      assertThat(next.lastSeq()).isEqualTo(10);
    }
  }

  /** A reader at the end gets what comes. */
  @Test
  void wakesAReaderThatWaits() throws Exception {
    try (EventLog log = open(EventLogContract.MANY)) {
      for (int i = 0; i < 20; i++) {
        int after = i;
        Future<LogBatch> reader = threads.submit(() -> log.read(after, 10, PATIENCE));
        List<Event> events = List.of(EventLogContract.event("id", i));
        log.append(events);
        assertThat(end(reader)).isEqualTo(new LogBatch(i + 1, EventLogContract.recorded(events)));
      }
    }
  }

  private static Callable<Appended> appending(EventLog log, List<Event> events) {
    return () -> log.append(events);
  }

  private <T> List<Future<T>> startAll(Collection<Callable<T>> tasks) {
    return tasks.stream().map(threads::submit).toList();
  }

  private static <T> T end(Future<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits until the first of some is done, failed or not. */
  private static <T> int firstDone(List<Future<T>> futures) {
    return WaitFor.value(
        PATIENCE,
        () -> {
          for (int i = 0; i < futures.size(); i++) {
            if (futures.get(i).isDone()) {
              return i;
            }
          }
          return null;
        });
  }
}
