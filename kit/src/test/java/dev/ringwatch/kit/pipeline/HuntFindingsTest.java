package dev.ringwatch.kit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.AccountState;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.FindingsInForce;
import dev.ringwatch.pipeline.HuntFinding;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.ScoreStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What hunts found moves scores from a tick on, and until another. */
class HuntFindingsTest {

  private static final PipelineConfig CONFIG = PipelineConfig.ofDefaults();
  private static final int POINTS = 25;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static List<Event> log;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static AnomalyModel model;

  private final EmbeddedDriver driver =
      new EmbeddedDriver(CONFIG, DriverLayout.of(1, 2).withLiveScores());

  /** Who did something in the last minute of the log. */
  private final AccountId anna = log.getLast().account();

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
    driver.takeTouched(Integer.MAX_VALUE);
  }

  private Tick closed() {
    return driver.closed().orElseThrow();
  }

  private AccountFinal live() {
    return driver.liveScore(anna).flatMap(LiveScore::score).orElseThrow();
  }

  private AccountFinal last() {
    return driver.finals().accounts().stream()
        .filter(one -> one.account().equals(anna))
        .findFirst()
        .orElseThrow();
  }

  private void find(Tick from, Tick until, AccountId... accounts) {
    driver.accept(
        new Control.ChangeFindings(
            from, new FindingsInForce("busy", POINTS, until, List.of(accounts))));
  }

  /** Time passes without events. */
  private void closeThrough(Tick tick) {
    driver.accept(new Control.Heartbeat(tick.next().start().plus(CONFIG.lateness()).plusMillis(1)));
    assertThat(closed()).isEqualTo(tick);
  }

  private static Tick after(Tick tick, long minutes) {
    return new Tick(tick.epochMinute() + minutes);
  }

  @Test
  void raisesTheScoreFromItsTickOnWithAReason() {
    double before = live().risk().score();
    find(closed(), after(closed(), 60), anna);
    assertThat(live().risk().score()).as("what a tick said stays said").isEqualTo(before);
    assertThat(driver.waitsForTime()).isTrue();

    closeThrough(closed().next());
    assertThat(driver.waitsForTime()).isFalse();
    Reason reason = new Reason(ScoreStep.HUNT + "busy", POINTS, "the hunt busy found it");
    for (AccountFinal score : List.of(live(), last())) {
      assertThat(score.risk().score()).isEqualTo(before + POINTS);
      assertThat(score.risk().reasons()).contains(reason);
    }
    assertThat(driver.takeTouched(10)).singleElement().satisfies(this::isAnna);
  }

  private void isAnna(AccountState state) {
    assertThat(state.account()).isEqualTo(anna);
    assertThat(state.findings()).containsExactly(new HuntFinding("busy", POINTS));
  }

  @Test
  void carriesItBetweenTicks() {
    double before = live().risk().score();
    find(closed(), after(closed(), 60), anna);
    closeThrough(closed().next());
    Event more =
        Event.builder(anna, "login", closed().next().start().plus(Duration.ofSeconds(1)))
            .id("more")
            .build();
    driver.accept(0, more);
    assertThat(driver.liveScore(anna).orElseThrow().provisional()).isTrue();
    assertThat(live().risk().reasons()).anyMatch(one -> one.name().equals("hunt_busy"));
    assertThat(live().risk().score()).isGreaterThan(before);
  }

  @Test
  void isTakenBackByTheNext() {
    double before = live().risk().score();
    find(closed(), after(closed(), 60), anna);
    closeThrough(closed().next());
    driver.takeTouched(10);
    find(closed().next(), after(closed(), 60));
    assertThat(driver.findingsInForce()).isEmpty();
    closeThrough(closed().next());
    assertThat(live().risk().score()).isEqualTo(before);
    assertThat(driver.takeTouched(10))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.account()).isEqualTo(anna);
          assertThat(one.findings()).isEmpty();
        });
  }

  @Test
  void endsByItself() {
    double before = live().risk().score();
    Tick end = after(closed(), 30);
    find(closed(), end, anna);
    closeThrough(after(closed(), 29));
    assertThat(live().risk().score()).isEqualTo(before + POINTS);
    assertThat(driver.endsFindingsBy(after(end, -1))).isFalse();
    assertThat(driver.endsFindingsBy(end)).isTrue();
    closeThrough(end);
    assertThat(live().risk().score()).isEqualTo(before);
    assertThat(driver.findingsInForce()).isEmpty();
    assertThat(driver.endsFindingsBy(after(end, 1_000))).isFalse();
  }

  /** An account that nothing is known of yet, or any more, has no score that could be raised. */
  @Test
  void waitsForAnAccountThatIsNotThereYet() {
    AccountId late = new AccountId("late");
    find(closed(), after(closed(), 60), late);
    closeThrough(closed().next());
    assertThat(driver.takeTouched(10)).isEmpty();
    assertThat(driver.liveScore(late)).isEmpty();
    driver.accept(0, Event.builder(late, "login", closed().next().start()).id("first").build());
    driver.closeAllTicks();
    assertThat(driver.liveScore(late).flatMap(LiveScore::score).orElseThrow().risk().reasons())
        .anyMatch(one -> one.name().equals("hunt_busy"));
  }
}
