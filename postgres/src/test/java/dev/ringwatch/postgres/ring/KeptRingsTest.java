package dev.ringwatch.postgres.ring;

import static dev.ringwatch.postgres.ring.Rings.chained;
import static dev.ringwatch.postgres.ring.Rings.ring;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.ring.KeptRings.EndedPlace;
import dev.ringwatch.postgres.ring.KeptRings.LivingPlace;
import dev.ringwatch.postgres.ring.KeptRings.MemberPlace;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptRingsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);

  private final KeptRings kept = new KeptRings(DATABASE.dataSource());

  @BeforeAll
  static void fill() throws SQLException {
    LivingRings rings = new LivingRings(DATABASE.dataSource(), new PlainTexts());
    rings.write(
        NOON,
        chained(
            ring("e1", 80, "p", "q"),
            ring("e2", 20, "r", "s", "t"),
            ring("w", 70, "a", "b", "c", "d", "e")));
    rings.write(
        LATER,
        chained(
            ring("v", 70, "f", "g", "h"), ring("w", 70, "b", "d", "e"), ring("x", 10, "k", "l")));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void givesLivingRingsTheWorstFirstPageByPage(int limit) throws SQLException {
    List<String> ids = new ArrayList<>();
    LivingPlace after = LivingPlace.START;
    while (after != null) {
      List<KeptRing> page = kept.living(RingFilter.ALL, after, limit);
      page.forEach(ring -> ids.add(ring.id()));
      after = page.size() == limit ? LivingPlace.of(page.getLast()) : null;
    }
    assertThat(ids).containsExactly("v", "w", "x");
  }

  @Test
  void givesThoseOfAScoreAndASize() throws SQLException {
    assertThat(kept.living(new RingFilter(50, 0), LivingPlace.START, 9))
        .extracting(KeptRing::id)
        .containsExactly("v", "w");
    assertThat(kept.living(new RingFilter(0, 3), LivingPlace.START, 9)).hasSize(2);
    assertThat(kept.ended(new RingFilter(0, 3), EndedPlace.START, 9))
        .extracting(KeptRing::id)
        .containsExactly("e2");
    assertThat(kept.countLiving()).isEqualTo(3);
    assertThat(kept.writtenAt()).hasValue(LATER);
  }

  @Test
  void givesEndedRingsPageByPage() throws SQLException {
    KeptRing first = kept.ended(RingFilter.ALL, EndedPlace.START, 1).getFirst();
    assertThat(first.id()).isEqualTo("e1");
    assertThat(first.ended()).isEqualTo(LATER);
    assertThat(first.lastSeen()).isEqualTo(NOON);
    assertThat(kept.ended(RingFilter.ALL, new EndedPlace(LATER, "e1"), 9))
        .extracting(KeptRing::id)
        .containsExactly("e2");
  }

  @Test
  void givesWhoIsInARingAndThenWhoWas() throws SQLException {
    List<String> accounts = new ArrayList<>();
    MemberPlace after = MemberPlace.START;
    for (int i = 0; i < 6; i++) {
      for (KeptMember member : kept.members("w", after, 1)) {
        accounts.add(member.account() + (member.left() == null ? "" : " left"));
        after = MemberPlace.of(member);
      }
    }
    assertThat(accounts).containsExactly("b", "d", "e", "a left", "c left");
  }

  @Test
  void givesTheRiskOfThoseWhoAreScored() throws SQLException {
    DATABASE.execute(
        "INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,"
            + " risk_score, band, anomaly_score, ring_score, scored_at)"
            + " VALUES ('f', now(), now(), 7, 0, 81.5, 'high', 50, 70, now())");
    List<KeptMember> members = kept.members("v", MemberPlace.START, 9);
    assertThat(members.getFirst())
        .isEqualTo(new KeptMember("f", "core", LATER, null, 81.5, "high"));
    assertThat(members.getLast().risk()).isNull();
  }

  @Test
  void givesEdgesTheStrongestFirst() throws SQLException {
    List<KeptEdge> all = kept.edges("w", null, 9);
    assertThat(all).extracting(edge -> edge.a() + edge.b()).containsExactly("bd", "de");
    assertThat(kept.edges("w", all.getFirst().place(), 9)).containsExactly(all.getLast());
    assertThat(all.getFirst().evidence()).contains("device of b d");
  }

  @Test
  void givesTheHistoryTheNewestFirst() throws SQLException {
    List<KeptChange> all = kept.history("w", Long.MAX_VALUE, 9);
    assertThat(all).extracting(KeptChange::kind).containsExactly("shrank", "found");
    assertThat(all.getFirst().leftAccounts()).isEqualTo("[\"a\", \"c\"]");
    assertThat(kept.history("w", all.getFirst().entry(), 9)).containsExactly(all.getLast());
  }

  @Test
  void givesToTheHistoryOfARingWhatWentIntoItAndCameOutOfIt() throws SQLException {
    try (TestDatabase database = TestDatabase.withSchema()) {
      LivingRings rings = new LivingRings(database.dataSource(), new PlainTexts());
      rings.write(NOON, chained(ring("r", 50, "a", "b", "c", "d"), ring("s", 50, "e", "f")));
      rings.write(LATER, chained(ring("r", 50, "a", "b", "e", "f"), ring("t", 50, "c", "d")));
      assertThat(new KeptRings(database.dataSource()).history("r", Long.MAX_VALUE, 9))
          .extracting(change -> change.ringId() + " " + change.kind())
          .containsExactly("t split", "s merged", "r changed", "r found");
    }
  }

  @Test
  void knowsNoRingThatIsNot() throws SQLException {
    assertThat(kept.find("none")).isEmpty();
    assertThat(kept.members("none", MemberPlace.START, 9)).isEmpty();
  }

  /** In the ring w are b, d and e; a and c left. b and d are tied, and d and e. */
  @Test
  void givesTheRiskiestAndThenWhoLeftAndThoseWithTheMostTies() throws SQLException {
    DATABASE.execute(
        "INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,"
            + " risk_score, band, anomaly_score, ring_score, scored_at) VALUES"
            + " ('a', now(), now(), 1, 0, 99, 'high', 0, 0, now()),"
            + " ('e', now(), now(), 1, 0, 70, 'high', 0, 0, now()),"
            + " ('d', now(), now(), 1, 0, 20, 'low', 0, 0, now())");
    assertThat(kept.riskiest("w", 9))
        .extracting(KeptMember::account)
        .containsExactly("e", "d", "b", "a", "c");
    assertThat(kept.riskiest("w", 2)).extracting(KeptMember::account).containsExactly("e", "d");
    assertThat(kept.mostTied("w", 9))
        .extracting(KeptMember::account)
        .containsExactly("d", "b", "e");
    assertThat(kept.mostTied("w", 1).getFirst().risk()).isEqualTo(20);
    assertThat(kept.mostTied("no such ring", 9)).isEmpty();
    DATABASE.execute("TRUNCATE accounts");
  }
}
