package dev.ringwatch.postgres.queue;

import static dev.ringwatch.postgres.queue.QueueDatabase.MARIA;
import static dev.ringwatch.postgres.queue.QueueDatabase.NOAH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.queue.QueueFilter.Claimed;
import dev.ringwatch.postgres.queue.WorkQueue.Place;
import dev.ringwatch.postgres.verdict.Judgement;
import dev.ringwatch.postgres.verdict.VerdictOrigin;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkQueueTest {

  @AutoClose private static final QueueDatabase DATABASE = new QueueDatabase();

  @BeforeEach
  void reset() throws SQLException {
    DATABASE.reset();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void ordersByRiskAndAge(long seed) throws SQLException {
    Random random = new Random(seed);
    TreeMap<String, Double> worth = new TreeMap<>();
    for (int i = 0; i < 60; i++) {
      double score = random.nextInt(40, 101);
      double hours = random.nextInt(0, 60) + random.nextDouble();
      DATABASE.open("account:u" + i, score, hours);
      worth.put("u" + i, score + 2 * hours);
    }
    List<String> expected =
        worth.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList();
    assertThat(DATABASE.waiting(MARIA)).isEqualTo(expected);
  }

  @Test
  void letsNothingStarveBehindWhatComesLater() throws SQLException {
    DATABASE.open("account:old", 0, 51);
    for (int i = 0; i < 20; i++) {
      DATABASE.open("account:new" + i, 100, i % 2);
    }
    assertThat(DATABASE.waiting(MARIA).getFirst()).isEqualTo("old");
  }

  @Test
  void goesThroughItPageByPageWithoutGapOrRepeat() throws SQLException {
    for (int i = 0; i < 25; i++) {
      // Many stand at the same place: those are told apart by their names.
      DATABASE.open("account:u" + i, 80, 0);
      DATABASE.open("ring:u" + i, 60 + i, 3);
    }
    DATABASE.database.execute("UPDATE alert_incidents SET opened_at = '2026-11-20 10:00Z'");
    List<VerdictSubject> seen = new ArrayList<>();
    Place place = Place.START;
    List<QueueItem> page;
    do {
      page = DATABASE.queue.page(MARIA, QueueFilter.ALL, place, 7);
      page.forEach(item -> seen.add(item.subject()));
      place = page.isEmpty() ? place : Place.of(page.getLast());
    } while (page.size() == 7);
    assertThat(seen).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void hasEachMatterOnceAndNoneThatIsAboutThePlatform() throws SQLException {
    DATABASE.open("account:a", 80, 1);
    DATABASE.open("hunt:a", 60, 5);
    DATABASE.open("ring:r", 90, 1);
    DATABASE.open("volume:logins", 100, 9);
    DATABASE.open("lag:lag", 100, 9);
    DATABASE.sample("a");
    assertThat(DATABASE.waiting(MARIA)).containsExactlyInAnyOrder("r", "a");
    assertThat(DATABASE.queue.waiting()).isEqualTo(2);
    QueueItem item = DATABASE.queue.find(MARIA, VerdictSubject.account("a")).orElseThrow();
    assertThat(Duration.between(item.since(), Instant.now()).toHours()).isBetween(4L, 24L);
  }

  @Test
  void spreadsTheSampleAmongIncidentsUnderASecretKey() throws SQLException {
    DATABASE.database.execute(
        "DELETE FROM hash_key; INSERT INTO hash_key (first_half, second_half) VALUES (1, 2)");
    for (int i = 0; i < 41; i++) {
      DATABASE.open("account:i" + i, 60 + i, i / 2.0);
    }
    for (int i = 0; i < 40; i++) {
      DATABASE.sample("s" + i);
    }
    // They wait since their own moments of the last day, each of them another.
    Set<String> moments =
        new HashSet<>(
            DATABASE.database.texts("SELECT since::text FROM queue_causes WHERE id LIKE 's%'"));
    assertThat(moments).hasSizeGreaterThan(30);
    List<String> order = DATABASE.waiting(MARIA);
    int half = order.size() / 2;
    long above = order.subList(0, half).stream().filter(id -> id.startsWith("s")).count();
    long below =
        order.subList(half, order.size()).stream().filter(id -> id.startsWith("s")).count();
    assertThat(above).isBetween(8L, 32L);
    assertThat(below).isBetween(8L, 32L);
    DATABASE.database.execute("UPDATE hash_key SET first_half = 3");
    assertThat(DATABASE.waiting(MARIA)).isNotEqualTo(order);
  }

  @Test
  void hasNoItemOfTheSampleBeforeItsHourHasCome() throws SQLException {
    for (int i = 0; i < 20; i++) {
      DATABASE.sample("s" + i);
    }
    DATABASE.database.execute("UPDATE audit_items SET drawn_at = now()");
    assertThat(DATABASE.waiting(MARIA)).isEmpty();
    DATABASE.database.execute("UPDATE audit_items SET drawn_at = now() - interval '12 hours'");
    assertThat(DATABASE.waiting(MARIA)).hasSizeBetween(1, 19);
    DATABASE.database.execute("UPDATE audit_items SET drawn_at = now() - interval '24 hours'");
    assertThat(DATABASE.waiting(MARIA)).hasSize(20);
  }

  @Test
  void keepsSecondOpinionsAndAppealsFromWhoDecidedFirst() throws SQLException {
    DATABASE.give(MARIA, "second", Judgement.ABUSIVE, VerdictOrigin.REVIEW, 1);
    DATABASE.give(MARIA, "appealed", Judgement.ABUSIVE, VerdictOrigin.REVIEW, 0);
    DATABASE.appeal("appealed", "api_key 1");
    assertThat(DATABASE.waiting(MARIA)).isEmpty();
    assertThat(DATABASE.waiting(NOAH)).containsExactlyInAnyOrder("second", "appealed");
    assertThat(DATABASE.take(MARIA, "second")).isEmpty();
    assertThat(DATABASE.take(NOAH, "second").orElseThrow().claim().origin())
        .isEqualTo(VerdictOrigin.SECOND_REVIEW);
    assertThat(DATABASE.take(NOAH, "appealed").orElseThrow().claim().origin())
        .isEqualTo(VerdictOrigin.APPEAL);
  }

  @Test
  void waitsAgainWhenTheVerdictThatClosedItIsTakenBackUntilSomebodyDecides() throws SQLException {
    DATABASE.open("account:a", 80, 1);
    long verdict = DATABASE.give(MARIA, "a", Judgement.BENIGN, VerdictOrigin.REVIEW, 0);
    assertThat(DATABASE.waiting(NOAH)).isEmpty();
    DATABASE.withdraw(verdict, MARIA);
    assertThat(DATABASE.waiting(NOAH)).containsExactly("a");
    assertThat(DATABASE.waiting(MARIA)).containsExactly("a");
    DATABASE.give(NOAH, "a", Judgement.ABUSIVE, VerdictOrigin.REVIEW, 0);
    assertThat(DATABASE.waiting(NOAH)).isEmpty();
    DATABASE.open("account:a", 90, 0);
    assertThat(DATABASE.waiting(NOAH)).as("its successor").containsExactly("a");
  }

  @Test
  void leavesOutWhatNoVerdictCanNameAndNothingElse() throws SQLException {
    List<String> possible =
        List.of("x".repeat(500), "\u4e2d".repeat(500), "\uD83D\uDE00".repeat(250));
    for (String id : possible) {
      DATABASE.open("account:" + id, 80, 1);
      DATABASE.open("account:" + id + "x", 90, 1);
      DATABASE.sample(id + "y");
    }
    assertThat(DATABASE.waiting(MARIA)).containsExactlyInAnyOrderElementsOf(possible);
    assertThat(DATABASE.queue.waiting()).isEqualTo(3);
    assertThat(DATABASE.next(MARIA)).isNotEmpty();
  }

  @Test
  void filtersAndCounts() throws SQLException {
    DATABASE.open("account:a", 80, 1);
    DATABASE.open("account:b", 50, 5);
    DATABASE.open("ring:r", 90, 9);
    DATABASE.sample("unscored");
    DATABASE.take(MARIA, "a");
    DATABASE.take(NOAH, "b");
    assertThat(DATABASE.waiting(MARIA, filter(true, 0, 101, 0, Claimed.ANYONE)))
        .containsExactly("r");
    assertThat(DATABASE.waiting(MARIA, filter(false, 60, 101, 0, Claimed.ANYONE)))
        .containsExactly("a");
    assertThat(DATABASE.waiting(MARIA, filter(null, 0, 70, 0, Claimed.ANYONE)))
        .containsExactly("b");
    assertThat(DATABASE.waiting(MARIA, filter(null, 60, 101, 4, Claimed.ANYONE)))
        .containsExactly("r");
    assertThat(DATABASE.waiting(MARIA, filter(null, 0, 101, 0, Claimed.ME))).containsExactly("a");
    assertThat(DATABASE.waiting(MARIA, filter(null, 0, 101, 0, Claimed.NOBODY)))
        .containsExactlyInAnyOrder("r", "unscored");
    assertThat(DATABASE.queue.counts(MARIA, QueueFilter.ALL))
        .isEqualTo(new WorkQueue.Counts(4, 2, 1));
  }

  private static QueueFilter filter(
      @Nullable Boolean ring, double least, double below, int hours, Claimed claimed) {
    return new QueueFilter(ring, least, below, Duration.ofHours(hours), claimed);
  }
}
