package dev.ringwatch.postgres.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.results.ScoredAccount;
import dev.ringwatch.postgres.results.ScoredAccounts;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTotalsTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private static final String KEPT_BANDS =
      "SELECT band || ' ' || accounts || ' ' || risk_tenths FROM account_bands WHERE accounts <> 0"
          + " OR risk_tenths <> 0 ORDER BY band";
  private static final String TRUE_BANDS =
      "SELECT band || ' ' || count(*) || ' ' || sum(round(risk_score * 10)::bigint) FROM accounts"
          + " GROUP BY band ORDER BY band";
  private static final String KEPT_AGES =
      "SELECT created_day || ' ' || band || ' ' || accounts FROM account_ages WHERE accounts <> 0"
          + " ORDER BY 1";
  private static final String TRUE_AGES =
      "SELECT coalesce(date_trunc('day', account_created_at, 'UTC'), '-infinity') || ' ' || band"
          + " || ' ' || count(*) FROM accounts"
          + " GROUP BY coalesce(date_trunc('day', account_created_at, 'UTC'), '-infinity'), band"
          + " ORDER BY 1";

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final ScoredAccounts scores = new ScoredAccounts(DATABASE.dataSource());
  private final AccountTotals totals = new AccountTotals(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE accounts, risk_scores, account_features, dashboard_metrics");
  }

  private static ScoredAccount account(
      String id, @Nullable Instant created, double risk, Instant at) {
    String band = risk >= 70 ? "high" : risk >= 40 ? "medium" : "low";
    return new ScoredAccount(
        id, created, NOON, NOON, 1, 0, risk, band, risk, 0, null, at, "m", "[]", "{}", "");
  }

  private static void checkEqual() throws SQLException {
    assertThat(DATABASE.texts(KEPT_BANDS)).isEqualTo(DATABASE.texts(TRUE_BANDS));
    assertThat(DATABASE.texts(KEPT_AGES)).isEqualTo(DATABASE.texts(TRUE_AGES));
  }

  /** Whatever is written, again, late or by hand: they are what counting all comes to. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void areWhatCountingAllAccountsComesTo(long seed) throws SQLException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 25; round++) {
      Map<String, ScoredAccount> batch = new LinkedHashMap<>();
      for (int i = 0; i < 60; i++) {
        String id = "a" + random.nextInt(200);
        Instant created =
            random.nextInt(5) == 0 ? null : NOON.minus(Duration.ofHours(random.nextInt(2_000)));
        Instant at = NOON.plusSeconds(60L * (round - random.nextInt(3)));
        batch.put(id, account(id, created, random.nextInt(1_001) / 10.0, at));
      }
      List<ScoredAccount> rows = new ArrayList<>(batch.values());
      scores.write(rows);
      if (random.nextBoolean()) {
        scores.write(rows);
      }
      if (random.nextInt(5) == 0) {
        DATABASE.execute("DELETE FROM accounts WHERE account_id LIKE '%7'");
      }
      checkEqual();
    }
    assertThat(DATABASE.texts(TRUE_BANDS)).hasSize(3);
    DATABASE.execute("TRUNCATE accounts");
    checkEqual();
  }

  @Test
  void countWhatWasThereBeforeOnceAndThenNoMore() throws SQLException {
    DATABASE.execute("ALTER TABLE accounts DISABLE TRIGGER USER");
    scores.write(List.of(account("a", NOON, 80, NOON), account("b", null, 10, NOON)));
    DATABASE.execute("ALTER TABLE accounts ENABLE TRIGGER USER");
    scores.write(List.of(account("a", NOON, 20, NOON.plusSeconds(60))));
    assertThat(DATABASE.texts(KEPT_BANDS)).isNotEqualTo(DATABASE.texts(TRUE_BANDS));
    totals.countOnce();
    checkEqual();
    DATABASE.execute("UPDATE account_bands SET accounts = 17 WHERE band = 'low'");
    totals.countOnce();
    assertThat(DATABASE.texts(KEPT_BANDS)).contains("low 17 300");
  }

  @Test
  void missNothingThatIsWrittenWhileTheyAreCounted() throws Exception {
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      CountDownLatch begun = new CountDownLatch(1);
      Future<?> writing =
          other.submit(() -> {
            for (int i = 0; i < 200; i++) {
              scores.write(
                  List.of(account("a" + i % 50, NOON, i % 101, NOON.plusSeconds(60L * i))));
              begun.countDown();
            }
            return null;
          });
      begun.await();
      while (!writing.isDone()) {
        DATABASE.execute("DELETE FROM dashboard_metrics");
        totals.countOnce();
      }
      writing.get();
    }
    checkEqual();
  }

  @Test
  void takeAnyDayOnWhichAnAccountMayHaveBeenOpened() throws SQLException {
    scores.write(
        List.of(
            account("a", Instant.parse("1970-01-01T00:00:00Z"), 80, NOON),
            account("b", Instant.parse("2500-01-01T00:00:00Z"), 80, NOON)));
    assertThat(
            DATABASE.texts(
                "SELECT (created_day AT TIME ZONE 'UTC')::date || ' ' || accounts FROM account_ages"
                    + " WHERE accounts <> 0 ORDER BY 1"))
        .containsExactly("2000-01-01 1", "2100-01-01 1");
  }
}
