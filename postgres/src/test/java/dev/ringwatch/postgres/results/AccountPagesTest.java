package dev.ringwatch.postgres.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountPagesTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final String NOON = "2026-11-26T12:00:00Z";

  private final AccountPages pages = new AccountPages(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE accounts, risk_scores");
  }

  private static void add(String account, double score, String band) throws SQLException {
    DATABASE.execute(
        ("INSERT INTO accounts (account_id, first_event_at, last_event_at, events,"
                + " enforced_events, risk_score, band, anomaly_score, ring_score, scored_at)"
                + " VALUES ('%1$s', '%4$s', '%4$s', 7, 0, %2$s, '%3$s', 50, 0, '%4$s')")
            .formatted(account, score, band, NOON));
  }

  private static void score(String account, String at, String reasons) throws SQLException {
    DATABASE.execute(
        ("INSERT INTO risk_scores (account_id, scored_at, risk_score, anomaly_score, ring_score,"
                + " reasons) VALUES ('%s', '%s', 50, 50, 0, '%s')")
            .formatted(account, at, reasons));
  }

  @Test
  void givesTheRiskiestFirstWithTheReasonsOfTheirLatestScore() throws SQLException {
    add("b", 80, "high");
    add("a", 80, "high");
    add("c", 91.5, "high");
    add("d", 12, "low");
    score("c", "2026-11-26T11:00:00Z", "[{\"name\":\"old\",\"points\":1}]");
    score(
        "c",
        NOON,
        "[{\"name\":\"small\",\"points\":-2.5},{\"name\":\"large\",\"points\":94,\"text\":\"why\"}]");

    List<RiskyAccount> riskiest = pages.riskiest(3);

    assertThat(riskiest).extracting(RiskyAccount::account).containsExactly("c", "a", "b");
    Instant noon = Instant.parse(NOON);
    assertThat(riskiest.getFirst())
        .isEqualTo(
            new RiskyAccount(
                "c",
                91.5,
                "high",
                7,
                noon,
                noon,
                List.of(
                    new StoredReason("large", 94, "why"), new StoredReason("small", -2.5, ""))));
    assertThat(riskiest.getLast().reasons()).isEmpty();
  }

  @Test
  void givesTheReasonsOfTheLatestScoresOfSome() throws SQLException {
    score("a", "2026-11-26T11:00:00Z", "[{\"name\":\"old\",\"points\":1}]");
    score("a", NOON, "[{\"name\":\"small\",\"points\":2},{\"name\":\"large\",\"points\":-9}]");
    score("b", NOON, "[{\"name\":\"other\",\"points\":3,\"text\":\"why\"}]");
    score("c", NOON, "[]");

    assertThat(pages.reasons(List.of("a", "c", "nobody")))
        .isEqualTo(
            Map.of(
                "a", List.of(new StoredReason("large", -9, ""), new StoredReason("small", 2, ""))));
    assertThat(pages.reasons(List.of())).isEmpty();
  }

  @Test
  void countsByScore() throws SQLException {
    add("a", 39.9, "low");
    add("b", 40, "medium");
    add("c", 69.9, "medium");
    add("d", 70, "high");

    assertThat(pages.counts(40, 70)).isEqualTo(new AccountPages.Counts(1, 2));
  }
}
