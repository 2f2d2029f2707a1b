package dev.ringwatch.kit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.detect.ring.SearchMemory;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.pipeline.AccountState;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.FrozenState;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.pipeline.Membership;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.RingInForce;
import dev.ringwatch.pipeline.RingSearch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rings that are looked for beside a driver that goes on, and what a log that says them moves. */
class RingSearchTest {

  private static final PipelineConfig CONFIG = PipelineConfig.ofDefaults();

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static List<Event> log;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static AnomalyModel model;

  @BeforeAll
  static void makeLog() {
    log = new ArrayList<>();
    Generator.of(
            GeneratorConfig.ofDefaults()
                .withSeed(3)
                .withVolume(new Volume(Volume.ofDefaults().start(), 1, 2_000, 40_000)))
        .forEach(log::add);
    EmbeddedDriver driver = driver(1);
    feed(driver, log);
    driver.closeAllTicks();
    model = AnomalyModel.train(driver.vectors(), AnomalyConfig.ofDefaults());
  }

  private static EmbeddedDriver driver(int partitions) {
    return new EmbeddedDriver(CONFIG, DriverLayout.of(1, partitions).withLiveScores());
  }

  private static void feed(EmbeddedDriver driver, List<Event> events) {
    events.forEach(event -> driver.accept(0, event));
  }

  private static EmbeddedDriver driver(int partitions, List<Event> events) {
    EmbeddedDriver driver = driver(partitions);
    driver.accept(new Control.UseModel(new Tick(0), model));
    feed(driver, events);
    driver.closeAllTicks();
    return driver;
  }

  private static RingFindings find(EmbeddedDriver driver) {
    try (RingSearch search = driver.ringSearch().orElseThrow()) {
      return search.find();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void findsWhatTheFinalsOfTheTickFind(int partitions) {
    EmbeddedDriver driver = driver(partitions, log);
    RingFindings found = find(driver);
    assertThat(found.rings()).hasSizeGreaterThan(3);
    assertThat(found).isEqualTo(driver.finals().rings());
  }

  @Test
  void seesNothingOfWhatTheDriverDoesMeanwhile() {
    List<Event> half = log.subList(0, log.size() / 2);
    RingFindings expected = find(driver(2, half));
    EmbeddedDriver driver = driver(2, half);
    RingSearch search = driver.ringSearch().orElseThrow();
    CompletableFuture<RingFindings> found = CompletableFuture.supplyAsync(search::find);
    feed(driver, log.subList(log.size() / 2, log.size()));
    driver.closeAllTicks();
    assertThat(found.join()).isEqualTo(expected);
    assertThat(search.find()).isEqualTo(expected);
    search.close();
    assertThat(find(driver)).isEqualTo(find(driver(2, log)));
    assertThatThrownBy(search::find).isInstanceOf(IllegalStateException.class);
  }

  /** Each tick's search begins with what the search before found out, and finds the same. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void findsTheSameByWhatItFoundOutBefore(int partitions) {
    EmbeddedDriver driver = driver(partitions);
    driver.accept(new Control.UseModel(new Tick(0), model));
    SearchMemory memory = new SearchMemory();
    int tested = 0;
    int accounts = 0;
    int step = log.size() / 20;
    for (int from = 0; from < log.size(); from += step) {
      feed(driver, log.subList(from, Math.min(log.size(), from + step)));
      driver.closeAllTicks();
      try (RingSearch search = driver.ringSearch().orElseThrow()) {
        RingFindings expected = search.find();
        assertThat(search.find(memory)).isEqualTo(expected);
        tested += memory.accountsTested();
        accounts += driver.accounts();
        assertThat(search.find(memory)).isEqualTo(expected);
        assertThat(memory.accountsTested()).isZero();
      }
    }
    assertThat(tested).isLessThan(accounts);
    assertThat(find(driver).rings()).hasSizeGreaterThan(3);
  }

  @Test
  void isNotThereBeforeATickHasClosed() {
    assertThat(driver(1).ringSearch()).isEmpty();
  }

  @Test
  void findsRingsWithoutAModelToo() {
    EmbeddedDriver driver = driver(1);
    feed(driver, log);
    driver.closeAllTicks();
    assertThat(find(driver).rings())
        .extracting(Ring::id)
        .containsExactlyInAnyOrderElementsOf(
            find(driver(1, log)).rings().stream().map(Ring::id).toList());
  }

  @Test
  void tellMembersFromTheTickThatIsNamed() {
    EmbeddedDriver driver = driver(2, log);
    takeAll(driver);
    Instant end = log.getLast().timestamp();
    RingSearch search = driver.ringSearch().orElseThrow();
    List<Ring> rings = search.find().rings();
    Control.ChangeRings changes = search.changes(rings).orElseThrow();
    search.close();
    assertThat(changes.effectiveFrom()).isEqualTo(search.tick().next());
    Ring ring = rings.getFirst();
    AccountId member = ring.members().getFirst().account();

    driver.accept(changes);
    assertThat(driver.waitsForTime()).isTrue();
    assertThat(score(driver, member).membership()).isEmpty();
    driver.accept(new Control.Heartbeat(end.plus(Duration.ofMinutes(10))));

    assertThat(driver.waitsForTime()).isFalse();
    Membership told = score(driver, member).membership().orElseThrow();
    assertThat(told).isEqualTo(new Membership(ring.id(), ring.score(), ring.members().size() - 1));
    LiveScore live = driver.liveScore(member).orElseThrow();
    assertThat(live.score().orElseThrow().ringId()).isEqualTo(ring.id());
    assertThat(live.score().orElseThrow().risk().reasons())
        .anyMatch(reason -> reason.name().equals("ring"));
    Set<AccountId> everyMember = new HashSet<>();
    rings.forEach(one -> one.members().forEach(each -> everyMember.add(each.account())));
    assertThat(takeAll(driver)).isEqualTo(everyMember);

    // Nothing is different, so there is nothing to say.
    try (RingSearch again = driver.ringSearch().orElseThrow()) {
      assertThat(again.changes(again.find().rings())).isEmpty();
    }
  }

  private record Told(Optional<Membership> membership) {}

  private static Told score(EmbeddedDriver driver, AccountId account) {
    var score = driver.liveScore(account).orElseThrow().score().orElseThrow();
    String id = score.ringId();
    int others =
        driver.ringsInForce().stream()
            .filter(ring -> ring.id().equals(id))
            .mapToInt(ring -> ring.members().size() - 1)
            .sum();
    return new Told(
        id == null ? Optional.empty() : Optional.of(new Membership(id, score.ring(), others)));
  }

  private static Set<AccountId> takeAll(EmbeddedDriver driver) {
    Set<AccountId> taken = new HashSet<>();
    for (List<AccountState> some = driver.takeTouched(100);
        !some.isEmpty();
        some = driver.takeTouched(100)) {
      some.forEach(state -> taken.add(state.account()));
    }
    return taken;
  }

  @Test
  void keepTheirIdsAndSayOnlyWhatIsDifferent() {
    EmbeddedDriver driver = driver(1, log.subList(0, log.size() * 3 / 4));
    List<Ring> before = say(driver);
    feed(driver, log.subList(log.size() * 3 / 4, log.size()));
    driver.closeAllTicks();
    List<Ring> after;
    Control.ChangeRings changes;
    try (RingSearch search = driver.ringSearch().orElseThrow()) {
      after = search.find().rings();
      changes = search.changes(after).orElseThrow();
    }
    driver.accept(changes);
    assertThat(driver.ringsInForce())
        .extracting(RingInForce::id)
        .containsExactlyInAnyOrderElementsOf(after.stream().map(Ring::id).toList());
    Set<String> idsBefore = ids(before);
    Set<String> idsAfter = ids(after);
    assertThat(idsAfter).containsAnyElementsOf(idsBefore);
    Set<String> ended = new HashSet<>(idsBefore);
    ended.removeAll(idsAfter);
    assertThat(new HashSet<>(changes.ended())).isEqualTo(ended);
    // Under the ids that members give them, rings that grew would all be others.
    Set<String> byMembers = ids(find(driver(1, log)).rings());
    assertThat(after.stream().filter(ring -> idsBefore.contains(ring.id())))
        .anyMatch(ring -> !byMembers.contains(ring.id()));
    for (Ring ring : after) {
      RingInForce said =
          driver.ringsInForce().stream()
              .filter(one -> one.id().equals(ring.id()))
              .findAny()
              .orElseThrow();
      assertThat(said.members()).isEqualTo(ring.members().stream().map(Member::account).toList());
      assertThat(said.score()).isBetween(ring.score() - 1, ring.score() + 1);
    }
  }

  private static List<Ring> say(EmbeddedDriver driver) {
    try (RingSearch search = driver.ringSearch().orElseThrow()) {
      List<Ring> rings = search.find().rings();
      driver.accept(search.changes(rings).orElseThrow());
      return rings;
    }
  }

  private static Set<String> ids(List<Ring> rings) {
    return new HashSet<>(rings.stream().map(Ring::id).toList());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areInTheStateWhetherTheyHoldAlreadyOrNot(boolean holds) throws IOException {
    EmbeddedDriver driver = driver(1, log);
    say(driver);
    Control.Heartbeat later =
        new Control.Heartbeat(log.getLast().timestamp().plus(Duration.ofMinutes(10)));
    if (holds) {
      driver.accept(later);
    }
    EmbeddedDriver restored = restored(driver);
    assertThat(restored.ringsInForce()).isEqualTo(driver.ringsInForce()).isNotEmpty();
    driver.accept(later);
    restored.accept(later);
    for (AccountId account : driver.ringsInForce().getFirst().members()) {
      assertThat(restored.liveScore(account).flatMap(LiveScore::score))
          .isEqualTo(driver.liveScore(account).flatMap(LiveScore::score));
    }
    assertThat(state(restored)).isEqualTo(state(driver));
  }

  private static EmbeddedDriver restored(EmbeddedDriver driver) throws IOException {
    return EmbeddedDriver.restore(
            new ByteArrayInputStream(state(driver)), CONFIG, DriverLayout.of(1, 1).withLiveScores())
        .driver();
  }

  private static byte[] state(EmbeddedDriver driver) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FrozenState frozen = driver.freeze(1)) {
      frozen.writeTo(out);
    }
    return out.toByteArray();
  }
}
