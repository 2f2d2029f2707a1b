package dev.ringwatch.app.detection;

import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.control.UnknownControlException;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.PipelineConfig;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The detection thread: reads the log in order, drives the pipeline, answers questions between two
 * slices of its work, and has models learned and snapshots written beside it. Its state is the
 * newest snapshot and the log after it, and nothing else.
 */
public final class EmbeddedDetection implements Detection {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDetection.class);

  /** So many entries are applied before questions are answered: a few milliseconds of work. */
  private static final int SLICE = 500;

  /** The other core is for requests and the database. */
  private static final DriverLayout LAYOUT =
      DriverLayout.of(1, 1).withLiveScores().withIndexSeed(new SecureRandom().nextLong());

  /**
   * With more entries to read than this, scores are written and rings looked for less often: a
   * second of 5,000/s.
   */
  private static final int MUCH = 5_000;

  private static final Duration WAIT = Duration.ofMillis(5);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);

  private final EventLog log;
  private final LogCursor cursor;
  private final PipelineConfig config;
  private final Arrivals arrivals;
  private final Questions questions = new Questions();
  private final Background background = new Background();
  private final Snapshots snapshots;
  private final Learning learning;
  private final ChosenModel chosenModel;
  private final ResultsWriter results;
  private final Suspicions suspicions;
  private final RingCycles rings;
  private final Heartbeats heartbeats;
  private final Rebuild rebuild;
  private final SetAsideQueue setAside;
  private final LongSupplier nanoClock;
  private final Thread thread;

  @SuppressWarnings("NullAway.Init") // the detection thread sets it before all else
  private EmbeddedDriver driver;

  private Runnable onLive = () -> {};
  private boolean heard;
  private boolean begun;
  private long liveFromSeq;
  private @Nullable Tick considered;
  private volatile boolean stopping;
  private volatile DetectionStatus told = DetectionStatus.STANDING_BY;
  private volatile boolean live;
  private volatile boolean died;
  private volatile DetectionFigures figures = DetectionFigures.BEFORE_START;
  private TickTimes tickTimes = TickTimes.NONE;
  private String failure = "";

  /** The last entry that was seen, and when the thread moved last: newer than what was told. */
  private volatile long seenSeq;

  private volatile long movedAt;

  /**
   * Detection on a log; {@link #start} sets it going.
   *
   * @param kept where it keeps what it comes to
   * @throws IOException if the folder of snapshots cannot be used
   */
  public EmbeddedDetection(
      EventLog log, Kept kept, PipelineConfig config, DetectionSettings settings)
      throws IOException {
    this(log, kept, config, settings, System::nanoTime);
  }

  /** The same by another clock, of nanoseconds from an arbitrary beginning. */
  EmbeddedDetection(
      EventLog log,
      Kept kept,
      PipelineConfig config,
      DetectionSettings settings,
      LongSupplier nanoClock)
      throws IOException {
    this.log = log;
    this.config = config;
    this.nanoClock = nanoClock;
    this.setAside = new SetAsideQueue(kept.setAsides(), background, nanoClock);
    this.cursor = new LogCursor(log, background);
    this.arrivals = new Arrivals(InstantSource.system());
    Kept dated = kept.withMatters(new DatedMatters(kept.matters(), arrivals));
    this.snapshots =
        new Snapshots(
            log,
            new SnapshotFolder(settings.snapshots(), settings.files()),
            settings.snapshotEvery(),
            background,
            nanoClock);
    this.learning = new Learning(log, kept.models(), settings, background, config.hashKey());
    this.chosenModel = new ChosenModel(log, kept.models(), background, nanoClock);
    this.suspicions = new Suspicions(dated.matters(), background, nanoClock);
    this.results = new ResultsWriter(dated, suspicions, config, background, nanoClock);
    this.rings = new RingCycles(log, dated, config.risk(), background, nanoClock);
    this.rebuild = new Rebuild(log, config, LAYOUT);
    this.heartbeats = new Heartbeats(log, settings.heartbeatAfter(), background, nanoClock);
    this.thread = Thread.ofPlatform().name("detection").unstarted(this::run);
  }

  /**
   * Has something done by the detection thread once it is live, which does not take long: what can
   * wait need not compete with its catching up. Call it before {@link #start}.
   */
  public void onLive(Runnable then) {
    onLive = then;
  }

  /** Starts the detection thread. */
  @Override
  public void start() {
    told = DetectionStatus.BEFORE_RESTORE;
    thread.start();
  }

  /**
   * Asks something of the state.
   *
   * @param what looks at the driver without changing it, in well under a millisecond
   * @throws NotLiveException if detection has not yet read what was in the log when the server
   *     started: what it would say is of the past; of one that has stopped or failed, the answer
   *     fails with it
   */
  public <T> CompletableFuture<T> ask(Function<EmbeddedDriver, T> what) {
    return askAfter(0, what);
  }

  /**
   * The same of the state once an entry of the log is in it; how long that takes is for whoever
   * asks to bound, and an answer that nobody waits for is not made.
   */
  public <T> CompletableFuture<T> askAfter(long seq, Function<EmbeddedDriver, T> what) {
    if (!live && !questions.areRefused()) {
      throw new NotLiveException(
          told.state() == DetectionStatus.State.STANDING_BY
              ? "another server of this event log has detection: ask that one"
              : "detection is still reading what happened before it started");
    }
    return questions.ask(seq, what);
  }

  @Override
  public <T> CompletableFuture<T> know(Function<Knowledge, T> what) {
    return knowAfter(0, what);
  }

  @Override
  public <T> CompletableFuture<T> knowAfter(long seq, Function<Knowledge, T> what) {
    return askAfter(seq, driver -> what.apply(new DriverKnowledge(driver, heartbeats)));
  }

  @Override
  public boolean knowsEventsAtOnce() {
    return true;
  }

  /**
   * Forgets what is erased from the log: has it erased, then makes the state anew from what the log
   * holds, beside the one in use where there is room for both, and takes it over. Meanwhile no
   * rings are looked for. Where there is no room the state begins empty, and detection says that it
   * catches up. Afterwards nothing on the disk is of the old state.
   *
   * @param erasing erases from the log, so that reading it gives nothing of it any more
   * @return done once the new state is in use; whoever reads results may do so, but they may still
   *     be what was written from the old one
   * @throws IllegalStateException if it is under way already
   */
  @Override
  public CompletableFuture<Void> forget(Runnable erasing) {
    return rebuild.ask(erasing);
  }

  @Override
  public int neededAccounts() {
    return learning.neededAccounts();
  }

  @Override
  public DetectionStatus status() {
    Duration unmoved = Duration.ofNanos(nanoClock.getAsLong() - movedAt);
    return told.after(live, seenSeq, log.lastSeq(), unmoved);
  }

  @Override
  public boolean hasDied() {
    return died;
  }

  @Override
  public DetectionFigures figures() {
    return figures;
  }

  @Override
  public Optional<SnapshotFile> newestSnapshot() throws IOException {
    return snapshots.newest();
  }

  private void run() {
    try {
      restore();
      while (!stopping) {
        step();
      }
      rings.finish();
      results.finish(driver, cursor.takenSeq());
      if (setAside.finish()) {
        snapshots.finish(driver, position());
      }
      questions.refuse(new NotLiveException("detection has stopped"));
    } catch (UnknownControlException e) {
      die(e.getMessage(), e);
    } catch (Throwable e) { // whatever it is: nobody else would say so
      die("detection died of " + e, e);
    }
  }

  /** Says so to everybody. The driver is not asked: it may be what is broken, or not be there. */
  private void die(@Nullable String why, Throwable cause) {
    failure = String.valueOf(why);
    // Before it is told: who knows asks no more in vain.
    questions.refuse(new NotLiveException("detection stands still: " + failure));
    died = true;
    told = told.failed(failure);
    rebuild.stop("detection stands still: " + failure);
    LOG.error("detection stands still; events are still accepted", cause);
  }

  /** Shows that the thread goes on, and how far it is. */
  private void moved() {
    arrivals.logEnds(log.lastSeq());
    seenSeq = cursor.takenSeq();
    live = isLive();
    movedAt = nanoClock.getAsLong();
  }

  private void restore() throws IOException {
    liveFromSeq = log.lastSeq();
    Optional<Snapshots.Found> found = snapshots.restore(config, LAYOUT);
    if (found.isPresent()) {
      Snapshots.Position position = found.get().position();
      driver = found.get().driver();
      cursor.goBehind(position.seq());
      learning.resume(position.learnedAtSeq(), position.learnedAtMinute());
    } else {
      driver = new EmbeddedDriver(config, LAYOUT);
    }
    results.resume(driver, cursor.takenSeq());
    driver.onPause(this::whileATickCloses);
    moved();
    LOG.info("detection goes on after entry {} of {}", cursor.takenSeq(), liveFromSeq);
    tell();
  }

  private void step() throws InterruptedException {
    moved();
    boolean idle;
    try {
      idle = !cursor.fetch(WAIT);
      requireLog();
      failure = "";
    } catch (LogUnavailableException e) {
      failure = String.valueOf(e.getMessage());
      questions.answer(driver, cursor.takenSeq());
      tell();
      Thread.sleep(PAUSE_AFTER_FAILURE);
      return;
    }
    while (cursor.hasNext()) {
      takeTimedSlice();
      moved();
      answer();
    }
    lookAfter(idle);
  }

  private void takeTimedSlice() {
    long begun = nanoClock.getAsLong();
    Optional<Tick> before = driver.closed();
    takeSlice(true);
    if (!driver.closed().equals(before)) {
      tickTimes = tickTimes.and(Duration.ofNanos(nanoClock.getAsLong() - begun));
    }
  }

  /**
   * Takes the next entries. May come to itself again, by {@link #whileATickCloses}, in the midst of
   * an entry; so all that it goes by is the place of the next.
   *
   * @param controls whether control records may be taken, or are left for later
   */
  private void takeSlice(boolean controls) {
    for (int left = SLICE; left > 0 && cursor.hasNext(); left--) {
      if (!controls && cursor.peek() instanceof ControlRecord) {
        return;
      }
      long before = cursor.takenSeq();
      LogEntry entry = cursor.take();
      if (!begun) {
        begin(before + 1, cursor.takenSeq());
      }
      take(cursor.takenSeq(), entry);
    }
  }

  private void begin(long expected, long first) {
    begun = true;
    if (first > expected) {
      LOG.warn(
          "entries {} to {} are no longer in the log: scores are without them",
          expected,
          first - 1);
    }
  }

  /** Numbers that a log has lost are given again, to entries that would be taken for known. */
  private void requireLog() {
    if (log.lastSeq() < cursor.takenSeq()) {
      throw new IllegalStateException(
          "the log ends at entry "
              + log.lastSeq()
              + ", and entry "
              + cursor.takenSeq()
              + " was read: it has lost entries; start the server again");
    }
  }

  /**
   * Between slices of a closing tick: whoever asks, and whatever comes, is not kept waiting; and as
   * long as all is read, half of a processor is left to those who send and ask.
   */
  private void whileATickCloses() {
    rest(nanoClock.getAsLong() - movedAt);
    moved();
    answer();
    if (!isLive()) {
      return;
    }
    try {
      if (cursor.fetch(Duration.ZERO)) {
        takeSlice(false);
      }
    } catch (LogUnavailableException e) {
      // It is met again, and dealt with, once the tick is closed.
      failure = String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Who looks while much is to be read would look at what is over. */
  private void answer() {
    questions.answer(driver, cursor.takenSeq());
    if (live && log.lastSeq() - cursor.takenSeq() <= MUCH) {
      suspicions.consider(driver);
    }
  }

  private void rest(long workedNanos) {
    if (live && log.lastSeq() - cursor.takenSeq() <= MUCH) {
      LockSupport.parkNanos(Math.min(workedNanos, WAIT.toNanos()));
    }
  }

  private void take(long seq, LogEntry entry) {
    try {
      switch (entry) {
        case LogEntry.Recorded recorded -> {
          heard = true;
          driver.accept(0, recorded.event());
          if (live) {
            hear(seq, recorded.event());
          }
        }
        case ControlRecord control -> take(seq, control);
      }
    } catch (UnknownControlException e) {
      throw e;
    } catch (RuntimeException e) {
      String kind = entry instanceof ControlRecord control ? control.kind() : "event";
      setAside.add(new SetAsides.Entry(seq, kind, e.toString()));
      LOG.warn("entry {} of the log, {}, was set aside: {}", seq, kind, e.toString());
    }
  }

  private void hear(long seq, Event event) {
    suspicions.heard(event, arrivals.heard(seq, event.tick()));
  }

  private void take(long seq, ControlRecord control) {
    driver.accept(ControlRecords.read(control));
    if (ControlRecords.isModel(control)) {
      learning.learned(seq, control.effectiveFrom());
    }
  }

  private void lookAfter(boolean idle) {
    if (heard) {
      heartbeats.heard();
      heard = false;
    }
    if (rebuild.isAsked()) {
      lookAfterRebuild();
    }
    driver.drainSetAside(failed -> {
      setAside.add(new SetAsides.FailedEvent(failed.event(), failed.failure().toString()));
      LOG.warn("event {} was set aside", failed.event().id(), failed.failure());
    });
    Tick closed = driver.closed().orElse(null);
    if (closed != null && isLive()) {
      lookAfterScores(closed, demand(idle));
    }
    if (idle && isLive()) {
      heartbeats.consider(driver);
    }
    setAside.consider();
    if (setAside.isEmpty()) {
      snapshots.consider(driver, position());
    }
    answer();
    tell();
  }

  private void lookAfterRebuild() {
    if (rings.isIdle()) {
      long bytes = config.bounds().bytes();
      rebuild.begin(bytes == 0 || 2 * driver.stateBytes() <= bytes);
    }
    if (rings.isIdle() && results.isIdle() && suspicions.isIdle() && snapshots.isIdle()) {
      rebuild.made().ifPresent(this::takeOver);
    }
  }

  private void takeOver(Rebuild.Made made) {
    driver = made.driver();
    driver.onPause(this::whileATickCloses);
    cursor.goBackTo(made.position().seq());
    if (made.position().seq() == 0) {
      liveFromSeq = log.lastSeq();
    }
    learning.resume(made.position().learnedAtSeq(), made.position().learnedAtMinute());
    considered = null;
    rings.startAnew();
    results.startAnew();
    suspicions.startAnew();
    try {
      snapshots.startAnew();
      rebuild.takenOver();
    } catch (IOException e) {
      rebuild.failed(e);
    }
    LOG.info("the state was made anew from the log, up to entry {}", made.position().seq());
  }

  private Demand demand(boolean idle) {
    if (log.lastSeq() - cursor.takenSeq() > MUCH) {
      return Demand.BEHIND;
    }
    return idle ? Demand.NONE : Demand.STEADY;
  }

  private void lookAfterScores(Tick closed, Demand demand) {
    chosenModel.consider(driver, cursor.takenSeq(), closed);
    learning.hold(chosenModel.holds());
    if (!closed.equals(considered) || learning.isReleased()) {
      considered = closed;
      learning.consider(driver, cursor.takenSeq(), closed);
    }
    if (!rebuild.isAsked()) {
      rings.consider(driver, cursor.takenSeq(), closed, demand);
    }
    results.consider(driver, cursor.takenSeq(), demand);
  }

  private Snapshots.Position position() {
    return new Snapshots.Position(
        cursor.takenSeq(), learning.learnedAtSeq(), learning.learnedAtMinute());
  }

  /** Whether all was read that was in the log at the start. */
  private boolean isLive() {
    // A log may turn out to end earlier: what ends it may be a duplicate of something old.
    return cursor.takenSeq() >= Math.min(liveFromSeq, log.lastSeq());
  }

  private void tell() {
    DetectionStatus now =
        new DetectionStatus(
            live ? DetectionStatus.State.LIVE : DetectionStatus.State.CATCHING_UP,
            cursor.takenSeq(),
            log.lastSeq(),
            driver.closed(),
            driver.accounts(),
            driver.late(),
            setAside.count(),
            snapshots.newestSeq(),
            "");
    told = now.failed(failure);
    figures =
        new DetectionFigures(
            tickTimes,
            snapshots.writeTime(),
            learning.learnedFrom(),
            driver.model().map(AnomalyModel::trainedOn).orElse(0),
            rings.took(),
            rings.rings(),
            driver.keys(),
            driver.stateBytes(),
            driver.shed());
    if (live) {
      onLive.run();
      onLive = () -> {};
    }
  }

  /** Stops reading, takes a last snapshot, and waits for both. */
  @Override
  public void close() {
    stopping = true;
    rebuild.stop("detection has stopped");
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    rebuild.awaitEnd();
    background.close();
  }
}
