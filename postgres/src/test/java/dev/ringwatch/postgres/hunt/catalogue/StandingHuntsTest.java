package dev.ringwatch.postgres.hunt.catalogue;

import static dev.ringwatch.postgres.hunt.catalogue.HuntField.DAY;
import static dev.ringwatch.postgres.hunt.catalogue.HuntField.act;
import static dev.ringwatch.postgres.hunt.catalogue.HuntField.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hunts for what is known already: enforcement, rings, and who reacts to what, by hand. */
class StandingHuntsTest {

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

  private void enforce(String account, String action, String... times) {
    for (String time : times) {
      events.add(act(account, action, time).enforced(true).build());
    }
  }

  @Test
  void findsAccountsThatWereActedAgainstAgain() throws InterruptedException {
    enforce("twice", "post", "10:00:00", "11:00:01");
    enforce("thrice", "post", "01:00:00", "05:00:00", "05:00:00", "09:00:00");
    enforce("once", "post", "10:00:00", "10:30:00", "11:30:00");
    enforce("twice", "message", "11:00:01");
    events.add(act("quiet", "post", "10:00:00").build());
    field.write(events);

    assertThat(
            field
                .find("enforcement-sequences")
                .rows("account_id", "occasions", "enforced_events", "shortest_return", "actions"))
        .containsExactly("thrice 3 4 04:00:00 post", "twice 2 3 01:00:01 message, post");
    assertThat(field.find("enforcement-sequences", "apart=30m").column("account_id"))
        .containsExactly("thrice", "once", "twice");
    assertThat(field.find("enforcement-sequences", at("10:00:00"), at("11:00:01")).isEmpty())
        .isTrue();
  }

  private static void ring(String ring, double score, String ended, String... members)
      throws SQLException {
    field
        .database()
        .execute(
            "INSERT INTO rings (ring_id, ring_score, members, edges, first_seen_at, last_seen_at,"
                + (" dissolved_at, reasons, coincidences, print) VALUES ('" + ring + "', " + score)
                + (", 2, 1, '2026-03-01 00:00Z', '2026-03-09 00:00Z', " + ended)
                + ", '[]', '[]', 1)");
    for (String member : members) {
      String left = member.startsWith("left") ? "'2026-03-05 00:00Z'" : "NULL";
      field
          .database()
          .execute(
              "INSERT INTO ring_members (ring_id, account_id, role, joined_at, left_at) VALUES ('"
                  + (ring + "', '" + member + "', 'core', '2026-03-01 00:00Z', " + left + ")"));
    }
  }

  private static void score(String account, double score) throws SQLException {
    field
        .database()
        .execute(
            "INSERT INTO accounts (account_id, first_event_at, last_event_at, events,"
                + " enforced_events, risk_score, band, anomaly_score, ring_score, scored_at)"
                + (" VALUES ('" + account + "', '2026-03-10 00:00Z', '2026-03-10 00:00Z', 1, 0, ")
                + (score + ", 'low', 0, 0, '2026-03-10 00:00Z')"));
  }

  @Test
  void findsActiveMembersOfTheWorstLivingRings() throws Exception {
    ring("ring-a", 90, "NULL", "a1", "a2", "asleep", "left-a");
    ring("ring-b", 95, "'2026-03-08 00:00Z'", "b1");
    ring("ring-c", 50, "NULL", "c1");
    ring("ring-d", 39, "NULL", "d1");
    for (String account : List.of("a1", "a2", "left-a", "b1", "c1", "d1", "stranger")) {
      events.add(act(account, "post", "10:00:00").build());
    }
    events.add(act("asleep", "post", DAY.minus(Duration.ofDays(1))).build());
    field.write(events);
    score("a1", 5);
    score("a2", 60);

    assertThat(field.find("ring-member-risk").rows("ring_id", "account_id", "risk_score"))
        .containsExactly("ring-a a2 60.0", "ring-a a1 5.0", "ring-c c1 null");
    assertThat(field.find("ring-member-risk", "score=51").column("ring_id"))
        .containsExactly("ring-a", "ring-a");
  }

  private void review(String account, String target, String device, int ageDays) {
    Event.Builder review = act(account, "review", "10:00:00").target(target).device(device);
    events.add(review.accountCreatedAt(DAY.minus(Duration.ofDays(ageDays))).build());
  }

  @Test
  void findsTargetsWhoseAudienceIsYoungOrSharesDevices() throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      review("reader-" + i, "book-" + i % 10, "own-" + i, i / 10 % 10 == 0 ? 3 : 300);
    }
    for (int i = 0; i < 10; i++) {
      review("young-" + i, "bombed", "phone-" + i, 3);
      review("farmed-" + i, "pushed", "emulator-" + i % 3, 300);
      review("plain-" + i, "fine", "laptop-" + i, 300);
      review("blank-" + i, "vague", "unknown", 300);
      events.add(act("viewer-" + i, "view", "10:00:00").target("seen").device("one").build());
    }
    for (int i = 0; i < 7; i++) {
      review("few-" + i, "small", "x-" + i, 3);
    }
    field.write(events);

    Findings found = field.find("suspicious-audience");

    assertThat(found.rows("target", "account_count", "young_accounts", "sharing_accounts"))
        .containsExactly("pushed 10 0 10", "bombed 10 10 0");
    assertThat(field.find("suspicious-audience", "accounts=7").column("target")).contains("small");
    assertThat(field.find("suspicious-audience", "ignore=like, review").column("target"))
        .containsExactly("seen");
  }
}
