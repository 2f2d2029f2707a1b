package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * What the faults have in common: a server, events for it, and the book of what it acknowledged.
 * One thread.
 *
 * @param installation the server that is broken
 * @param templates the events that it gets
 * @param ledger what was sent and acknowledged
 * @param numbers numbers for more events
 * @param random where chance comes from
 * @param time what time events say it is when they are sent
 * @param out where it is said what happens
 */
record FaultBench(
    Installation installation,
    EventTemplates templates,
    Ledger ledger,
    Numbers numbers,
    SplittableRandom random,
    InstantSource time,
    PrintStream out) {

  /** So much a second leaves a server that starts time to catch up, and keeps it busy. */
  private static final int EVENTS_PER_SECOND = 2_000;

  /** Batches a second, of 1 to 100 events. */
  private static final int BATCHES = 20;

  private static final int LARGEST_BATCH = 100;

  /** Two days: it is told to stop before. */
  private static final double LONGEST_SECONDS = 48 * 3600;

  private static final Duration BATCH_PATIENCE = Duration.ofMinutes(3);
  private static final Duration SETTLE_PATIENCE = Duration.ofMinutes(5);

  /** A log to which nothing came for so long rests: heartbeats come every 10 s. */
  private static final Duration REST = Duration.ofSeconds(12);

  private static final Duration A_WHILE = Duration.ofMinutes(2);

  /** The account of the events that let time go on. */
  private static final int CLOCK_ACCOUNT = 0;

  /** A bench of its own small day, of which a thousand accounts act. */
  static FaultBench of(Installation installation, long seed, PrintStream out) {
    return of(installation, InstantSource.system(), seed, out);
  }

  /** The same with events of another time than the present. */
  static FaultBench of(Installation installation, InstantSource time, long seed, PrintStream out) {
    EventTemplates templates = EventTemplates.of(Days.before(Instant.now(), 1_000, 20_000, seed));
    return new FaultBench(
        installation,
        templates,
        new Ledger(),
        new Numbers(),
        new SplittableRandom(seed),
        time,
        out);
  }

  /**
   * Sends events of a while ago, so that the first event of now closes their minute and a model is
   * learned at once instead of when the next minute is over.
   */
  void begin() throws InterruptedException {
    long before = time.millis() - A_WHILE.toMillis();
    send(batch(templates.accounts().size(), before));
  }

  /** Starts a load that goes on until it is stopped. */
  BackgroundLoad startLoad() {
    return startLoad(EVENTS_PER_SECOND);
  }

  /** The same at another rate. */
  BackgroundLoad startLoad(int eventsPerSecond) {
    return startLoad(eventsPerSecond, installation::port);
  }

  /** The same over another port than the server's own. */
  BackgroundLoad startLoad(int eventsPerSecond, IntSupplier port) {
    int batchSize = Math.clamp(eventsPerSecond / BATCHES, 1, LARGEST_BATCH);
    PacedLoad.Pace pace = new PacedLoad.Pace(eventsPerSecond, batchSize, LONGEST_SECONDS, time);
    PacedLoad load = new PacedLoad(templates, pace, ledger, numbers);
    return BackgroundLoad.start(port, installation.secret(), load, ledger, numbers);
  }

  /** A batch of events of now, noted as sent. */
  Batch batch(int events) {
    return batch(events, time.millis());
  }

  private Batch batch(int events, long epochMillis) {
    Batch batch = unsentBatch(events, epochMillis);
    ledger.sent(batch);
    return batch;
  }

  /** A batch of events that must never be in the log. */
  Batch unsentBatch(int events, long epochMillis) {
    Batch batch = new Batch();
    long number = numbers.take(events);
    batch.begin(number, Batch.AT_ONCE);
    for (int i = 0; i < events; i++) {
      templates.addTo(batch, (int) ((number + i) % templates.size()), number + i, epochMillis);
    }
    return batch;
  }

  /** Sends one batch until it is acknowledged. */
  Sent send(Batch batch) throws InterruptedException {
    Sent sent = installation.sender(1, BATCH_PATIENCE).send(new OneBatch(batch, ledger));
    return sent;
  }

  /**
   * Lets the minutes of all events close, so that the log rests and scores are final: after a last
   * event the server's heartbeats go on to the end of its minute, and if a model was learned only
   * then, to the end of the next. Events of the past need not wait for that end.
   */
  void settle() throws InterruptedException {
    Instant now = time.instant();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    Instant lastMoment = minute.plus(1, ChronoUnit.MINUTES).minusMillis(1);
    Instant end = lastMoment.isBefore(Instant.now()) ? lastMoment : now;
    Batch last = new Batch();
    long number = numbers.take(1);
    last.begin(number, Batch.AT_ONCE);
    templates.addTo(last, CLOCK_ACCOUNT, number, end.toEpochMilli());
    ledger.sent(last);
    send(last);
    try (Client client = installation.client()) {
      Patience.until(
          "the minute of the last event to close under a model",
          SETTLE_PATIENCE,
          () -> {
            ServerStatus status = ServerStatus.of(client);
            return status.isCaughtUp()
                && !status.closedTick().isBefore(minute)
                && isScored(client)
                && rests(client, status.logSeq());
          });
    } catch (IOException e) {
      throw new IllegalStateException("a connection could not be closed", e);
    }
  }

  private boolean isScored(Client client) throws IOException {
    return AccountAnswer.of(client, templates.account(CLOCK_ACCOUNT))
        .filter(AccountAnswer::isScored)
        .isPresent();
  }

  private static boolean rests(Client client, long seq) throws IOException {
    Patience.pause(REST);
    return ServerStatus.of(client).logSeq() == seq;
  }

  /**
   * Fails if the log is not what it must be.
   *
   * @param others how many events were sent and acknowledged besides those of the ledger
   */
  void checkLog(long others) throws IOException, SQLException {
    List<String> problems = LogCheck.problems(installation.postgres(), ledger, others);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("; ", problems));
    }
    say(
        "the log holds all %,d acknowledged events once and nothing else",
        ledger.acknowledged() + others);
  }

  /** Lets a random time pass. */
  void pauseUpTo(Duration longest) {
    Patience.pauseUntil(System.nanoTime() + random.nextLong(longest.toNanos()));
  }

  /** Says what the server said last, when something went wrong. */
  void sayLastWords() {
    say("the server said last:");
    installation.server().lastLines().forEach(line -> say("  %s", line));
  }

  void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }
}
