package dev.ringwatch.postgres.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts in groups, and the lists behind each number, against a look at each account. */
class AccountGroupingTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
  private static final double FLAGGED_FROM = 72.5;
  private static final int ACCOUNTS = 600;
  private static final int ALL = 10_000;

  private final AccountGrouping grouping = new AccountGrouping(DATABASE.dataSource());
  private final AccountLists lists = new AccountLists(DATABASE.dataSource());

  /** An account, with the verdict that stands about it. */
  private record Planted(
      String id, double risk, @Nullable Instant opened, long enforced, @Nullable String verdict) {

    boolean isAged(AgeCohort age) {
      Instant at = opened;
      if (at == null) {
        return age == AgeCohort.UNKNOWN;
      }
      double days = Duration.between(at, NOW).toSeconds() / 86_400.0;
      return switch (age) {
        case DAYS_0 -> days < 7;
        case DAYS_7 -> days >= 7 && days < 30;
        case DAYS_30 -> days >= 30 && days < 90;
        case DAYS_90 -> days >= 90;
        case UNKNOWN -> false;
      };
    }

    boolean is(Enforcement outcome) {
      return enforced > 0
          && switch (outcome) {
            case ANY -> true;
            case OPEN -> verdict == null;
            case CONFIRMED -> "abusive".equals(verdict);
            case FALSE_POSITIVE -> "benign".equals(verdict);
            case UNSURE -> "unsure".equals(verdict);
          };
    }
  }

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE accounts, verdicts CASCADE");
  }

  private static List<Planted> plant(long seed) throws SQLException {
    SplittableRandom random = new SplittableRandom(seed);
    List<Planted> all = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      // Whole scores and whole days lie on the bounds.
      double risk = random.nextBoolean() ? random.nextInt(101) : random.nextDouble() * 100;
      Instant opened =
          random.nextInt(10) == 0 ? null : NOW.minus(Duration.ofDays(random.nextInt(-1, 120)));
      String verdict = List.of("", "", "abusive", "benign", "unsure").get(random.nextInt(5));
      Planted one =
          new Planted(
              "a" + i,
              risk,
              opened,
              random.nextInt(3) == 0 ? random.nextInt(1, 5) : 0,
              verdict.isEmpty() ? null : verdict);
      insert(one, random);
      all.add(one);
    }
    return all;
  }

  private static void insert(Planted one, SplittableRandom random) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO accounts (account_id, account_created_at, first_event_at,"
                    + " last_event_at, events, enforced_events, risk_score, band, anomaly_score,"
                    + " ring_score, scored_at)"
                    + " VALUES (?, ?, now(), now(), 9, ?, ?, 'low', 0, 0, now())")) {
      insert.setString(1, one.id);
      insert.setObject(2, one.opened == null ? null : one.opened.atOffset(ZoneOffset.UTC));
      insert.setLong(3, one.enforced);
      insert.setDouble(4, one.risk);
      insert.executeUpdate();
    }
    // Verdicts before the one that stands, and one that was taken back, say nothing.
    String[] earlier = {"abusive", "benign", "unsure"};
    if (one.verdict != null) {
      verdict(one.id, earlier[random.nextInt(3)], "2026-03-01");
      verdict(one.id, Objects.requireNonNull(one.verdict), "2026-03-02");
    }
    if (random.nextInt(4) == 0) {
      verdict(one.id, earlier[random.nextInt(3)], "2026-03-03");
      DATABASE.execute(
          "INSERT INTO verdict_withdrawals (verdict_id, reason, withdrawn_by, withdrawn_at)"
              + " SELECT max(id), '', 'operator 1', now() FROM verdicts");
    }
  }

  private static void verdict(String account, String verdict, String day) throws SQLException {
    DATABASE.execute(
        "INSERT INTO verdicts (account_id, verdict, origin, decided_by, decided_at)"
            + " VALUES ('%s', '%s', 'review', 'operator 1', '%s')"
                .formatted(account, verdict, day));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void countsWhatALookAtEachAccountDoes(long seed) throws Exception {
    List<Planted> all = plant(seed);

    AccountGroups groups = grouping.read(NOW, FLAGGED_FROM);

    assertThat(groups.accounts()).isEqualTo(ACCOUNTS);
    for (int bin = 0; bin < AccountGroups.BINS; bin++) {
      double from = bin * AccountGroups.BIN_WIDTH;
      double below = bin == AccountGroups.BINS - 1 ? 101 : from + AccountGroups.BIN_WIDTH;
      List<String> expected =
          all.stream()
              .filter(one -> one.risk >= from && one.risk < below)
              .map(Planted::id)
              .toList();
      assertThat(groups.byScore().get(bin)).as("from %s", from).isEqualTo(expected.size());
      assertThat(listed(from, below, AccountTraits.ANY)).hasSameElementsAs(expected);
    }
    for (AccountGroups.Cohort cohort : groups.cohorts()) {
      List<Planted> aged = all.stream().filter(one -> one.isAged(cohort.age())).toList();
      List<String> flagged =
          aged.stream().filter(one -> one.risk >= FLAGGED_FROM).map(Planted::id).toList();
      assertThat(cohort.accounts()).as("%s", cohort.age()).isEqualTo(aged.size()).isPositive();
      assertThat(cohort.flagged()).isEqualTo(flagged.size());
      assertThat(cohort.riskSum())
          .isCloseTo(aged.stream().mapToDouble(Planted::risk).sum(), within(1e-6));
      assertThat(cohort.enforced())
          .isEqualTo(aged.stream().filter(one -> one.enforced > 0).count());
      assertThat(listed(FLAGGED_FROM, AccountFilter.NO_BOUND, aged(cohort.age(), null)))
          .hasSameElementsAs(flagged);
      assertThat(listed(0, AccountFilter.NO_BOUND, aged(cohort.age(), Enforcement.ANY)))
          .hasSize((int) cohort.enforced());
    }
    for (Enforcement outcome : Enforcement.values()) {
      List<String> expected = all.stream().filter(one -> one.is(outcome)).map(Planted::id).toList();
      AccountTraits traits = new AccountTraits(null, null, false, outcome);
      assertThat(listed(0, AccountFilter.NO_BOUND, traits))
          .as("%s", outcome)
          .hasSameElementsAs(expected)
          .isNotEmpty();
      if (outcome != Enforcement.ANY) {
        assertThat(groups.enforced()).containsEntry(outcome, (long) expected.size());
      }
    }
  }

  private static AccountTraits aged(AgeCohort age, @Nullable Enforcement enforced) {
    return new AccountTraits(
        age.openedAfter(NOW), age.openedUntil(NOW), age == AgeCohort.UNKNOWN, enforced);
  }

  private List<String> listed(double from, double below, AccountTraits traits) throws SQLException {
    return lists.byRisk(new AccountFilter(null, from, below, traits), null, ALL).stream()
        .map(ListedAccount::accountId)
        .toList();
  }

  @Test
  void countsNothingWhereNobodyIs() throws Exception {
    AccountGroups groups = grouping.read(NOW, FLAGGED_FROM);
    assertThat(groups.accounts()).isZero();
    assertThat(groups.cohorts()).hasSize(AgeCohort.values().length);
    assertThat(groups.enforced().values()).hasSize(4).containsOnly(0L);
  }
}
