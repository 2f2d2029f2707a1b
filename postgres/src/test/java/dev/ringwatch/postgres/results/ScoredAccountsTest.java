package dev.ringwatch.postgres.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoredAccountsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final ScoredAccounts accounts = new ScoredAccounts(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE accounts, account_features, risk_scores, results_written");
  }

  @Test
  void keepsTheLatestOfEachAccountAndWhatItWasJudgedBy() throws SQLException {
    accounts.write(List.of(account("a", 10, NOON), account("b' -- \\ \"{},", 75, NOON)));
    accounts.write(List.of(account("a", 50, NOON.plusSeconds(60))));

    assertThat(text("SELECT risk_score || ' ' || band || ' ' || events FROM accounts"))
        .containsExactlyInAnyOrder("50 medium 20", "75 high 20");
    assertThat(text("SELECT account_id FROM accounts WHERE risk_score = 75"))
        .containsExactly("b' -- \\ \"{},");
    assertThat(text("SELECT (features->>'events') FROM account_features WHERE account_id = 'a'"))
        .containsExactly("50.0");
    assertThat(text("SELECT reasons->0->>'points' FROM risk_scores WHERE risk_score = 75"))
        .containsExactly("75.0");
  }

  @Test
  void keepsOverTimeOnlyWhatMovesByAPointOrIntoAnotherBand() throws SQLException {
    double[] scores = {10, 10.9, 10.1, 11, 39.8, 40.2, 40.9, 41.2, 41.2};
    for (int i = 0; i < scores.length; i++) {
      accounts.write(List.of(account("a", scores[i], NOON.plusSeconds(60L * i))));
    }

    assertThat(text("SELECT risk_score::text FROM risk_scores ORDER BY scored_at"))
        .containsExactly("10", "11", "39.8", "40.2", "41.2");
    assertThat(text("SELECT risk_score || ' ' || kept_score FROM accounts"))
        .containsExactly("41.2 41.2");
  }

  @Test
  void movesBySmallStepsTooInTheEnd() throws SQLException {
    for (int i = 0; i < 40; i++) {
      accounts.write(List.of(account("a", 10 + i / 10.0, NOON.plusSeconds(60L * i))));
    }

    assertThat(text("SELECT risk_score::text FROM risk_scores ORDER BY scored_at"))
        .containsExactly("10", "11", "12", "13");
  }

  @Test
  void isNotSetBackByWhatIsOlderAndTakesTheSameTwice() throws SQLException {
    ScoredAccount newest = account("a", 80, NOON.plusSeconds(60));
    accounts.write(List.of(newest));
    accounts.write(List.of(newest));
    accounts.write(List.of(account("a", 10, NOON)));

    assertThat(text("SELECT risk_score::text FROM accounts")).containsExactly("80");
    assertThat(text("SELECT risk_score::text FROM risk_scores")).containsExactly("80");
  }

  @Test
  void keepsTheScoreOfATickThatAnotherModelMadeAnew() throws SQLException {
    accounts.write(List.of(account("a", 80, NOON)));
    accounts.write(List.of(account("a", 20, NOON)));

    assertThat(text("SELECT risk_score::text FROM risk_scores")).containsExactly("20");
  }

  @Test
  void remembersHowFarItHasCome() throws SQLException {
    assertThat(accounts.writtenSeq()).isZero();
    accounts.writtenSeq(5);
    accounts.writtenSeq(9);
    assertThat(accounts.writtenSeq()).isEqualTo(9);
  }

  @Test
  void forgetsWhatIsOldAndNotTheLatest() throws SQLException {
    accounts.write(List.of(account("a", 80, NOON)));
    accounts.write(List.of(account("a", 20, NOON.plusSeconds(60))));

    assertThat(accounts.forgetBefore(NOON.plusSeconds(60))).isEqualTo(1);
    assertThat(text("SELECT risk_score::text FROM risk_scores")).containsExactly("20");
    assertThat(text("SELECT risk_score::text FROM accounts")).containsExactly("20");
  }

  private static List<String> text(String query) throws SQLException {
    return DATABASE.texts(query);
  }

  private static ScoredAccount account(String id, double risk, Instant tick) {
    return new ScoredAccount(
        id,
        null,
        NOON.minusSeconds(600),
        tick,
        20,
        1,
        risk,
        risk >= 70 ? "high" : risk >= 40 ? "medium" : "low",
        risk,
        0,
        null,
        tick,
        "m1",
        "[{\"name\":\"behaviour\",\"points\":"
            + risk
            + ",\"text\":\"it's \\\"odd\\\", isn't it\"}]",
        "{\"events\":" + risk + "}",
        "peers");
  }
}
