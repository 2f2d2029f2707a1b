package dev.ringwatch.postgres.hunt.catalogue;

import static dev.ringwatch.postgres.hunt.catalogue.HuntField.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hunts beside slow and obvious answers to the same questions, on random days. */
class SlowAnswersTest {

  private static final Duration SPAN = Duration.ofSeconds(90);

  @SuppressWarnings("NullAway.Init") // set before all tests
  @AutoClose
  private static HuntField field;

  private List<Event> events = List.of();

  @BeforeAll
  static void prepare() throws SQLException {
    field = HuntField.create();
  }

  @BeforeEach
  void empty() throws SQLException {
    field.empty();
  }

  private void write(long seed) {
    events = RandomDay.of(seed, 1_200, DAY.plusSeconds(3600));
    field.write(events);
  }

  /** The events that share a key, in the order of time, by key. */
  private Map<String, List<Event>> by(Function<Event, @Nullable String> key) {
    Map<String, List<Event>> groups = new TreeMap<>();
    for (Event event : events) {
      String value = key.apply(event);
      if (value != null) {
        groups.computeIfAbsent(value, unused -> new ArrayList<>()).add(event);
      }
    }
    return groups;
  }

  /** The events of the span that ends with a moment, its begin left out. */
  private static List<Event> within(List<Event> group, Instant end) {
    return group.stream()
        .filter(event -> !event.timestamp().isAfter(end))
        .filter(event -> event.timestamp().isAfter(end.minus(SPAN)))
        .toList();
  }

  /** The most different values within the span that ends with any event of a group. */
  private static long most(List<Event> group, Function<Event, Object> value) {
    return group.stream()
        .mapToLong(end ->
            within(group, end.timestamp()).stream()
                .map(value)
                .filter(one -> !one.equals(""))
                .distinct()
                .count())
        .max()
        .orElse(0);
  }

  private static Set<String> rowsOf(Map<String, Long> counts, long least) {
    Set<String> rows = new TreeSet<>();
    counts.forEach((key, count) -> {
      if (count >= least) {
        rows.add(key + " " + count);
      }
    });
    return rows;
  }

  private static Map<String, Long> counts(
      Map<String, List<Event>> groups, Function<List<Event>, Long> count) {
    Map<String, Long> counts = new TreeMap<>();
    groups.forEach((key, group) -> counts.put(key, count.apply(group)));
    return counts;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void countsDifferentTargetsWithinTheSpan(long seed) throws InterruptedException {
    write(seed);
    Map<String, Long> slow =
        counts(
            by(event -> event.account().value()),
            group -> most(group, event -> Objects.requireNonNullElse(event.target(), "")));

    Findings found = field.find("resource-sweep", "span=90s", "targets=3", "times=1");

    assertThat(new TreeSet<>(found.rows("account_id", "distinct_targets")))
        .isEqualTo(rowsOf(slow, 3))
        .isNotEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void countsEventsWithinTheSpan(long seed) throws InterruptedException {
    write(seed);
    Map<String, Long> slow =
        counts(by(event -> event.account().value()), group -> most(group, Event::id));
    long least = slow.values().stream().mapToLong(Long::longValue).max().orElseThrow() - 1;

    Findings found = field.find("bursts", "span=90s", "events=" + least, "times=1");

    assertThat(new TreeSet<>(found.rows("account_id", "events")))
        .isEqualTo(rowsOf(slow, least))
        .isNotEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void countsAccountsAtAnAddressWithinTheSpan(long seed) throws InterruptedException {
    write(seed);
    Map<String, Long> slow =
        counts(by(Event::ip), group -> most(group, event -> event.account().value()));

    Findings found = field.find("many-accounts-address", "span=90s", "accounts=3", "per_device=0");

    assertThat(new TreeSet<>(found.rows("ip", "at_once"))).isEqualTo(rowsOf(slow, 3)).isNotEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void countsChangesOfHands(long seed) throws InterruptedException {
    write(seed);
    Set<String> slow = new TreeSet<>();
    by(Event::device)
        .forEach((device, unsorted) -> {
          List<Event> group = new ArrayList<>(unsorted);
          group.sort((a, b) ->
              a.timestamp().equals(b.timestamp())
                  ? a.account().compareTo(b.account())
                  : a.timestamp().compareTo(b.timestamp()));
          slow.add(device + " " + changes(group));
        });

    Findings found = field.find("device-switching", "within=20s");

    assertThat(new TreeSet<>(found.rows("device_id", "changes", "returns")))
        .isEqualTo(slow)
        .isNotEmpty();
  }

  private static String changes(List<Event> group) {
    int changes = 0;
    int returns = 0;
    Set<String> known = new HashSet<>();
    for (int i = 0; i < group.size(); i++) {
      Event now = group.get(i);
      boolean comesBack = !known.add(now.account().value());
      if (i == 0 || now.account().equals(group.get(i - 1).account())) {
        continue;
      }
      Duration gap = Duration.between(group.get(i - 1).timestamp(), now.timestamp());
      if (gap.compareTo(Duration.ofSeconds(20)) <= 0) {
        changes++;
        returns += comesBack ? 1 : 0;
      }
    }
    return changes + " " + returns;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void countsEventsOfFastSessions(long seed) throws InterruptedException {
    write(seed);
    Set<String> slow = new TreeSet<>();
    by(event -> event.account().value())
        .forEach((account, group) -> {
          int first = 0;
          for (int next = 1; next <= group.size(); next++) {
            if (next == group.size() || seconds(group.get(next - 1), group.get(next)) > 60) {
              int count = next - first;
              long seconds = Math.max(seconds(group.get(first), group.get(next - 1)), 1);
              if (count >= 3 && 60L * (count - 1) >= 4 * seconds) {
                slow.add(account + " " + count + " " + group.get(first).timestamp());
              }
              first = next;
            }
          }
        });

    Findings found = field.find("session-velocity", "events=3", "per_minute=4", "gap=60s");

    assertThat(new TreeSet<>(found.rows("account_id", "events", "first_at")))
        .isEqualTo(slow)
        .isNotEmpty();
  }

  private static long seconds(Event from, Event to) {
    return Duration.between(from.timestamp(), to.timestamp()).toSeconds();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void countsTargetsThatTwoHaveInCommon(long seed) throws InterruptedException {
    write(seed);
    Map<String, Set<String>> common = new TreeMap<>();
    for (Event one : events) {
      for (Event other : events) {
        if (inStep(one, other)) {
          String pair = one.account() + " " + other.account();
          common.computeIfAbsent(pair, unused -> new HashSet<>()).add(String.valueOf(one.target()));
        }
      }
    }
    Map<String, Integer> slow = new TreeMap<>();
    common.forEach((pair, targets) -> {
      if (targets.size() >= 2) {
        slow.merge(pair.substring(0, pair.indexOf(' ')), targets.size(), Math::max);
      }
    });

    Findings found =
        field.find("coordinated-timing", "together=30s", "targets=2", "apart=0s", "ignore=view");

    Set<String> expected = new TreeSet<>();
    slow.forEach((account, targets) -> expected.add(account + " " + targets));
    assertThat(new TreeSet<>(found.rows("account_id", "most_common_targets")))
        .isEqualTo(expected)
        .isNotEmpty();
  }

  private static boolean inStep(Event one, Event other) {
    return !one.account().equals(other.account())
        && one.target() != null
        && one.target().equals(other.target())
        && one.action().equals(other.action())
        && Duration.between(one.timestamp(), other.timestamp())
                .abs()
                .compareTo(Duration.ofSeconds(30))
            <= 0;
  }
}
