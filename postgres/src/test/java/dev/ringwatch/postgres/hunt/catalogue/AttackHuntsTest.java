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

/** Hunts for attacks on accounts and for accounts in step, on events made by hand. */
class AttackHuntsTest {

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

  // Credential stuffing.

  private void attempt(String account, int second, String ip, String device, boolean enters) {
    Event.Builder login = act(account, "login", at("10:00:00").plusSeconds(second)).ip(ip);
    Outcome outcome = enters ? Outcome.SUCCESS : Outcome.FAILURE;
    events.add(login.device(device).outcome(outcome).build());
  }

  @Test
  void findsSourcesThatTryManyAccounts() throws InterruptedException {
    for (int i = 0; i < 24; i++) {
      attempt("victim-" + i % 12, i, "203.0.113.1", "own-" + i, i == 5);
      attempt("target-" + i % 12, i, "198.51.100." + i, "own-" + i, false);
      attempt("robbed-" + i % 12, i, "10." + i + ".0.1", "emulator", false);
      attempt("guessed", i, "11." + i + ".0.1", "own-" + i, false);
      attempt("carrier-" + i, i, "12.0.0.1", "phone-" + i, i % 2 == 0);
      attempt("forgetful", i, "13.0.0.1", "laptop", false);
      attempt("few-" + i % 9, i, "14.0.0.1", "few-" + i, false);
    }
    field.write(events);

    Findings found = field.find("credential-stuffing");

    assertThat(found.rows("kind", "ip", "device_id", "account_id", "attempts", "entered_count"))
        .containsExactly(
            "account null null guessed 24 0",
            "block 198.51.100.0/24 null null 24 0",
            "device null emulator null 24 0",
            "address 203.0.113.1 null null 24 1");
    assertThat(found.cell(3, "accounts")).isEqualTo(List.of("victim-5"));
    assertThat(field.find("credential-stuffing", "attempts=25").isEmpty()).isTrue();
    assertThat(field.find("credential-stuffing", "action=sign_in").isEmpty()).isTrue();
    assertThat(field.find("credential-stuffing", "action=any").size()).isEqualTo(4);
  }

  // Takeover.

  private void use(String account, String action, Instant moment, String ip, String device) {
    events.add(act(account, action, moment).ip(ip).device(device).country("FR").build());
  }

  private void history(String account) {
    Instant before = at("09:00:00").minus(Duration.ofDays(2));
    use(account, "login", before, "203.0.113.1", account + "-phone");
    use(account, "view", before.plusSeconds(60), "2001:db8:0:1::1", account + "-laptop");
  }

  @Test
  void findsSensitiveActionsOfStrangeDevices() throws InterruptedException {
    Instant ten = at("10:00:00");
    for (String account : List.of("robbed", "moved", "renewed", "slow", "reader", "private")) {
      history(account);
    }
    use("robbed", "login", ten, "198.51.100.1", "x-1");
    use("robbed", "password_change", ten.plusSeconds(3599), "198.51.100.1", "x-1");
    use("robbed", "mfa_change", ten.plusSeconds(3600), "198.51.100.1", "x-1");
    use("robbed", "purchase", ten.plusSeconds(3700), "198.51.100.1", "x-1");
    use("moved", "password_change", ten, "198.51.100.2", "moved-phone");
    use("renewed", "password_change", ten, "203.0.113.1", "x-2");
    use("private", "password_change", ten, "2001:db8:0:1::2", "x-6");
    use("slow", "login", ten, "198.51.100.3", "x-3");
    use("slow", "password_change", ten.plusSeconds(3600), "198.51.100.3", "x-3");
    use("reader", "purchase", ten, "198.51.100.4", "x-4");
    use("newcomer", "password_change", ten, "198.51.100.5", "x-5");
    field.write(events);

    Findings found = field.find("account-takeover");

    assertThat(found.rows("account_id", "action", "device_id", "device_events", "new_country"))
        .containsExactly("robbed password_change x-1 4 false");
    assertThat(found.cell(0, "at")).isEqualTo(at("10:59:59"));
    assertThat(field.find("account-takeover", "actions=purchase").column("account_id"))
        .containsExactly("reader");
    assertThat(
            field
                .find("account-takeover", "actions= login , purchase")
                .rows("account_id", "action"))
        .containsExactly("robbed login", "slow login", "reader purchase");
    assertThat(field.find("account-takeover", "history=1d").isEmpty()).isTrue();
  }

  @Test
  void putsTakeoversFromANewCountryFirst() throws InterruptedException {
    for (String account : List.of("near", "far")) {
      history(account);
      Event.Builder change = act(account, "email_change", "10:00:00").ip("198.51.100.7");
      String country = account.equals("far") ? "BR" : "FR";
      events.add(change.device("x-" + account).country(country).build());
    }
    use("near", "view", at("10:10:00"), "198.51.100.7", "x-near");
    field.write(events);

    assertThat(field.find("account-takeover").rows("account_id", "new_country"))
        .containsExactly("far true", "near false");
  }

  // Travel.

  private void travel(String account, String time, String country, String ip) {
    events.add(act(account, "view", time).country(country).ip(ip).build());
  }

  @Test
  void findsHopsFasterThanAJourney() throws InterruptedException {
    travel("hopper", "10:00:00", "FR", "203.0.113.1");
    travel("hopper", "11:00:00", "BR", "203.0.113.2");
    travel("hopper", "11:30:00", "FR", "203.0.113.1");
    travel("flyer", "10:00:00", "FR", "203.0.113.3");
    travel("flyer", "11:00:01", "BR", "203.0.113.4");
    travel("once", "10:00:00", "DE", "203.0.113.5");
    events.add(act("once", "view", "10:10:00").build());
    travel("once", "10:20:00", "PL", "203.0.113.6");
    for (int i = 0; i < 51; i++) {
      travel("commuter-" + i, "10:00:00", "FR", "198.51.100." + i);
      travel("commuter-" + i, "10:30:00", "NL", "192.0.2.1");
    }
    field.write(events);

    assertThat(field.find("impossible-travel").rows("account_id", "hops", "journeys"))
        .containsExactly("hopper 2 BR to FR, FR to BR", "once 1 DE to PL");
    assertThat(field.find("impossible-travel", "country=BR").column("account_id"))
        .containsExactly("hopper");
    assertThat(field.find("impossible-travel", "crowd=51").size()).isEqualTo(53);
    assertThat(field.find("impossible-travel", "hops=2", "within=20m").isEmpty()).isTrue();
  }

  // In step.

  private void like(String account, String target, String time, double secondsLater) {
    Instant moment = at(time).plusMillis((long) (1000 * secondsLater));
    events.add(act(account, "like", moment).target(target).build());
  }

  @Test
  void findsAccountsThatActInStepAgainAndAgain() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      String time = "1" + i + ":00:10";
      like("one", "post-" + i, time, 0);
      like("two", "post-" + i, time, 15);
      like("behind", "post-" + i, time, 30.001);
      for (int fan = 0; fan < 41; fan++) {
        like("fan-" + fan, "hit-" + i, time, 0.1 * fan);
      }
      // Four things together, and all within minutes: a sale.
      like("buyer-1", "item-" + i, "10:1" + i + ":00", 0);
      like("buyer-2", "item-" + i, "10:1" + i + ":00", 1);
      // Again and again, and always the same thing.
      like("friend-1", "song", time, 0);
      like("friend-2", "song", time, 1);
    }
    field.write(events);

    assertThat(
            field
                .find("coordinated-timing")
                .rows("account_id", "partners", "most_common_targets", "accounts"))
        .containsExactly("one 1 4 [two]", "two 1 4 [one]");
    assertThat(field.find("coordinated-timing", "apart=0s").column("account_id"))
        .containsExactly("buyer-1", "buyer-2", "one", "two");
    assertThat(field.find("coordinated-timing", "together=16s").accounts())
        .contains("behind", "one", "two");
    assertThat(field.find("coordinated-timing", "ignore=view , like ").isEmpty()).isTrue();
  }
}
