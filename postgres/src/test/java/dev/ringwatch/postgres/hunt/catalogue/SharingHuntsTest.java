package dev.ringwatch.postgres.hunt.catalogue;

import static dev.ringwatch.postgres.hunt.catalogue.HuntField.act;
import static dev.ringwatch.postgres.hunt.catalogue.HuntField.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hunts for what accounts have in common, on events made by hand. */
class SharingHuntsTest {

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

  private void visit(String account, String time, String ip, String device) {
    events.add(act(account, "login", time).ip(ip).device(device).build());
  }

  @Test
  void findsAddressesWithManyAccountsOnFewDevices() throws InterruptedException {
    for (int i = 0; i < 6; i++) {
      visit("farmed-" + i, "10:0" + i + ":00", "203.0.113.1", "phone-" + i % 2);
      visit("office-" + i, "10:0" + i + ":00", "203.0.113.2", "laptop-" + i);
      visit("spread-" + i, "1" + i + ":00:00", "203.0.113.3", "tablet");
      visit("host-" + i, "10:0" + i + ":00", "2001:db8:0:1::" + i, "emulator");
      visit("blank-" + i, "10:0" + i + ":00", "203.0.113.4", "unknown");
    }
    field.write(events);

    Findings found = field.find("many-accounts-address");

    assertThat(found.rows("ip", "account_count", "devices", "accounts_per_device"))
        .containsExactly(
            "2001:db8:0:1::/64 6 1 6.0", "203.0.113.1 6 2 3.0", "203.0.113.4 6 0 null");
    assertThat(found.cell(1, "accounts"))
        .isEqualTo(List.of("farmed-0", "farmed-1", "farmed-2", "farmed-3", "farmed-4", "farmed-5"));
    assertThat(field.find("many-accounts-address", "per_device=0").size()).isEqualTo(4);
    assertThat(field.find("many-accounts-address", "accounts=7").isEmpty()).isTrue();
  }

  @Test
  void letsAnAccountGoWhenTheSpanIsOver() throws InterruptedException {
    List.of("a", "b", "c").forEach(account -> visit(account, "10:00:00", "203.0.113.1", "d"));
    visit("d", "11:00:00", "203.0.113.1", "d");
    List.of("a", "b", "c").forEach(account -> visit(account, "10:00:00", "203.0.113.2", "d"));
    visit("d", "10:59:59", "203.0.113.2", "d");
    field.write(events);

    assertThat(field.find("many-accounts-address").rows("ip", "account_count"))
        .containsExactly("203.0.113.2 4");
  }

  @Test
  void findsSharedDevicesThoseOfManyAddressesFirst() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      visit("family-" + i, "10:0" + i + ":00", "203.0.113.1", "tablet");
      visit("proxied-" + i, "10:0" + i + ":00", "198.51.100." + i, "emulator");
    }
    for (int i = 0; i < 101; i++) {
      visit("crowd-" + i, "10:00:00", "203.0.113.9", "colliding");
      visit("none-" + i % 9, "10:00:00", "203.0.113.9", "00000000-0000-0000-0000-000000000000");
    }
    visit("couple-1", "10:00:00", "203.0.113.8", "laptop");
    visit("couple-2", "10:00:00", "203.0.113.8", "laptop");
    field.write(events);

    assertThat(field.find("shared-device").rows("device_id", "account_count", "addresses"))
        .containsExactly("emulator 4 4", "tablet 4 1");
    assertThat(field.find("shared-device", "accounts=2", "most=200").column("device_id"))
        .containsExactly("emulator", "colliding", "tablet", "laptop");
  }

  @Test
  void findsASingleChangeOfHandsAndManyReturns() throws InterruptedException {
    visit("a", "10:00:00", "203.0.113.1", "once");
    visit("b", "10:30:00", "203.0.113.1", "once");
    visit("c", "10:00:00", "203.0.113.1", "late");
    visit("d", "10:30:01", "203.0.113.1", "late");
    for (int i = 0; i < 6; i++) {
      visit(i % 2 == 0 ? "e" : "f", "10:0" + i + ":00", "203.0.113.1", "busy");
    }
    // Two accounts at one moment, each with several events: one change.
    for (int i = 0; i < 4; i++) {
      visit(i % 2 == 0 ? "g" : "h", "10:00:00", "203.0.113.1", "same");
    }
    visit("i", "10:00:00", "203.0.113.1", "own");
    visit("i", "10:01:00", "203.0.113.1", "own");
    field.write(events);

    assertThat(field.find("device-switching").rows("device_id", "changes", "returns"))
        .containsExactly("busy 5 4", "once 1 0", "same 1 0");
    assertThat(field.find("device-switching").cell(1, "accounts")).isEqualTo(List.of("a", "b"));
    assertThat(field.find("device-switching", "changes=2").size()).isEqualTo(1);
  }

  @Test
  void findsAddressesScatteredFarBeyondWhatIsUsual() throws InterruptedException {
    for (int i = 0; i < 30; i++) {
      String minute = String.format("%02d", i);
      visit("rotating", "10:" + minute + ":00", "198.51.100." + i % 15, "d");
      visit("carried", "10:" + minute + ":00", "203.0.113." + i % 15, "d");
      visit("roaming", "10:" + minute + ":00", "2001:db8:1:" + i % 15 + "::" + i, "d");
      visit("privacy", "10:" + minute + ":00", "2001:db8:0:1::" + i, "d");
      for (int other = 0; other < 25; other++) {
        visit("home-" + other, "10:" + minute + ":00", "192.0.2." + other, "d");
        visit("home-" + other, "11:" + minute + ":00", "203.0.113." + i % 15, "d");
        // A carrier's block of IPv6: an address for each, and the same networks for all.
        String sixth = "2001:db8:1:" + i % 15 + "::a" + other;
        visit("home-" + other, "12:" + minute + ":00", sixth, "d");
      }
    }
    field.write(events);

    Findings found = field.find("address-entropy");

    assertThat(found.rows("account_id", "entropy_bits", "addresses"))
        .containsExactly("rotating 3.91 15");
    assertThat(field.find("address-entropy", "events=31").isEmpty()).isTrue();
  }

  @Test
  void findsPaymentsOfManyAccountsAndOfManyClaims() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      String minute = "10:0" + i + ":00";
      pay("buyer-" + i, "purchase", minute, "shared-card", "198.51.100." + i);
      pay("family-" + i % 3, "purchase", minute, "home-card", "203.0.113.1");
      pay("refunded", "refund", minute, "refund-card", "203.0.113.2");
      pay("fussy", i < 4 ? "refund" : "purchase", minute, "fussy-card", "203.0.113.3");
    }
    events.add(act("nobody", "refund", "10:00:00").build());
    field.write(events);

    assertThat(field.find("payment-sharing").rows("payment_id", "account_count", "claims"))
        .containsExactly("shared-card 5 0", "refund-card 1 5");
    assertThat(field.find("payment-sharing", "claim_actions=gift, purchase").column("payment_id"))
        .containsExactly("shared-card", "home-card");
  }

  private void pay(String account, String action, String time, String payment, String ip) {
    events.add(act(account, action, at(time)).payment(payment).ip(ip).build());
  }
}
