package dev.ringwatch.postgres.hunt.catalogue;

import static dev.ringwatch.postgres.hunt.catalogue.HuntField.DAY;
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

/** Hunts that look at how old accounts are and what the platform did, on events made by hand. */
class CohortHuntsTest {

  private static final Instant OLD = DAY.minus(Duration.ofDays(400));
  private static final Instant YOUNG = DAY.minus(Duration.ofDays(2));

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

  private static Instant daysAgo(long days) {
    return DAY.plus(Duration.ofDays(1)).minus(Duration.ofDays(days));
  }

  private static void score(String account, double score) throws SQLException {
    field
        .database()
        .execute(
            "INSERT INTO accounts (account_id, first_event_at, last_event_at, events,"
                + " enforced_events, risk_score, band, anomaly_score, ring_score, scored_at)"
                + " VALUES ('"
                + (account + "', '2026-03-10 00:00Z', '2026-03-10 00:00Z', 1, 0, " + score)
                + ", 'low', 0, 0, '2026-03-10 00:00Z')");
  }

  @Test
  void comparesCohortsByAge() throws Exception {
    for (int i = 0; i < 4; i++) {
      events.add(act("new-" + i, "post", "10:00:00").accountCreatedAt(daysAgo(6)).build());
      events.add(act("old-" + i, "post", "10:00:00").accountCreatedAt(OLD).build());
      score("new-" + i, i == 0 ? 10 : 80);
      score("old-" + i, i == 0 ? 80 : 10);
    }
    // Seven days and thirty to the moment belong to the older band.
    events.add(act("week", "post", "10:00:00").accountCreatedAt(daysAgo(7)).build());
    events.add(act("month", "post", "10:00:00").accountCreatedAt(daysAgo(30)).build());
    events.add(act("untold", "post", "10:00:00").enforced(true).build());
    events.add(act("new-0", "post", "11:00:00").outcome(Outcome.FAILURE).build());
    field.write(events);

    Findings found = field.find("account-age-cohorts");

    assertThat(found.rows("age", "account_count", "flagged_percent", "enforced_percent"))
        .containsExactly(
            "under 7 days 4 75.00 0.00",
            "90 days and more 4 25.00 0.00",
            "not known 1 null 100.00",
            "7 to 29 days 1 null 0.00",
            "30 to 89 days 1 null 0.00");
    assertThat(found.cell(0, "events")).hasToString("5");
  }

  private void weekly(String action, Instant createdAt, int... counts) {
    for (int week = 0; week < counts.length; week++) {
      Instant moment = DAY.plus(Duration.ofDays(1)).minus(Duration.ofDays(7L * (5 - week)));
      for (int i = 0; i < counts[week]; i++) {
        Instant created = createdAt.equals(OLD) ? OLD : moment.minus(Duration.ofDays(3));
        events.add(
            act("account-" + i, action, moment.plusSeconds(i)).accountCreatedAt(created).build());
      }
    }
  }

  @Test
  void findsWhatNewAccountsSuddenlyDoAndFillsGaps() throws InterruptedException {
    weekly("review", YOUNG, 10, 0, 10, 0, 40);
    weekly("review", OLD, 50, 50, 50, 50, 50);
    weekly("invite", YOUNG, 0, 0, 0, 0, 20);
    weekly("like", YOUNG, 30, 30, 30, 30, 44);
    weekly("share", YOUNG, 10, 10, 10, 10, 40);
    weekly("share", OLD, 10, 10, 10, 10, 40);
    weekly("rare", YOUNG, 0, 0, 0, 0, 19);
    field.write(events);

    Instant until = DAY.plus(Duration.ofDays(1));
    Findings found = field.find("new-account-trend", until.minus(Duration.ofDays(7)), until);

    assertThat(found.rows("action", "new_events", "new_mean_before", "new_times", "aged_times"))
        .containsExactly(
            "invite 20 0.00 20.00 0.00", "review 40 5.00 8.00 1.00", "share 40 10.00 4.00 4.00");
    assertThat(found.column("new_events_by_period"))
        .containsExactly("{0,0,0,0,20}", "{10,0,10,0,40}", "{10,10,10,10,40}");
  }

  @Test
  void takesTheMeanOverTheTimeThatIsStored() throws InterruptedException {
    Instant until = DAY.plus(Duration.ofDays(1));
    // Retention has left two of the oldest week's days.
    for (int day = 1; day <= 30; day++) {
      Instant moment = until.minus(Duration.ofDays(day));
      for (int i = 0; i < 10; i++) {
        Instant created = moment.minus(Duration.ofDays(3));
        events.add(act("new-" + i, "steady", moment).accountCreatedAt(created).build());
        events.add(act("old-" + i, "steady", moment).accountCreatedAt(OLD).build());
      }
    }
    field.write(events);

    Instant since = until.minus(Duration.ofDays(7));
    assertThat(
            field
                .find("new-account-trend", since, until, "times=0.99")
                .rows("new_events", "new_mean_before", "new_times", "aged_times"))
        .containsExactly("70 70.00 1.00 1.00");
    assertThat(field.find("new-account-trend", since, until, "times=1.01").isEmpty()).isTrue();
    // Before this window a day is stored, which counts as a week.
    Instant early = until.minus(Duration.ofDays(29));
    assertThat(
            field
                .find("new-account-trend", early, early.plus(Duration.ofDays(7)))
                .rows("new_events", "new_mean_before", "new_times"))
        .containsExactly("70 10.00 7.00");
  }

  private void arrive(String account, String ip, String device, String agent, Instant created) {
    Event.Builder signup = act(account, "signup", "10:00:00").ip(ip).device(device);
    events.add(signup.userAgent(agent).accountCreatedAt(created).build());
  }

  @Test
  void findsWhereManyAccountsWereJustOpened() throws InterruptedException {
    for (int i = 0; i < 6; i++) {
      arrive("device-" + i, "10.0." + i + ".1", "emulator", "agent-" + i, YOUNG);
      arrive("address-" + i, "10.1.0.1", "phone-" + i, "agent-" + i, YOUNG);
      arrive("block-" + i, "10.2.0." + i, "tablet-" + i, "Bot/1.0", YOUNG);
      arrive("mixed-young-" + i, "10.6.0." + i, "slate-" + i, "Browser/1.0", YOUNG);
      arrive("mixed-old-" + i, "10.6.0.1" + i, "watch-" + i, "Browser/1.0", OLD);
      arrive("carrier-young-" + i, "10.3.0.1", "mobile-" + i, "agent-" + i, YOUNG);
      arrive("carrier-old-" + i, "10.3.0.1", "handy-" + i, "agent-" + i, OLD);
      arrive("none-" + i, "10.4." + i + ".1", "unknown", "agent-" + i, YOUNG);
      arrive("past-" + i, "10.5.0.1", "pad-" + i, "agent-" + i, DAY.minus(Duration.ofDays(7)));
    }
    arrive("block-old-1", "10.2.0.11", "desk-1", "Bot/1.0", OLD);
    arrive("block-old-2", "10.2.0.12", "desk-2", "Bot/1.0", OLD);
    field.write(events);

    assertThat(
            field
                .find("signup-farm")
                .rows("kind", "device_id", "ip", "young_accounts", "account_count", "young_share"))
        .containsExactly(
            "address null 10.1.0.1 6 6 1.00",
            "block and client null 10.2.0.0/24 6 8 0.75",
            "device emulator null 6 6 1.00");
    assertThat(field.find("signup-farm", "accounts=7").isEmpty()).isTrue();
    assertThat(field.find("signup-farm", "share=0.5").size()).isEqualTo(5);
  }

  private void wake(String account, Instant moment, String target) {
    events.add(act(account, "like", moment).target(target).accountCreatedAt(OLD).build());
  }

  @Test
  void findsAccountsThatWakeTogether() throws InterruptedException {
    Duration silence = Duration.ofDays(14);
    // Somebody has to have been there before, or nothing is known of silence.
    wake("witness", DAY.minus(silence).minus(Duration.ofHours(1)), "elsewhere");
    for (int i = 0; i < 6; i++) {
      Instant moment = at("10:0" + i + ":00");
      wake("sleeper-" + i, DAY.minus(silence).minus(Duration.ofHours(2)), "elsewhere");
      wake("sleeper-" + i, moment, "victim");
      wake("regular-" + i, moment.minus(Duration.ofDays(3)), "elsewhere");
      wake("regular-" + i, moment, "post");
      wake("hourly-" + i, at("1" + i + ":00:00"), "slow");
      wake("back-" + i, moment, "sale");
      for (int other = 0; other < 2; other++) {
        wake("shopper-" + i + other, moment.minus(Duration.ofDays(1)), "elsewhere");
        wake("shopper-" + i + other, moment, "sale");
      }
      Event.Builder fresh = act("fresh-" + i, "like", moment).target("young");
      events.add(fresh.accountCreatedAt(YOUNG).build());
    }
    field.write(events);

    Findings found = field.find("dormant-awakening");

    assertThat(found.rows("kind", "target", "account_count", "all_accounts"))
        .containsExactly("target victim 6 6");
    assertThat(found.accounts()).hasSize(6).contains("sleeper-0", "sleeper-5");
    assertThat(field.find("dormant-awakening", "share=0.3").column("target"))
        .containsExactly("victim", "sale");
    assertThat(field.find("dormant-awakening", "dormant=15d").isEmpty()).isTrue();
  }
}
