package dev.ringwatch.postgres.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.hunt.KnownAccounts.Known;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownAccountsTest {

  /** A score of 60, of which a hunt that found the account gave 20 and was not the first to. */
  @Test
  void takesOffWhatTheHuntAddsToTheScoreItself() throws Exception {
    try (TestDatabase database = TestDatabase.withSchema()) {
      database.execute(
          "INSERT INTO accounts (account_id, first_event_at, last_event_at, events,"
              + " enforced_events, risk_score, band, anomaly_score, ring_score, scored_at)"
              + " VALUES ('anna', now(), now(), 1, 0, 60, 'medium', 0, 0, now()),"
              + " ('ben', now(), now(), 1, 0, 30, 'low', 0, 0, now())");
      database.execute(
          "INSERT INTO risk_scores (account_id, scored_at, risk_score, anomaly_score, ring_score,"
              + " reasons) VALUES ('anna', now() - interval '1 h', 90, 0, 0,"
              + " '[{\"name\": \"hunt_busy\", \"points\": 90}]'), ('anna', now(), 60, 0, 0,"
              + " '[{\"name\": \"hunt_busy\", \"points\": 20},"
              + " {\"name\": \"ring\", \"points\": 40}]')");
      KnownAccounts known = new KnownAccounts(database.dataSource());
      List<String> found = List.of("anna", "ben", "nobody");

      assertThat(known.of("busy", found))
          .containsExactlyInAnyOrder(
              new Known("anna", null, 40.0),
              new Known("ben", null, 30.0),
              new Known("nobody", null, null));
      assertThat(known.of("other", found)).contains(new Known("anna", null, 60.0));
    }
  }

  @Test
  void knowsWhichHuntsWouldFindWhomTheyHaveRaised() {
    List<String> reading =
        HuntCatalogue.builtIn().list().hunts().stream()
            .filter(Hunt::readsScores)
            .map(Hunt::name)
            .toList();
    assertThat(reading)
        .containsExactly(
            "account-age-cohorts", "account-takeover", "enforcement-sequences", "ring-member-risk");
  }
}
