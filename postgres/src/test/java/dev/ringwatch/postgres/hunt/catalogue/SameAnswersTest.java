package dev.ringwatch.postgres.hunt.catalogue;

import static dev.ringwatch.postgres.hunt.catalogue.HuntField.DAY;
import static dev.ringwatch.postgres.hunt.catalogue.HuntField.act;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.postgres.hunt.AccountDays;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hunts that were made fast beside the statements that they were before, which read every event and
 * take no sum: the same answers to the row, also where days are summed in part, or events are late.
 */
class SameAnswersTest {

  private static final Path SLOW = Path.of("src/test/resources/hunts-slow");
  private static final int DAYS = 6;

  /** With what each finds much in random days. */
  private static final Map<String, String[]> SAID =
      Map.of(
          "account-takeover",
          new String[] {"history=60h", "past=0s", "within=1d", "actions=login,like"},
          "dormant-awakening",
          new String[] {"dormant=30h", "accounts=2", "share=0", "together=1d"},
          "coordinated-timing",
          new String[] {"together=10m", "targets=2", "apart=0s", "most=3"},
          "many-accounts-address",
          new String[] {"span=40m", "accounts=2", "per_device=0"},
          "new-account-trend",
          new String[] {"events=1", "times=0"},
          "failing-sessions",
          new String[] {"events=2", "failed=0.3", "deviations=0", "gap=2h"},
          "bursts",
          new String[] {"span=1h", "events=3", "times=1"},
          "resource-sweep",
          new String[] {"span=1h", "targets=3", "times=1"});

  @SuppressWarnings("NullAway.Init") // set before all tests
  @AutoClose
  private static HuntField field;

  @BeforeAll
  static void prepare() throws SQLException {
    field = HuntField.create();
    LocalDate first = LocalDate.ofInstant(DAY, ZoneOffset.UTC).minusDays(DAYS);
    new EventPartitions(field.database().dataSource()).ensureAhead(first, DAYS + 1);
  }

  @BeforeEach
  void empty() throws SQLException {
    field.empty();
  }

  private static List<Event> days(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      Instant moment = DAY.plus(Duration.ofDays(1)).minusSeconds(random.nextLong(86_400L * DAYS));
      // Some are silent for days, and some come at moments that are shared.
      int account = random.nextInt(40);
      if (account < 15 && random.nextInt(12) > 0) {
        moment = DAY.plusSeconds(30_000 + random.nextLong(20_000));
      }
      if (random.nextInt(4) == 0) {
        moment = Instant.ofEpochSecond(moment.getEpochSecond() / 3_600 * 3_600);
      }
      events.add(event(random, account, moment));
    }
    Collections.shuffle(events, new Random(seed));
    return events;
  }

  private static Event event(SplittableRandom random, int account, Instant moment) {
    String ip =
        random.nextBoolean()
            ? "203.0.113." + random.nextInt(12)
            : "2001:db8:0:" + random.nextInt(4) + "::" + random.nextInt(3);
    Instant created = DAY.minus(Duration.ofDays(account < 20 ? 10 : 200));
    return act(
            "account-" + account,
            List.of("login", "like", "post", "refund").get(random.nextInt(4)),
            moment)
        .id("random-" + random.nextLong())
        .ip(random.nextInt(10) == 0 ? null : ip)
        .device(random.nextInt(10) == 0 ? null : "device-" + random.nextInt(40))
        .target(random.nextInt(10) == 0 ? null : "target-" + random.nextInt(20))
        .country(List.of("FR", "DE", "BR").get(random.nextInt(3)))
        .outcome(random.nextInt(3) == 0 ? Outcome.FAILURE : Outcome.SUCCESS)
        .accountCreatedAt(random.nextInt(10) == 0 ? null : created)
        .build();
  }

  private static void compare(String state) throws InterruptedException {
    for (Map.Entry<String, String[]> one : SAID.entrySet()) {
      Instant midnight = DAY.plus(Duration.ofDays(1));
      compare(state, one.getKey(), one.getValue(), midnight, Duration.ofDays(1));
      compare(
          state, one.getKey(), one.getValue(), midnight.minusSeconds(24_420), Duration.ofHours(30));
    }
  }

  private static void compare(
      String state, String hunt, String[] said, Instant until, Duration window)
      throws InterruptedException {
    Instant since = until.minus(window);
    HuntAnswer fast = field.find(hunt, since, until, said).answer();
    HuntAnswer slow = field.findOf(SLOW, "slow-" + hunt, since, until, said).answer();
    assertThat(fast.columns()).as(hunt).isEqualTo(slow.columns());
    assertThat(fast.rows())
        .as("%s, %s, %s until %s", hunt, state, since, until)
        .isEqualTo(slow.rows())
        .isNotEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void answerAsTheyDidBefore(long seed) throws Exception {
    List<Event> events = days(seed);
    AccountDays sums = new AccountDays(field.database().dataSource());
    int half = events.size() / 2;
    field.write(events.subList(0, half));
    compare("nothing summed");
    assertThat(sums.countNext(DAY.plusSeconds(86_400))).isTrue();
    compare("all summed");
    field.write(events.subList(half - 100, events.size()));
    compare("half summed, and a hundred sent twice");
  }
}
