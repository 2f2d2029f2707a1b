package dev.ringwatch.pipeline;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.ring.AccountOrder;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.UnusableStateException;
import dev.ringwatch.learn.LearnedWeights;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Runs the steps in one process and owns all state. Events of several sources may come in any order
 * within the lateness: a tick's events are held until it closes and then applied in canonical
 * order, so that final scores depend on neither the order of arrival nor the number of sources or
 * partitions. Used by one thread.
 */
public final class EmbeddedDriver {

  private static final Instant EARLIEST = Instant.ofEpochMilli(Long.MIN_VALUE);
  private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final DriverLayout layout;
  private final HashKey hashKey;
  final DriverState state;
  private final TickCloser closer;
  private final FinalScores finals;
  private final LiveScores live;

  /**
   * A driver that has seen nothing.
   *
   * @param config what moves scores
   * @param sources how many sources hand in events, each with a time of its own; at least 1
   * @param partitions into how many parts the keys' states are split; at least 1
   */
  public EmbeddedDriver(PipelineConfig config, int sources, int partitions) {
    this(config, DriverLayout.of(sources, partitions));
  }

  /** A driver that has seen nothing, laid out in some way. */
  public EmbeddedDriver(PipelineConfig config, DriverLayout layout) {
    this(config, layout, Steps.of(config));
  }

  /** The same with other steps, such as one that fails. */
  EmbeddedDriver(PipelineConfig config, DriverLayout layout, Steps steps) {
    this.layout = layout;
    this.hashKey = config.hashKey();
    this.state = new DriverState(config, layout, steps, this::close);
    this.closer = new TickCloser(config, layout.live(), state);
    this.finals = new FinalScores(config, state);
    this.live = new LiveScores(config, state);
  }

  /**
   * A driver with the state that another had when it was frozen; it goes on as that one would have.
   * Several hundred MB/s. The stream needs no buffer, is read to its end, and stays open.
   *
   * @param in what {@link FrozenState#writeTo} wrote
   * @param config the configuration; whatever the state depends on must be as it was
   * @param layout the layout, of as many sources and partitions as it was
   * @throws UnusableStateException if the state is damaged, or was kept by another version or under
   *     another configuration; the message says which
   * @throws IOException if the stream does
   */
  public static Restored restore(InputStream in, PipelineConfig config, DriverLayout layout)
      throws IOException {
    FrozenState.Opened opened = FrozenState.open(in, StateSettings.of(config, layout));
    BlockReader blocks = opened.blocks();
    EmbeddedDriver driver = new EmbeddedDriver(config, layout);
    try {
      long position = blocks.readLong();
      driver.state.read(blocks, opened.version());
      blocks.finish();
      driver.goOn();
      return new Restored(driver, position);
    } catch (RuntimeException inconsistent) {
      throw new UnusableStateException("the state contradicts itself", inconsistent);
    }
  }

  private void goOn() {
    if (layout.live() && state.closed != null) {
      closer.tellSharing(state.closed);
    }
  }

  /**
   * All state as it is now, to be written by another thread while this driver goes on. Takes a few
   * milliseconds: O(rows / 4096). Until the frozen state is written or closed, the first change of
   * each chunk of rows and of each profile copies it.
   *
   * @param position a number of the caller's own that is kept with the state, such as the sequence
   *     number up to which the log is in it
   */
  public FrozenState freeze(long position) {
    return state.freeze(position);
  }

  /**
   * Takes in one event of a source; it counts when its tick closes. Should a tick break the driver,
   * this and all else throws from then on.
   *
   * @throws BrokenDriverException if a tick could not be closed, now or before
   */
  public void accept(int source, Event event) {
    state.requireWhole();
    Instant timestamp = event.timestamp();
    if (timestamp.isBefore(EARLIEST) || timestamp.isAfter(LATEST)) {
      String rule = "the timestamp " + timestamp + " does not fit into milliseconds since 1970";
      state.setAside.add(new SetAside(event, new IllegalArgumentException(rule)));
      return;
    }
    state.ticks.add(source, event);
  }

  /**
   * Takes in a control record. One that names a closed tick holds from the first that is open: what
   * a tick said stays said.
   */
  public void accept(Control control) {
    state.requireWhole();
    switch (control) {
      case Control.UseModel use -> state.models.put(open(use.effectiveFrom()), use.model());
      case Control.UseLearned use ->
          state.models.putLearned(open(use.effectiveFrom()), use.weights());
      case Control.ChangeRings change -> state.rings.await(open(change.effectiveFrom()), change);
      case Control.ChangeFindings change ->
          state.findings.await(open(change.effectiveFrom()), change.findings());
      case Control.Heartbeat heartbeat -> pass(heartbeat.time());
    }
  }

  private Tick open(Tick named) {
    return state.closed == null || named.compareTo(state.closed) > 0 ? named : state.closed.next();
  }

  private void pass(Instant time) {
    state.ticks.pass(time.toEpochMilli());
    if (state.closed != null && state.closed.epochMinute() < state.ticks.closedMinute()) {
      closer.close(new Tick(state.ticks.closedMinute()), List.of());
    }
  }

  /** Closes every tick that holds events, as at the end of a log. */
  public void closeAllTicks() {
    state.requireWhole();
    state.ticks.closeAll();
  }

  /**
   * The last closed tick: the last that held events, or that a heartbeat passed after it; empty
   * before the first that held events.
   */
  public Optional<Tick> closed() {
    return Optional.ofNullable(state.closed);
  }

  /** Events that were left out because another with their identity was there. */
  public long duplicates() {
    return state.ticks.duplicates();
  }

  /** Events that came after their tick had closed, and counted in a later one. */
  public long late() {
    return state.ticks.late();
  }

  /** The events that made a step fail and were not drained since, and why. */
  public List<SetAside> setAside() {
    return state.setAside.waiting();
  }

  /** How many events ever made a step fail, those that were drained included. */
  public long setAsideCount() {
    return state.setAside.count();
  }

  /**
   * Hands over the events that made a step fail and forgets them; who runs for long must do so
   * often, as they take memory. After a restore their failures are words only.
   */
  public void drainSetAside(Consumer<SetAside> output) {
    state.setAside.drain(output);
  }

  /**
   * How many occasions on which accounts acted together were left out to stay within the configured
   * memory, before the graph of {@link #finals} was made; the widest gaps first.
   */
  public long shedOccasions() {
    return state.occasions.shedOccasions();
  }

  private void close(Tick tick, List<Event> events) {
    closer.close(tick, events);
  }

  /**
   * What every account did up to the last closed tick, by account id.
   *
   * @throws IllegalStateException if no tick has closed
   */
  public List<FeatureVector> vectors() {
    Tick tick = lastClosed();
    closer.tellSharing(tick);
    List<FeatureVector> vectors =
        new ArrayList<>(
            Arrays.stream(state.partitions)
                .parallel()
                .flatMap(partition -> vectors(partition, tick).stream())
                .toList());
    int[] order =
        AccountOrder.of(vectors.stream().map(FeatureVector::account).toArray(AccountId[]::new));
    return Arrays.stream(order).mapToObj(vectors::get).toList();
  }

  private static List<FeatureVector> vectors(Partition partition, Tick tick) {
    List<FeatureVector> vectors = new ArrayList<>();
    partition.tellVectors(tick, vectors::add);
    return vectors;
  }

  /**
   * The vectors of at most so many accounts, those whose ids have the smallest hashes under a seed:
   * the sample that {@link AnomalyModel#train} would take of all vectors under this limit, seed and
   * the configured hash key, without summing up the others. O(accounts) hashes, then O(max)
   * vectors.
   *
   * @param max at least 1
   * @param seed of the hash
   * @return in the order of the hashes, at the last closed tick; empty before the first
   */
  public List<FeatureVector> sampleVectors(int max, long seed) {
    if (state.closed == null) {
      return List.of();
    }
    closer.tellSharing(state.closed);
    return AccountSample.of(state.partitions, max, hashKey.seed(seed));
  }

  /**
   * Has something done between slices of a few milliseconds while a large tick closes, so that
   * neither events nor who asks for live scores need wait for all of it. Only of a live driver.
   *
   * @param between may call {@link #liveScore} and {@link #accept(int, Event)}, and nothing else
   *     that changes this driver; what closes meanwhile is applied afterwards, as if it had come
   *     then
   */
  public void onPause(Runnable between) {
    closer.onPause(between);
  }

  /**
   * Whether scores change by time alone: events lie in open ticks, or a model, what verdicts
   * taught, or a change of rings or of what hunts found, is to come.
   */
  public boolean waitsForTime() {
    return openEvents() > 0 || (state.closed != null && isAwaited(state.closed));
  }

  private boolean isAwaited(Tick closed) {
    return state.models.isAwaited(closed)
        || state.rings.isAwaited(closed)
        || state.findings.isAwaited(closed);
  }

  /** Whether what a hunt found, and stands, ends by itself at a tick or before it. */
  public boolean endsFindingsBy(Tick tick) {
    return state.findings.firstEnd().filter(end -> end.compareTo(tick) <= 0).isPresent();
  }

  /** How many events lie in ticks that are still open. */
  public long openEvents() {
    return state.ticks.size();
  }

  /**
   * How far the log's time has come: the latest event of any source, or the latest heartbeat; empty
   * before both.
   */
  public Optional<Instant> reached() {
    long millis = state.ticks.latestMillis();
    return millis == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  /** How many accounts there are at the last closed tick. */
  public int accounts() {
    return state.accounts();
  }

  /** What was shed because it did not fit into {@link PipelineConfig#bounds}. */
  public Shed shed() {
    return state.shed;
  }

  /** What the state takes at the last closed tick, by the sizes in {@link StateBounds}. */
  public long stateBytes() {
    return state.bytes();
  }

  /** How many link keys there are at the last closed tick, co-actions among them. */
  public long keys() {
    return state.keys();
  }

  /**
   * What is known of an account right now, between ticks: its own closed state, on it its events of
   * open ticks, in the order and without the duplicates with which they will be applied, and what
   * the last closed tick says of everybody else: a link key that the account uses for the first
   * time tells it how many the key's accounts are with it. Changes nothing. Well under a
   * millisecond, however many events of other accounts lie in open ticks.
   *
   * <p>Its ring is the one that the log says, by {@link Control.ChangeRings}, and so is what hunts
   * found of it, by {@link Control.ChangeFindings}, and what verdicts taught, by {@link
   * Control.UseLearned}.
   *
   * @return empty for an account that has done nothing
   * @throws IllegalStateException if the driver was not laid out for it ({@link
   *     DriverLayout#withLiveScores})
   */
  public Optional<LiveScore> liveScore(AccountId account) {
    state.requireWhole();
    if (!layout.live()) {
      throw new IllegalStateException(
          "this driver was not asked to be live; see DriverLayout.withLiveScores");
    }
    return live.of(account);
  }

  /**
   * The features of an account before the newest day on which it was active, as far as ticks are
   * closed: what it is like otherwise. Changes nothing.
   *
   * @return empty for one with a single such day
   */
  public Optional<FeatureVector> earlierVector(AccountId account) {
    state.requireWhole();
    return live.earlier(account);
  }

  /**
   * How many accounts besides one used a link key, as far as ticks are closed and within what
   * states remember. Changes nothing. O(1) expected.
   *
   * @param key of a static kind
   * @param account who is not counted, whether it used the key or not
   * @return 0 also for a key of a kind that is not looked at
   */
  public int othersOn(LinkKey key, AccountId account) {
    state.requireWhole();
    return live.othersOn(key, account);
  }

  /**
   * What is known of accounts that a closed tick changed since they were last taken here, those
   * that have waited longest first: the ones whose final scores may have moved, as long as the
   * model stays. Only of a live driver. Microseconds each.
   *
   * @param max how many at most; at least 1
   * @return as of the last closed tick; empty before the first, and when none has changed
   */
  public List<AccountState> takeTouched(int max) {
    state.requireWhole();
    List<AccountState> taken = new ArrayList<>();
    for (Partition partition : state.partitions) {
      Profiles profiles = partition.state().profiles();
      partition
          .touched()
          .take(
              max - taken.size(),
              place ->
                  Optional.ofNullable(profiles.find(place))
                      .flatMap(profile -> AccountState.of(profile, state))
                      .ifPresent(taken::add));
    }
    return taken;
  }

  /** How many accounts {@link #takeTouched} has to hand out. */
  public long touched() {
    return Arrays.stream(state.partitions).mapToLong(partition -> partition.touched().size()).sum();
  }

  /** Has {@link #takeTouched} hand out all accounts, as for another model or after a restore. */
  public void touchAll() {
    for (Partition partition : state.partitions) {
      for (int place = 0; place < partition.places(); place++) {
        partition.touched().mark(place);
      }
    }
  }

  /** The rings that the log says, those to come included, by id. O(rings). */
  public List<RingInForce> ringsInForce() {
    return state.rings.newest();
  }

  /** What hunts found that stands as the log says, or is about to, by hunt. O(hunts). */
  public List<FindingsInForce> findingsInForce() {
    return state.findings.newest();
  }

  /**
   * Everything that rings are found in, as it is now, to be searched by another thread while this
   * driver goes on. Takes a few milliseconds: O(rows / 4096). Until it is closed, the first change
   * of each chunk of rows and of each profile copies it.
   *
   * @return empty before a tick has closed
   */
  public Optional<RingSearch> ringSearch() {
    state.requireWhole();
    return Optional.ofNullable(state.closed).map(state::ringSearch);
  }

  /** The model in force at the last closed tick; empty if there is none, or no tick has closed. */
  public Optional<AnomalyModel> model() {
    return state.closed == null ? Optional.empty() : state.models.at(state.closed);
  }

  /**
   * What makes scores at the last closed tick: the model in force, with what verdicts taught where
   * that holds. The same object as long as both are. Empty if there is no model, or no tick has
   * closed.
   */
  public Optional<ScoringModel> scoringModel() {
    return state.closed == null ? Optional.empty() : state.models.scoringAt(state.closed);
  }

  /** What verdicts taught that holds at the last closed tick; empty if nothing of it does. */
  public Optional<LearnedWeights> learned() {
    return state.closed == null ? Optional.empty() : state.models.learnedAt(state.closed);
  }

  /** What verdicts taught that holds or, if it is known, will; empty if nothing of it does. */
  public Optional<LearnedWeights> newestLearned() {
    return state.models.newestLearned();
  }

  /** The model that holds or, if one is known that is to come, will; empty if there is none. */
  public Optional<AnomalyModel> newestModel() {
    return state.models.newest();
  }

  private Tick lastClosed() {
    state.requireWhole();
    if (state.closed == null) {
      throw new IllegalStateException("no tick has closed yet, so there is nothing to score");
    }
    return state.closed;
  }

  /**
   * The final scores at the last closed tick, under what is in force there.
   *
   * @throws IllegalStateException if no tick has closed, or no model is in force
   */
  public Finals finals() {
    Tick tick = lastClosed();
    ScoringModel model =
        scoringModel()
            .orElseThrow(
                () -> new IllegalStateException("no model is in force at " + tick.start()));
    return finals.of(tick, vectors(), model);
  }

  /**
   * The final scores at the last closed tick under a model that is not of the log and without what
   * verdicts taught: for who learns from what it has read, and scores the same.
   *
   * @param vectors what {@link #vectors} returned at this tick
   */
  public Finals finals(List<FeatureVector> vectors, AnomalyModel model) {
    return finals.of(lastClosed(), vectors, ScoringModel.of(model));
  }

  /**
   * The same where only a part counts of what hunts found, or counts otherwise, or verdicts adjust:
   * for who wants to see what that would change. Rings do not hang on either, so they are not
   * looked for again.
   *
   * @param rings what {@link #finals(List, AnomalyModel)} found of the same vectors and model
   * @param counted makes of all that hunts tell an account what counts; called by several threads
   */
  public Finals finals(
      List<FeatureVector> vectors,
      ScoringModel model,
      RingFindings rings,
      UnaryOperator<List<HuntFinding>> counted) {
    return finals.of(lastClosed(), vectors, model, rings, counted);
  }
}
