package dev.ringwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.detect.ring.CoActionUsage;
import dev.ringwatch.detect.ring.EventKeys;
import dev.ringwatch.detect.ring.KeyUsage;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flat.UnusableStateException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingTaskTest {

  private static final PipelineConfig CONFIG = PipelineConfig.ofDefaults();
  private static final RingConfig RINGS = CONFIG.rings();
  private static final int ACCOUNTS = 200;

  private final LinkStep step = new LinkStep(CONFIG);
  private final KeyStateCodec<LinkKey, KeyUsage> codec = new KeyStateCodec<>(step);

  /** Four share devices, and at other times cards; all others have their own. */
  private List<Event> events(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 20 * ACCOUNTS; i++) {
      int account = random.nextInt(ACCOUNTS);
      boolean together = account < 4;
      events.add(
          Event.builder(
                  new AccountId("a" + account), "login", Instant.EPOCH.plus(Duration.ofMinutes(i)))
              .device(
                  together && i % 2 == 0
                      ? "shared-" + random.nextInt(3)
                      : "d" + account + "-" + random.nextInt(3))
              .payment(together && i % 2 == 1 ? "card-" + random.nextInt(3) : "p" + account)
              .ip("192.0.2." + random.nextInt(250))
              .build());
    }
    return events;
  }

  private Map<LinkKey, KeyState<KeyUsage>> states(List<Event> events) {
    Map<LinkKey, KeyState<KeyUsage>> states = new HashMap<>();
    for (Event event : events) {
      use(states, new LinkKey(LinkKeyKind.DEVICE, String.valueOf(event.device())), event);
      use(states, new LinkKey(LinkKeyKind.PAYMENT, String.valueOf(event.payment())), event);
      use(states, new LinkKey(LinkKeyKind.IP, String.valueOf(event.ip())), event);
    }
    return states;
  }

  private void use(Map<LinkKey, KeyState<KeyUsage>> states, LinkKey key, Event event) {
    KeyState<KeyUsage> state = states.computeIfAbsent(key, codec::open);
    int number = state.accounts().number(event.account());
    step.apply(state.state(), new KeyUse(number, EventKeys.of(event)), told -> {});
  }

  private static RingTask of(List<Event> events) {
    RingTask task = new RingTask(RINGS);
    events.forEach(event -> task.account(event.account(), 0, 50));
    return task;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void findsTheSameWhereKeysOfOneAccountAreOnlyCounted(long seed) {
    List<Event> events = events(seed);
    RingTask whole = of(events);
    RingTask counted = of(events);
    states(events)
        .forEach((key, state) -> {
          whole.link(key, codec.bytes(state));
          if (state.state().accounts() > 1) {
            counted.link(key, codec.bytes(state));
            // As long as one account alone had it, it was counted.
            counted.lone(state.accounts().id(0), key.kind(), 1);
            counted.lone(state.accounts().id(0), key.kind(), -1);
          } else {
            counted.lone(state.accounts().id(0), key.kind(), 1);
          }
        });
    RingFindings expected = whole.find();
    assertThat(expected.edges()).isNotEmpty();
    assertThat(counted.find()).isEqualTo(expected);
    assertThat(RingTask.read(counted.bytes(), RINGS).find()).isEqualTo(expected);
    assertThat(counted.bytes().length).isLessThan(whole.bytes().length);
  }

  @Test
  void takesWhomOnlyAKeyNamesForUnremarkable() {
    List<Event> events = events(4);
    RingTask task = new RingTask(RINGS);
    states(events).forEach((key, state) -> task.link(key, codec.bytes(state)));
    assertThat(task.find().edges()).isEqualTo(expectedEdges(events));
  }

  /** Who acts on a target at one moment, in this order. */
  private static LinkKey act(RingTask task, String target, Instant at, String... accounts) {
    CoActionStep acting = new CoActionStep(CONFIG);
    KeyStateCodec<LinkKey, CoActionUsage> written = new KeyStateCodec<>(acting);
    LinkKey key = new LinkKey(LinkKeyKind.CO_ACTION, "like\t" + target);
    KeyState<CoActionUsage> state = written.open(key);
    LocalAccounts known = state.accounts();
    for (String account : accounts) {
      Event event = Event.builder(new AccountId(account), "like", at).target(target).build();
      acting.apply(
          state.state(),
          new KeyUse(known.number(event.account()), EventKeys.of(event)),
          told ->
              task.occasion(
                  key,
                  known.id(told.earlier()),
                  known.id(told.later()),
                  told.epochMillis(),
                  told.gapMillis()));
    }
    task.coAction(key, written.bytes(state));
    task.closeTick();
    return key;
  }

  @Test
  void isAsIfItHadNeverHeardOfWhoIsGone() {
    Instant later = Instant.EPOCH.plus(Duration.ofDays(9));
    List<Event> strangers = events(6).stream().filter(RingTaskTest::isOfFew).toList();
    List<Event> events = events(5).stream().filter(event -> !isOfFew(event)).toList();
    RingTask told = of(strangers);
    Map<LinkKey, KeyState<KeyUsage>> theirs = states(strangers);
    theirs.forEach((key, state) -> told.link(key, codec.bytes(state)));
    LinkKey target = act(told, "old", Instant.EPOCH, "a10", "a11");
    RingTask never = new RingTask(RINGS);
    for (RingTask task : List.of(told, never)) {
      events.forEach(event -> task.account(event.account(), 0, 50));
      act(task, "new", later, "a0", "a1", "a2");
    }
    told.forgetOccasionsBefore((int) Tick.of(later).epochMinute());
    told.coActionGone(target);
    theirs.keySet().forEach(told::linkGone);
    strangers.forEach(event -> told.accountGone(event.account()));
    for (RingTask task : List.of(told, never)) {
      states(events).forEach((key, state) -> task.link(key, codec.bytes(state)));
    }
    RingFindings expected = never.find();
    assertThat(expected.edges()).isNotEmpty();
    assertThat(told.find()).isEqualTo(expected);
    assertThat(told.bytes()).isEqualTo(never.bytes());
  }

  private static boolean isOfFew(Event event) {
    return event.account().value().matches("a1\\d");
  }

  @Test
  void knowsAgainWhoCameBack() {
    RingTask task = new RingTask(RINGS);
    AccountId account = new AccountId("a");
    task.account(account, 1, 5);
    byte[] before = task.bytes();
    task.accountGone(account);
    task.account(account, 1, 5);
    assertThat(task.bytes()).isEqualTo(before);
    task.accountGone(account);
    assertThat(task.bytes()).isEqualTo(new RingTask(RINGS).bytes());
  }

  private List<?> expectedEdges(List<Event> events) {
    RingTask task = of(events);
    states(events).forEach((key, state) -> task.link(key, codec.bytes(state)));
    return task.find().edges();
  }

  @Test
  void refusesAFormatThatItDoesNotKnow() {
    byte[] future = Packed.bytes(out -> out.putInt(1_000));
    assertThatThrownBy(() -> RingTask.read(future, RINGS))
        .hasCauseInstanceOf(UnusableStateException.class)
        .hasMessageContaining("has format 1000, and this Ringwatch reads 1");
  }
}
