package dev.ringwatch.postgres.hunt.catalogue;

import static dev.ringwatch.postgres.hunt.catalogue.HuntField.DAY;
import static dev.ringwatch.postgres.hunt.catalogue.HuntField.act;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.kit.log.AwkwardEvents;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import dev.ringwatch.postgres.hunt.HuntParameter;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for each of the hunts. */
class EveryHuntTest {

  private static final Pattern PARTITION = Pattern.compile("raw_events_p(\\d{8})");
  private static final Instant UNTIL = DAY.plus(Duration.ofDays(1));

  /** How long before the window each hunt looks, as its header says; the others not at all. */
  private static final Map<String, Duration> LOOK_BACK =
      Map.of(
          "bursts", Duration.ofDays(1).plusMinutes(5),
          "resource-sweep", Duration.ofDays(1).plusMinutes(2),
          "failing-sessions", Duration.ofDays(1),
          "account-takeover", Duration.ofDays(7),
          "dormant-awakening", Duration.ofDays(15),
          "new-account-trend", Duration.ofHours(4));

  private static final List<String> NAMES = HuntField.all().stream().map(Hunt::name).toList();

  /** They ask for what random days do not hold: rings, and days before. */
  private static final Set<String> FIND_NOTHING_AT_RANDOM =
      Set.of("ring-member-risk", "dormant-awakening");

  @SuppressWarnings("NullAway.Init") // set before all tests
  @AutoClose
  private static HuntField field;

  @BeforeAll
  static void prepare() throws SQLException {
    field = HuntField.create();
    LocalDate first = LocalDate.ofInstant(DAY, ZoneOffset.UTC).minusDays(25);
    new EventPartitions(field.database().dataSource()).ensureAhead(first, 30);
  }

  @BeforeEach
  void empty() throws SQLException {
    field.empty();
  }

  /**
   * The same name and, for each parameter that has bounds, the value that lets the most through.
   */
  private static String[] widest(String name) {
    List<String> said = new ArrayList<>();
    for (HuntParameter parameter : HuntField.hunt(name).parameters()) {
      String least = parameter.least();
      if (parameter.name().equals("crowd")) {
        // The more it takes to be one, the more is found.
        said.add("crowd=50");
      }
      if (least != null
          && !parameter
              .name()
              .matches("most|crowd|gap|span|baseline|young|new|within|together|history")) {
        said.add(parameter.name() + "=" + least);
      }
    }
    return said.toArray(String[]::new);
  }

  @Test
  void findsNothingWhereThereIsNothing() throws InterruptedException {
    for (String name : NAMES) {
      assertThat(field.find(name).isEmpty()).as(name).isTrue();
      assertThat(field.find(name, widest(name)).isEmpty()).as(name).isTrue();
    }
  }

  @Test
  void takesWhatIsNotThereAsNothingInCommon() throws InterruptedException {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      events.add(act("account-" + i % 12, "view", DAY.plusSeconds(3600L * (i / 12))).build());
    }
    field.write(events);

    for (String name : NAMES) {
      Findings found = field.find(name);
      field.find(name, widest(name));
      assertThat(found.size()).as(name).isEqualTo(name.equals("account-age-cohorts") ? 1 : 0);
    }
  }

  @Test
  void copesWithWhateverAnEventMayHold() throws InterruptedException {
    AwkwardEvents awkward = new AwkwardEvents(7);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      events.add(onTheDay(awkward.next(), i));
    }
    field.write(events);

    for (String name : NAMES) {
      assertThat(field.find(name, widest(name)).answer().cut()).as(name).isFalse();
    }
  }

  private static Event onTheDay(Event event, int number) {
    return act(event.account().value(), event.action(), DAY.plusSeconds(number / 20))
        .id("awkward-" + number)
        .ip(event.ip())
        .device(event.device())
        .session(event.session())
        .target(event.target())
        .payment(event.payment())
        .userAgent(event.userAgent())
        .country(event.country())
        .outcome(Outcome.FAILURE)
        .build();
  }

  @Test
  void answersTheSameInWhateverOrderEventsCame() throws Exception {
    List<Event> events = new ArrayList<>(RandomDay.of(3, 1_500, UNTIL.minusSeconds(7200)));
    field.write(events);
    Map<String, HuntAnswer> first = new HashMap<>();
    for (String name : NAMES) {
      first.put(name, field.find(name, widest(name)).answer());
    }
    field.empty();
    Collections.shuffle(events, new Random(11));
    field.write(events);

    for (String name : NAMES) {
      List<?> rows = requireNonNull(first.get(name)).rows();
      assertThat(field.find(name, widest(name)).answer().rows()).as(name).isEqualTo(rows);
      assertThat(rows.isEmpty()).as(name).isEqualTo(FIND_NOTHING_AT_RANDOM.contains(name));
    }
  }

  @Test
  void takesNothingFromOutsideItsWindow() throws InterruptedException {
    Instant since = UNTIL.minusSeconds(7200);
    field.write(RandomDay.of(4, 1_500, since));
    Map<String, HuntAnswer> alone = new HashMap<>();
    for (String name : NAMES) {
      alone.put(name, field.find(name, since, UNTIL, widest(name)).answer());
    }
    write(RandomDay.of(5, 600, since), UNTIL, "after-");
    for (String name : NAMES) {
      assertThat(field.find(name, since, UNTIL, widest(name)).answer().rows())
          .as("%s, and what comes after", name)
          .isEqualTo(requireNonNull(alone.get(name)).rows());
    }
    write(RandomDay.of(5, 600, since), since.minusNanos(1_000), "before-");
    for (String name : NAMES) {
      if (!LOOK_BACK.containsKey(name)) {
        assertThat(field.find(name, since, UNTIL, widest(name)).answer().rows())
            .as("%s, and what was before", name)
            .isEqualTo(requireNonNull(alone.get(name)).rows());
      }
    }
  }

  private static void write(List<Event> events, Instant moment, String prefix) {
    field.write(events.stream().map(event -> at(event, moment, prefix)).toList());
  }

  private static Event at(Event event, Instant moment, String prefix) {
    return act(event.account().value(), event.action(), moment)
        .id(prefix + event.id())
        .ip(event.ip())
        .device(event.device())
        .target(event.target())
        .payment(event.payment())
        .country(event.country())
        .outcome(event.outcome())
        .enforced(event.enforced())
        .accountCreatedAt(event.accountCreatedAt())
        .build();
  }

  @Test
  void readsNoDayButThoseItSays() throws InterruptedException {
    Instant since = DAY.plus(Duration.ofHours(12));
    Instant until = since.plus(Duration.ofHours(1));
    for (String name : NAMES) {
      Duration back = LOOK_BACK.getOrDefault(name, Duration.ZERO);
      TreeSet<String> read = new TreeSet<>();
      for (String line : field.plan(name, since, until)) {
        Matcher partition = PARTITION.matcher(line);
        while (partition.find()) {
          read.add(partition.group(1));
        }
      }

      assertThat(read).as(name).containsExactlyElementsOf(days(since.minus(back), until));
    }
  }

  private static List<String> days(Instant from, Instant until) {
    return LocalDate.ofInstant(from, ZoneOffset.UTC)
        .datesUntil(LocalDate.ofInstant(until, ZoneOffset.UTC).plusDays(1))
        .map(day -> day.toString().replace("-", ""))
        .toList();
  }

  @Test
  void saysWhatAHitMeansAndWhoIsInnocent() {
    for (String name : NAMES) {
      Hunt hunt = HuntField.hunt(name);
      assertThat(hunt.words().question()).as(name).endsWith("?");
      assertThat(hunt.words().hit()).as(name).hasSizeGreaterThan(80);
      assertThat(hunt.words().innocent()).as(name).hasSizeGreaterThan(40);
      assertThat(hunt.timeout()).as(name).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }
  }
}
