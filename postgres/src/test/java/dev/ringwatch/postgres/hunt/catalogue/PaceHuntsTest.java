package dev.ringwatch.postgres.hunt.catalogue;

import static dev.ringwatch.postgres.hunt.catalogue.HuntField.act;
import static dev.ringwatch.postgres.hunt.catalogue.HuntField.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hunts for accounts that are too fast, too many or too unlucky, on events made by hand. */
class PaceHuntsTest {

  private static final Duration YESTERDAY = Duration.ofDays(1);

  @SuppressWarnings("NullAway.Init") // set before all tests
  @AutoClose
  private static HuntField field;

  private final List<Event> events = new ArrayList<>();

  @BeforeAll
  static void prepare() throws SQLException {
    field = HuntField.create();
  }

  @BeforeEach
  void empty() throws SQLException {
    field.empty();
  }

  /** So many events at equal gaps, each on a target of its own. */
  private void series(String account, Instant from, int count, Duration gap) {
    for (int i = 0; i < count; i++) {
      Instant moment = from.plus(gap.multipliedBy(i));
      events.add(act(account, "like", moment).target(account + i).build());
    }
  }

  private void series(String account, String from, int count, int gapSeconds) {
    series(account, at(from), count, Duration.ofSeconds(gapSeconds));
  }

  private void yesterday(String account, String from, int count, int gapSeconds) {
    series(account, at(from).minus(YESTERDAY), count, Duration.ofSeconds(gapSeconds));
  }

  @Test
  void findsABurstByTheAccountsOwnMeasure() throws InterruptedException {
    for (String hour : List.of("10", "12", "14")) {
      yesterday("burst", hour + ":00:00", 3, 60);
      yesterday("steady", hour + ":00:00", 40, 5);
    }
    series("burst", "10:00:00", 40, 5);
    series("steady", "10:00:00", 40, 5);
    series("slow", "10:00:00", 40, 30);
    field.write(events);

    Findings found = field.find("bursts");

    assertThat(found.rows("account_id", "events", "usual_events", "times_usual"))
        .containsExactly("burst 40 3 13.3");
    assertThat(found.cell(0, "burst_to")).isEqualTo(at("10:03:15"));
    assertThat(field.find("bursts", "times=1").column("account_id"))
        .containsExactly("burst", "steady");
    assertThat(field.find("bursts", "times=14").isEmpty()).isTrue();
  }

  @Test
  void leavesTheSpansOwnBeginOutOfABurst() throws InterruptedException {
    series("outside", "10:00:00", 1, 1);
    series("outside", "10:05:00", 29, 0);
    series("inside", "10:00:00.000001", 1, 1);
    series("inside", "10:05:00", 29, 0);
    field.write(events);

    assertThat(field.find("bursts").column("account_id")).containsExactly("inside");
    assertThat(field.find("bursts", at("10:05:00"), at("10:05:01")).size()).isEqualTo(1);
    assertThat(field.find("bursts", at("10:00:00"), at("10:05:00")).isEmpty()).isTrue();
    assertThat(field.find("bursts", at("10:05:00.000001"), at("10:06:00")).isEmpty()).isTrue();
  }

  @Test
  void findsASweepOverDifferentTargets() throws InterruptedException {
    yesterday("sweeper", "10:00:00", 4, 10);
    series("sweeper", "10:00:00", 25, 4);
    yesterday("reader", "10:00:00", 25, 4);
    series("reader", "10:00:00", 25, 4);
    for (int i = 0; i < 50; i++) {
      String target = "favourite-" + i % 5;
      Instant moment = at("10:00:00").plusSeconds(i);
      events.add(act("repeater", "view", moment).target(target).build());
    }
    field.write(events);

    assertThat(
            field
                .find("resource-sweep")
                .rows("account_id", "distinct_targets", "usual_targets", "times_usual"))
        .containsExactly("sweeper 25 4 6.3");
    assertThat(field.find("resource-sweep", "times=1").column("account_id"))
        .containsExactly("sweeper", "reader");
  }

  @Test
  void leavesTheSpansOwnBeginOutOfASweep() throws InterruptedException {
    series("outside", "10:00:00", 1, 1);
    for (String account : List.of("outside", "inside")) {
      for (int i = 0; i < 19; i++) {
        events.add(act(account, "view", "10:02:00").target("t" + i).build());
      }
    }
    series("inside", "10:00:00.000001", 1, 1);
    field.write(events);

    assertThat(field.find("resource-sweep").rows("account_id", "distinct_targets"))
        .containsExactly("inside 20");
  }

  @Test
  void findsWhatBeganBeforeTheWindow() throws InterruptedException {
    yesterday("night", "23:50:00", 600, 2);
    yesterday("over", "23:50:00", 300, 2);
    yesterday("over", "12:00:00", 3, 2);
    field.write(events);

    assertThat(field.find("bursts").rows("account_id", "events", "usual_events"))
        .containsExactly("night 150 null");
    assertThat(field.find("resource-sweep").rows("account_id", "distinct_targets", "usual_targets"))
        .containsExactly("night 60 null");
  }

  @Test
  void findsSessionsThatNobodyCouldType() throws InterruptedException {
    series("script", "10:00:00", 30, 0);
    series("tool", "11:00:00", 30, 1);
    series("person", "10:00:00", 30, 10);
    series("short", "10:00:00", 19, 0);
    // Twenty of one moment, and one that follows after just the longest pause, or after more.
    series("joined", "10:00:00", 20, 0);
    series("joined", "10:30:00", 1, 0);
    series("apart", "10:00:00", 20, 0);
    series("apart", "10:30:01", 1, 0);
    field.write(events);

    assertThat(field.find("session-velocity").rows("account_id", "events", "events_per_minute"))
        .containsExactly("script 30 1740.0", "apart 20 1140.0", "tool 30 60.0");
  }

  private void tries(String account, String from, int count, int failures) {
    for (int i = 0; i < count; i++) {
      Instant moment = at(from).plusSeconds(10L * i);
      Outcome outcome = i < failures ? Outcome.FAILURE : Outcome.SUCCESS;
      events.add(act(account, "login", moment).outcome(outcome).build());
    }
  }

  @Test
  void findsSessionsInWhichNothingSucceeds() throws InterruptedException {
    for (int i = 0; i < 30; i++) {
      tries("usual-" + i, "09:00:00", 20, 1);
    }
    tries("breaker", "10:00:00", 12, 11);
    tries("unlucky", "10:00:00", 12, 5);
    tries("brief", "10:00:00", 9, 9);
    series("untold", "10:00:00", 30, 1);
    // Two halves of a session that only its name holds together.
    tries("split", "10:00:00", 6, 6);
    tries("split", "12:00:00", 6, 6);
    for (String time : List.of("10:00:00", "12:00:00")) {
      for (int i = 0; i < 6; i++) {
        Event.Builder attempt = act("named", "login", at(time).plusSeconds(i)).session("s1");
        events.add(attempt.outcome(Outcome.FAILURE).build());
      }
    }
    field.write(events);

    assertThat(
            field.find("failing-sessions").rows("account_id", "session_id", "events", "failures"))
        .containsExactly("named s1 12 12", "breaker null 12 11");
  }

  @Test
  void doesNotCallWhatFailsForEverybodyAFailingSession() throws InterruptedException {
    for (int i = 0; i < 30; i++) {
      tries("all-" + i, "09:00:00", 12, 11);
    }
    field.write(events);

    assertThat(field.find("failing-sessions").isEmpty()).isTrue();
  }
}
