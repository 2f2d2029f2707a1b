package dev.ringwatch.kit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.learn.LearnedWeights;
import dev.ringwatch.learn.ProbabilityScale;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.FindingsInForce;
import dev.ringwatch.pipeline.FrozenState;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.ScoreStep;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What verdicts taught moves scores from a tick on, and until another. */
class LearnedInForceTest {

  private static final PipelineConfig CONFIG = PipelineConfig.ofDefaults();
  private static final DriverLayout LAYOUT = DriverLayout.of(1, 2).withLiveScores();
  private static final LearnedWeights WEIGHTS =
      new LearnedWeights(
          Map.of("distinct_ips:above", 2.5, "events:below", 1.0, "events:above", -1.5),
          new ProbabilityScale(-2, 1));

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static List<Event> log;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static AnomalyModel model;

  private final EmbeddedDriver driver = new EmbeddedDriver(CONFIG, LAYOUT);

  @BeforeAll
  static void learn() {
    Volume volume = new Volume(Volume.ofDefaults().start(), 1, 1_000, 10_000);
    List<Event> events = new ArrayList<>();
    Generator.of(GeneratorConfig.ofDefaults().withSeed(3).withVolume(volume)).forEach(events::add);
    log = List.copyOf(events);
    EmbeddedDriver learned = new EmbeddedDriver(CONFIG, 1, 1);
    log.forEach(event -> learned.accept(0, event));
    learned.closeAllTicks();
    model = AnomalyModel.train(learned.vectors(), AnomalyConfig.ofDefaults());
  }

  @BeforeEach
  void read() {
    driver.accept(new Control.UseModel(new Tick(0), model));
    log.forEach(event -> driver.accept(0, event));
    driver.closeAllTicks();
  }

  /** Time passes without events. */
  private void closeNext() {
    Tick next = driver.closed().orElseThrow().next();
    driver.accept(new Control.Heartbeat(next.next().start().plus(CONFIG.lateness()).plusMillis(1)));
    assertThat(driver.closed()).contains(next);
  }

  private void use(Optional<LearnedWeights> weights) {
    driver.accept(new Control.UseLearned(driver.closed().orElseThrow(), weights));
  }

  @Test
  void movesScoresFromItsTickOnWithReasonsThatAddUp() {
    List<AccountFinal> alone = driver.finals().accounts();
    use(Optional.of(WEIGHTS));
    assertThat(driver.finals().accounts()).as("what a tick said stays said").isEqualTo(alone);
    assertThat(driver.waitsForTime()).isTrue();
    assertThat(driver.learned()).isEmpty();
    assertThat(driver.newestLearned()).contains(WEIGHTS);

    closeNext();
    assertThat(driver.waitsForTime()).isFalse();
    assertThat(driver.learned()).contains(WEIGHTS);
    List<AccountFinal> adjusted = driver.finals().accounts();
    assertThat(adjusted).anyMatch(one -> one.risk().score() > scoreOf(one.account(), alone) + 5);
    assertThat(adjusted).anyMatch(one -> one.risk().score() < scoreOf(one.account(), alone) - 1);
    for (AccountFinal one : adjusted) {
      double sum = one.risk().reasons().stream().mapToDouble(Reason::points).sum();
      assertThat(sum).as("%s", one).isCloseTo(one.risk().score(), within(1e-6));
    }
  }

  @Test
  void isTheSameBetweenTicks() {
    use(Optional.of(WEIGHTS));
    closeNext();
    for (AccountFinal one : driver.finals().accounts().subList(0, 50)) {
      AccountFinal live = driver.liveScore(one.account()).flatMap(LiveScore::score).orElseThrow();
      // Its ring is the one that the log says, and this log says none.
      if (one.ringId() == null) {
        assertThat(live).isEqualTo(one);
      }
    }
  }

  @Test
  void huntsComeOnTopOfIt() {
    use(Optional.of(WEIGHTS));
    closeNext();
    List<AccountFinal> adjusted = driver.finals().accounts();
    List<AccountId> all = adjusted.stream().map(AccountFinal::account).toList();
    Tick now = driver.closed().orElseThrow();
    FindingsInForce found =
        new FindingsInForce("busy", 60, new Tick(now.epochMinute() + 60), all.subList(0, 900));
    driver.accept(new Control.ChangeFindings(now, found));
    closeNext();
    List<AccountFinal> raised = driver.finals().accounts();
    for (int i = 0; i < 900; i++) {
      double before = adjusted.get(i).risk().score();
      assertThat(raised.get(i).risk().score()).isCloseTo(Math.min(100, before + 60), within(1e-9));
      double points =
          raised.get(i).risk().reasons().stream()
              .filter(reason -> reason.name().equals(ScoreStep.HUNT + "busy"))
              .mapToDouble(Reason::points)
              .sum();
      assertThat(points).isCloseTo(Math.min(60, 100 - before), within(1e-9));
      double sum = raised.get(i).risk().reasons().stream().mapToDouble(Reason::points).sum();
      assertThat(sum).isCloseTo(raised.get(i).risk().score(), within(1e-6));
    }
    assertThat(adjusted.stream().limit(900)).anyMatch(one -> one.risk().score() > 40);
  }

  @Test
  void isGivenUpWithoutATrace() {
    List<AccountFinal> alone = driver.finals().accounts();
    use(Optional.of(WEIGHTS));
    closeNext();
    assertThat(driver.finals().accounts()).isNotEqualTo(alone);
    use(Optional.empty());
    closeNext();
    assertThat(driver.finals().accounts()).isEqualTo(alone);
    assertThat(driver.learned()).isEmpty();
  }

  @Test
  void isPartOfTheState() throws IOException {
    use(Optional.of(WEIGHTS));
    closeNext();
    use(Optional.empty());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FrozenState frozen = driver.freeze(1)) {
      frozen.writeTo(out);
    }
    EmbeddedDriver restored =
        EmbeddedDriver.restore(new ByteArrayInputStream(out.toByteArray()), CONFIG, LAYOUT)
            .driver();
    assertThat(restored.learned()).contains(WEIGHTS);
    assertThat(restored.newestLearned()).isEmpty();
    assertThat(restored.finals().accounts()).isEqualTo(driver.finals().accounts());
  }

  /** Who asks whether something else holds must not be told so of the same. */
  @Test
  void whatHoldsIsTheSameObjectUntilItChanges() {
    use(Optional.of(WEIGHTS));
    closeNext();
    assertThat(driver.scoringModel().orElseThrow()).isSameAs(driver.scoringModel().orElseThrow());
    use(Optional.empty());
    assertThat(driver.scoringModel().orElseThrow().weights()).contains(WEIGHTS);
    closeNext();
    assertThat(driver.scoringModel().orElseThrow().learned()).isEmpty();
  }

  private static double scoreOf(AccountId account, List<AccountFinal> scores) {
    return scores.stream()
        .filter(one -> one.account().equals(account))
        .mapToDouble(one -> one.risk().score())
        .findFirst()
        .orElseThrow();
  }
}
