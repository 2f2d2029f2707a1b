package dev.ringwatch.postgres.verdict;

import static dev.ringwatch.postgres.verdict.Judgement.ABUSIVE;
import static dev.ringwatch.postgres.verdict.Judgement.BENIGN;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.MARIA;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.NOAH;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.NOW;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.account;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.imported;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.ring;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.HashKey;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The random sample, and the labels that it gives. */
class AuditSampleTest {

  @AutoClose private static final VerdictDatabase DATABASE = new VerdictDatabase();

  private static final LocalDate DAY = LocalDate.parse("2026-11-25");

  private final AuditSample sample =
      new AuditSample(DATABASE.database.dataSource(), HashKey.PUBLIC);

  @BeforeEach
  void reset() throws SQLException {
    DATABASE.reset();
  }

  /** So many accounts are active on a day, twice each; and one on the day before and after. */
  private static void act(LocalDate day, int accounts) throws SQLException {
    String insert =
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action)"
            + " SELECT i, '%sT%s'::timestamptz, 0, false, i::text, 'u' || %s, 'login'"
            + " FROM generate_series(1, %d) i";
    DATABASE.database.execute(insert.formatted(day, "00:00:00Z", "i % " + accounts, 2 * accounts));
    DATABASE.database.execute(insert.formatted(day.minusDays(1), "23:59:59Z", "'before'", 1));
    DATABASE.database.execute(insert.formatted(day.plusDays(1), "00:00:00Z", "'after'", 1));
  }

  private List<String> drawn() throws SQLException {
    return DATABASE.database.texts("SELECT account_id FROM audit_items ORDER BY id");
  }

  @Test
  void drawsEachActiveAccountWithTheSameProbabilityAndOnce() throws SQLException {
    act(DAY, 500);
    assertThat(sample.draw(DAY, 20, NOW)).isEqualTo(20);
    assertThat(sample.draw(DAY, 20, NOW)).isZero();
    List<String> first = drawn();
    assertThat(first).hasSize(20).doesNotHaveDuplicates().allMatch(one -> one.startsWith("u"));
    assertThat(
            DATABASE.database.texts("SELECT DISTINCT inclusion_probability::text FROM audit_items"))
        .containsExactly("0.04");
    DATABASE.database.execute("TRUNCATE audit_draws CASCADE");
    sample.draw(DAY, 20, NOW);
    assertThat(drawn()).as("it repeats").isEqualTo(first);
    DATABASE.database.execute("TRUNCATE audit_draws CASCADE");
    new AuditSample(DATABASE.database.dataSource(), new HashKey(1, 2)).draw(DAY, 20, NOW);
    assertThat(drawn()).as("under another key it is another").isNotEqualTo(first);
  }

  /** Of the day alone, and what comes most often. */
  @Test
  void keepsWhereDrawnAccountsActedFromAndWithWhat() throws SQLException {
    act(DAY, 1);
    DATABASE.database.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action, country,"
            + " user_agent) SELECT 10 + i, '%sT12:00:00Z', 0, false, 'more' || i, 'u0', 'login',"
                .formatted(DAY)
            + " CASE WHEN i < 3 THEN 'PT' ELSE 'SE' END, CASE WHEN i < 2 THEN 'app/1' || repeat('x', 5000) END"
            + " FROM generate_series(1, 3) i");
    DATABASE.database.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action, country)"
            + " SELECT 20 + i, '%sT12:00:00Z', 0, false, 'late' || i, 'u0', 'login', 'FI'"
                .formatted(DAY.plusDays(1))
            + " FROM generate_series(1, 9) i");
    assertThat(sample.draw(DAY, 5, NOW)).isEqualTo(1);
    assertThat(DATABASE.database.texts("SELECT country || ' ' || client FROM audit_items"))
        .containsExactly("PT app/1" + "x".repeat(195));
  }

  @Test
  void drawsNobodyTwiceWithinNinetyDays() throws SQLException {
    Set<String> seen = new HashSet<>();
    for (LocalDate day : List.of(DAY, DAY.plusDays(1), DAY.plusDays(89))) {
      act(day, 40);
      sample.draw(day, 15, NOW);
    }
    // 15 and 15 of 40 or so; the rest of them, and both of the days around, is less than 15.
    seen.addAll(drawn());
    assertThat(seen).hasSameSizeAs(drawn());
    act(DAY.plusDays(180), 40);
    assertThat(sample.draw(DAY.plusDays(180), 15, NOW)).isEqualTo(15);
  }

  @Test
  void drawsLaterWhereNobodyWasActiveYet() throws SQLException {
    assertThat(sample.draw(DAY, 20, NOW)).isZero();
    act(DAY, 3);
    assertThat(sample.draw(DAY, 20, NOW)).isEqualTo(3);
  }

  @Test
  void takesAVerdictOnAnItemForOneOfTheAudit() throws SQLException {
    act(DAY, 4);
    sample.draw(DAY, 2, NOW);
    List<WaitingItem> waiting = sample.waiting(0, 9);
    assertThat(waiting).hasSize(2);
    String account = waiting.getFirst().subject().id();
    KeptVerdict kept = DATABASE.give(MARIA, account(account, BENIGN)).verdicts().getFirst();
    assertThat(kept.origin()).isEqualTo(VerdictOrigin.AUDIT);
    assertThat(kept.inclusionProbability()).isEqualTo(0.5);
    assertThat(sample.waiting(0, 9)).containsExactly(waiting.getLast());
    assertThat(sample.waiting(waiting.getLast().id(), 9)).isEmpty();
    DATABASE.withdraw(kept.id(), MARIA);
    assertThat(sample.waiting(0, 9)).isEqualTo(waiting);
  }

  @Test
  void labelsWithTheHighestScoreOfTheDayAndKeepsWhoIsInTheSample() throws SQLException {
    act(DAY, 1);
    sample.draw(DAY, 1, NOW);
    score("u0", "2026-11-24T10:00:00Z", 30);
    score("u0", "2026-11-25T10:00:00Z", 55);
    score("u0", "2026-11-25T11:00:00Z", 50);
    score("u0", "2026-11-26T00:00:00Z", 99);
    score("a", "2026-11-20T00:00:00Z", 12);
    DATABASE.give(MARIA, account("u0", BENIGN));
    DATABASE.give(NOAH, account("u0", ABUSIVE), account("a", BENIGN));
    DATABASE.give(NOAH, imported("b", BENIGN, NOW.minusSeconds(1)), account("c", BENIGN));
    DATABASE.withdraw(5, NOAH);
    CalibrationLabels labels = new CalibrationLabels(DATABASE.database.dataSource());
    assertThat(lines(labels.between(Instant.parse("2026-11-25T00:00:00Z"), NOW.plusSeconds(1))))
        .containsExactly(
            "a benign review null 2026-11-26T00:00:00Z 12.0",
            "b benign import null 2026-11-26T00:00:00Z null",
            "u0 abusive audit 1.0 2026-11-25T00:00:00Z 55.0");
    assertThat(labels.between(NOW.minusSeconds(1), NOW.plusSeconds(1)))
        .as("who was sampled the day before is not in it, whenever it was decided")
        .extracting(CalibrationLabel::account)
        .containsExactly("a", "b");
    assertThat(labels.between(NOW.plusSeconds(1), Instant.parse("2999-01-01T00:00:00Z"))).isEmpty();
  }

  private static List<String> lines(List<CalibrationLabel> labels) {
    return labels.stream()
        .map(label ->
            "%s %s %s %s %s %s"
                .formatted(
                    label.account(),
                    label.judgement().word(),
                    label.origin().word(),
                    label.inclusionProbability(),
                    label.day(),
                    label.highestScore()))
        .toList();
  }

  private static NewVerdict sampledElsewhere(String account, double probability, Instant when) {
    return new NewVerdict(
        VerdictSubject.account(account),
        BENIGN,
        null,
        "",
        new NewVerdict.Source(VerdictOrigin.AUDIT, probability, when),
        NewVerdict.Members.NONE);
  }

  @Test
  void keepsWhoWasSampledElsewhereInTheirWindowWhateverIsDecidedLater() throws SQLException {
    Instant january = Instant.parse("2026-01-10T08:00:00Z");
    Instant march = Instant.parse("2026-03-01T00:00:00Z");
    DATABASE.give(MARIA, sampledElsewhere("a", 0.02, january));
    DATABASE.give(MARIA, sampledElsewhere("a", 0.5, march.plusSeconds(9)));
    DATABASE.give(NOAH, account("a", ABUSIVE), imported("b", BENIGN, january));
    CalibrationLabels labels = new CalibrationLabels(DATABASE.database.dataSource());
    assertThat(lines(labels.between(january, march)))
        .containsExactly(
            "a abusive audit 0.02 2026-01-10T00:00:00Z null",
            "b benign import null 2026-01-10T00:00:00Z null");
    assertThat(labels.between(march, NOW.plusSeconds(1))).isEmpty();
    DATABASE.withdraw(1, MARIA);
    assertThat(lines(labels.between(march, NOW.plusSeconds(1))))
        .containsExactly("a abusive audit 0.5 2026-03-01T00:00:00Z null");
    DATABASE.withdraw(2, MARIA);
    assertThat(lines(labels.between(march, NOW.plusSeconds(1))))
        .containsExactly("a abusive review null 2026-11-26T00:00:00Z null");
  }

  @Test
  void letsWhoIsJudgedWithARingWaitOn() throws SQLException {
    DATABASE.database.execute(
        "INSERT INTO audit_draws VALUES ('2026-11-25Z', 4, 1, now());"
            + "INSERT INTO audit_items (account_id, day, inclusion_probability, drawn_at)"
            + " SELECT 'b', day, 0.25, now() FROM audit_draws");
    assertThat(DATABASE.give(MARIA, ring(ABUSIVE, NewVerdict.Members.ALL)).verdicts())
        .hasSize(3)
        .allMatch(one -> one.origin() == VerdictOrigin.REVIEW)
        .allMatch(one -> one.inclusionProbability() == null);
    assertThat(sample.waiting(0, 9)).hasSize(1);
    KeptVerdict looked = DATABASE.give(NOAH, account("b", BENIGN)).verdicts().getFirst();
    assertThat(looked.origin()).isEqualTo(VerdictOrigin.AUDIT);
    assertThat(sample.waiting(0, 9)).isEmpty();
  }

  private static void score(String account, String at, int score) throws SQLException {
    DATABASE.database.execute(
        "INSERT INTO risk_scores VALUES ('%s', '%s', %d, 0, 0, '[]', NULL)"
            .formatted(account, at, score));
  }
}
