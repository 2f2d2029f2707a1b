package dev.ringwatch.kit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.TrapLevel;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.learn.LearnedWeights;
import dev.ringwatch.learn.ProbabilityScale;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.FindingsInForce;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.ScoringModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The parity contract: the same log gives the same final scores, rings and edges, whatever the
 * number of partitions, the order of arrival within the lateness, and the driver. The reference is
 * the embedded driver reading one source in order with its state in one part. Extend it and say how
 * your driver runs a log.
 */
public abstract class DriverContract {

  private static final Duration LATENESS = Duration.ofMinutes(5);
  private static final PipelineConfig CONFIG =
      PipelineConfig.ofDefaults().withLateness(LATENESS).withHashKey(new HashKey(1, 2));
  private static final Volume SMALL_DAYS =
      new Volume(Volume.ofDefaults().start(), 2, 1_500, 60_000);

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static List<Event> log;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static List<Control> controls;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static Finals expected;

  /**
   * Runs a log through the driver under test.
   *
   * @param config what moves scores
   * @param controls the control records of the log, all before the first event: a model in force
   *     from the first tick, and what hunts found and verdicts taught from later ones on
   * @param sources the events, split over sources; each source's order is disturbed by less than
   *     the lateness
   * @param seed for whatever the run leaves open, such as the order in which sources are read
   * @return the final scores at the last tick
   */
  protected abstract Finals run(
      PipelineConfig config, List<Control> controls, List<List<Event>> sources, long seed);

  /**
   * Runs a log likewise, but stops at some moments that the seed says, writes down all state,
   * forgets everything, and goes on from what was written.
   */
  protected abstract Finals runWithStops(
      PipelineConfig config, List<Control> controls, List<List<Event>> sources, long seed);

  /** Makes the log and the reference's answer, once for all tests. */
  @BeforeAll
  static void makeReference() {
    List<Event> events = new ArrayList<>();
    Generator.of(
            GeneratorConfig.ofDefaults()
                .withSeed(20)
                .withTraps(TrapLevel.HARD)
                .withVolume(SMALL_DAYS))
        .forEach(events::add);
    log = List.copyOf(events);
    EmbeddedDriver reference = new EmbeddedDriver(CONFIG, 1, 1);
    List<Control> findings = findings();
    List<Control> learned = learned();
    findings.forEach(reference::accept);
    learned.forEach(reference::accept);
    log.forEach(event -> reference.accept(0, event));
    reference.closeAllTicks();
    List<FeatureVector> vectors = reference.vectors();
    AnomalyModel model = AnomalyModel.train(vectors, AnomalyConfig.ofDefaults());
    controls = new ArrayList<>(List.of(new Control.UseModel(new Tick(0), model)));
    controls.addAll(findings);
    controls.addAll(learned);
    expected =
        reference.finals(
            vectors,
            ScoringModel.of(model, reference.learned()),
            reference.finals(vectors, model).rings(),
            UnaryOperator.identity());
  }

  /** What verdicts taught: it is given up, replaced in the middle, and will be given up again. */
  private static List<Control> learned() {
    long first = log.getFirst().tick().epochMinute();
    long last = log.getLast().tick().epochMinute();
    return List.of(
        new Control.UseLearned(new Tick(first + 10), weights(Map.of("events:above", -2.0))),
        new Control.UseLearned(new Tick(first + 20), Optional.empty()),
        new Control.UseLearned(
            new Tick((first + last) / 2),
            weights(Map.of("ring:whole", 0.5, "distinct_ips:above", 1.5, "sessions:below", -0.5))),
        new Control.UseLearned(new Tick(last + 1_000), Optional.empty()));
  }

  private static Optional<LearnedWeights> weights(Map<String, Double> coefficients) {
    return Optional.of(new LearnedWeights(coefficients, new ProbabilityScale(-2, 1)));
  }

  /** Of three hunts: one stands, one is replaced in the middle, and one ends there by itself. */
  private static List<Control> findings() {
    long first = log.getFirst().tick().epochMinute();
    long last = log.getLast().tick().epochMinute();
    long middle = (first + last) / 2;
    return List.of(
        found("stands", 20, first + 10, last + 1_000, 7),
        found("replaced", 95, first + 10, last + 1_000, 2),
        found("ends", 90, first, middle, 3),
        found("replaced", 95, middle, last + 1_000, 11));
  }

  /** That a hunt found one in so many accounts. */
  private static Control found(String hunt, int points, long from, long until, int oneIn) {
    List<AccountId> accounts = log.stream().map(Event::account).distinct().sorted().toList();
    List<AccountId> found =
        IntStream.range(0, accounts.size())
            .filter(i -> i % oneIn == 0)
            .mapToObj(accounts::get)
            .toList();
    return new Control.ChangeFindings(
        new Tick(from), new FindingsInForce(hunt, points, new Tick(until), found));
  }

  /** The reference must have found something to agree on. */
  @Test
  void referenceFindsRingsAndScores() {
    assertThat(expected.rings().rings()).isNotEmpty();
    assertThat(expected.accounts()).hasSizeGreaterThan(1_400);
    assertThat(expected.accounts()).anyMatch(account -> account.risk().score() > 50);
    assertThat(found("hunt_stands")).isEqualTo(accountsIn(7));
    assertThat(found("hunt_replaced")).isEqualTo(accountsIn(11));
    assertThat(found("hunt_ends")).isZero();
    assertThat(found("verdicts_distinct_ips")).isPositive();
    assertThat(found("verdicts_events")).isZero();
  }

  private static long found(String reason) {
    return expected.accounts().stream()
        .filter(
            account -> account.risk().reasons().stream().anyMatch(one -> one.name().equals(reason)))
        .count();
  }

  private static long accountsIn(int oneIn) {
    return (expected.accounts().size() + oneIn - 1L) / oneIn;
  }

  /** As one, four and sixteen shuffled partitions. */
  @ParameterizedTest(name = "{0} partitions")
  @ValueSource(ints = {1, 4, 16})
  void partitionsAndOrderOfArrivalDoNotMatter(int partitions) {
    for (long seed = 1; seed <= 2; seed++) {
      Finals finals = run(CONFIG, controls, shuffled(partitions, seed), seed);
      assertSame(finals, "partitions " + partitions + ", seed " + seed);
    }
  }

  /** A driver that was stopped ends as one that never was. */
  @ParameterizedTest(name = "{0} partitions")
  @ValueSource(ints = {1, 4})
  void stoppingAndGoingOnDoesNotMatter(int partitions) {
    for (long seed = 3; seed <= 4; seed++) {
      Finals finals = runWithStops(CONFIG, controls, shuffled(partitions, seed), seed);
      assertSame(finals, "stopped, partitions " + partitions + ", seed " + seed);
    }
  }

  /** Every event twice, the second time a little later. */
  @Test
  void countsNothingTwice() {
    List<List<Event>> sources = shuffled(4, 7);
    List<List<Event>> doubled = new ArrayList<>();
    for (List<Event> source : sources) {
      List<Event> twice = new ArrayList<>(source);
      twice.addAll(source);
      doubled.add(disturbed(twice, new SplittableRandom(8)));
    }
    assertSame(run(CONFIG, controls, doubled, 9), "every event twice");
  }

  /**
   * Two events with one timestamp and id but different content: which of them counts must not hang
   * on which came first.
   */
  @Test
  void keepsTheSameOfTwoContentsWhicheverCameFirst() {
    List<Event> others = new ArrayList<>();
    for (Event event : log) {
      others.add(
          Event.builder(event.account(), "refund", event.timestamp())
              .id(event.id())
              .ip("192.0.2." + Math.floorMod(event.id().hashCode(), 256))
              .target("other")
              .build());
    }
    List<List<Event>> logFirst = List.of(log, others);
    List<List<Event>> othersFirst = List.of(others, log);
    Finals one = run(CONFIG, controls, logFirst, 10);
    Finals other = run(CONFIG, controls, othersFirst, 11);
    assertThat(other.accounts()).isEqualTo(one.accounts());
    assertThat(other.rings().edges()).isEqualTo(one.rings().edges());
    assertThat(other.rings().rings()).isEqualTo(one.rings().rings());
    assertThat(one.accounts()).as("the contents differ").isNotEqualTo(expected.accounts());
  }

  private static void assertSame(Finals finals, String what) {
    assertThat(finals.tick()).as(what).isEqualTo(expected.tick());
    assertThat(finals.accounts()).as("accounts, %s", what).isEqualTo(expected.accounts());
    assertThat(finals.rings().edges()).as("edges, %s", what).isEqualTo(expected.rings().edges());
    assertThat(finals.rings().rings()).as("rings, %s", what).isEqualTo(expected.rings().rings());
  }

  private static List<List<Event>> shuffled(int partitions, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<Event>> sources = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      sources.add(new ArrayList<>());
    }
    for (Event event : log) {
      AccountId copy = new AccountId(event.account().value());
      sources.get(random.nextInt(partitions)).add(withAccount(event, copy));
    }
    return sources.stream().map(source -> disturbed(source, random)).toList();
  }

  /** A source never promises that equal accounts are the same object. */
  private static Event withAccount(Event event, AccountId account) {
    return new Event(
        event.id(),
        account,
        event.action(),
        event.timestamp(),
        event.ip(),
        event.device(),
        event.session(),
        event.target(),
        event.targetOwner(),
        event.outcome(),
        event.enforced(),
        event.payment(),
        event.userAgent(),
        event.country(),
        event.accountCreatedAt(),
        event.source(),
        event.attributes());
  }

  private static List<Event> disturbed(List<Event> source, SplittableRandom random) {
    record Arrival(long millis, Event event) {}
    return source.stream()
        .map(event ->
            new Arrival(
                event.timestamp().toEpochMilli() + random.nextLong(LATENESS.toMillis()), event))
        .sorted(Comparator.comparingLong(Arrival::millis))
        .map(Arrival::event)
        .toList();
  }
}
