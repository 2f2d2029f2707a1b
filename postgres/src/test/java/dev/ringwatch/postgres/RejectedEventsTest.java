package dev.ringwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RejectedEventsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final RejectedEvents rejected = new RejectedEvents(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE rejected_events, rejected_counts");
  }

  private List<RejectedEvent> all(int limit) throws SQLException {
    return rejected.page(RejectedEvents.Filter.ALL, null, limit).stream()
        .map(RejectedEvents.Kept::event)
        .toList();
  }

  @Test
  void keepsThemInOrder() throws SQLException {
    RejectedEvent first =
        new RejectedEvent(NOON, 7L, 3, "too_old", "too old", "{\"action\":\"login\"}");
    RejectedEvent second = new RejectedEvent(NOON, null, 0, "unusable", "no account", "{}");

    rejected.add(List.of(first, second));
    rejected.add(List.of());

    assertThat(all(10)).containsExactly(second, first);
    assertThat(all(1)).containsExactly(second);
  }

  @Test
  void keepsTextThatNoColumnHolds() throws SQLException {
    rejected.add(
        List.of(new RejectedEvent(NOON, null, 0, "unusable", "bad", "a\0b\uD800c\uD83D\uDE00")));

    assertThat(all(1).getFirst().text()).isEqualTo("a�b�c😀");
  }

  @Test
  void cutsLongTextBetweenCharacters() throws SQLException {
    String text = "x".repeat(RejectedEvents.MAX_TEXT_LENGTH - 1) + "😀";

    rejected.add(List.of(new RejectedEvent(NOON, null, 0, "unusable", "long", text)));

    assertThat(all(1).getFirst().text())
        .isEqualTo("x".repeat(RejectedEvents.MAX_TEXT_LENGTH - 1) + "�");
  }

  @Test
  void forgetsWhatIsOld() throws SQLException {
    RejectedEvent old = new RejectedEvent(NOON.minusSeconds(1), null, 0, "unusable", "old", "");
    RejectedEvent kept = new RejectedEvent(NOON, null, 0, "unusable", "kept", "");
    rejected.add(List.of(old, kept));

    assertThat(rejected.deleteBefore(NOON)).isEqualTo(1);

    assertThat(all(10)).containsExactly(kept);
  }

  private static RejectedEvent of(String kind, int secondsBeforeNoon) {
    return new RejectedEvent(NOON.minusSeconds(secondsBeforeNoon), null, 0, kind, kind, "");
  }

  @Test
  void givesPagesOfAKindAndATime() throws SQLException {
    rejected.add(List.of(of("ahead", 0), of("too_old", 0), of("ahead", 10), of("ahead", 5_000)));
    RejectedEvents.Filter lately =
        new RejectedEvents.Filter(
            Optional.of("ahead"), NOON.minusSeconds(4_000), NOON.plusSeconds(1));

    List<RejectedEvents.Kept> first = rejected.page(lately, null, 1);
    List<RejectedEvents.Kept> second = rejected.page(lately, first.getFirst().place(), 1);

    assertThat(first).extracting(RejectedEvents.Kept::event).containsExactly(of("ahead", 0));
    assertThat(second).extracting(RejectedEvents.Kept::event).containsExactly(of("ahead", 10));
    assertThat(rejected.page(lately, second.getFirst().place(), 1)).isEmpty();
    assertThat(rejected.page(new RejectedEvents.Filter(Optional.empty(), NOON, null), null, 10))
        .hasSize(2);
  }

  @Test
  void countsByHourAndKind() throws SQLException {
    rejected.add(List.of(of("ahead", 1), of("too_old", 1), of("ahead", 2)));
    rejected.add(List.of(of("ahead", 3), of("ahead", 4_000)));

    assertThat(rejected.countsSince(NOON.minusSeconds(2)))
        .containsExactly(
            new RejectedEvents.HourCount(NOON.minusSeconds(3_600), "ahead", 3),
            new RejectedEvents.HourCount(NOON.minusSeconds(3_600), "too_old", 1));
    assertThat(rejected.countsSince(NOON.minusSeconds(5_000))).hasSize(3);

    rejected.deleteBefore(NOON.minusSeconds(3_600));

    assertThat(rejected.countsSince(Instant.EPOCH)).hasSize(2);
  }

  @Test
  void countsWhatManyAddAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        List<RejectedEvent> some =
            i % 2 == 0
                ? List.of(of("ahead", 1), of("too_old", 1))
                : List.of(of("too_old", 1), of("ahead", 1));
        all.add(
            threads.submit(() -> {
              rejected.add(some);
              return null;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(rejected.countsSince(Instant.EPOCH))
        .extracting(RejectedEvents.HourCount::rejected)
        .containsExactly(40L, 40L);
  }
}
