package dev.ringwatch.postgres.verdict;

import static dev.ringwatch.postgres.verdict.Judgement.ABUSIVE;
import static dev.ringwatch.postgres.verdict.Judgement.BENIGN;
import static dev.ringwatch.postgres.verdict.Judgement.UNSURE;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.MARIA;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.NOAH;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.NOW;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.account;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.Tick;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Second opinions and appeals: somebody else looks again. */
class SecondLookTest {

  @AutoClose private static final VerdictDatabase DATABASE = new VerdictDatabase();

  private final SecondReviews seconds = new SecondReviews(DATABASE.database.dataSource());
  private final Appeals appeals = new Appeals(DATABASE.database.dataSource());

  @BeforeEach
  void reset() throws SQLException {
    DATABASE.reset();
  }

  private static KeptVerdict first(String account, Judgement judgement) throws SQLException {
    return DATABASE
        .give(
            DATABASE.database.dataSource(),
            1,
            new Giver(MARIA, NOW, new Tick(7)),
            account(account, judgement))
        .verdicts()
        .getFirst();
  }

  private static NewVerdict second(String account, Judgement judgement) {
    return verdict(VerdictSubject.account(account), judgement, VerdictOrigin.SECOND_REVIEW);
  }

  private static NewVerdict answer(String account, Judgement judgement) {
    return verdict(VerdictSubject.account(account), judgement, VerdictOrigin.APPEAL);
  }

  private List<String> waiting(String asking) throws SQLException {
    return seconds.waiting(asking, 0, 9).stream()
        .map(one -> one.id() + " " + one.subject().id() + " " + one.riskScore())
        .toList();
  }

  @Test
  void asksSomebodyElseAndReplacesNothing() throws SQLException {
    assertThat(first("a", ABUSIVE).belongs().wantsSecond()).isTrue();
    DATABASE.give(MARIA, account("b", BENIGN));
    assertThat(waiting(NOAH)).containsExactly("1 a 90.0");
    assertThat(waiting(MARIA)).isEmpty();
    assertThatThrownBy(() -> DATABASE.give(MARIA, second("a", ABUSIVE)))
        .hasMessageContaining("somebody else has to look again");
    KeptVerdict other = DATABASE.give(NOAH, second("a", BENIGN)).verdicts().getFirst();
    assertThat(other.stands()).isFalse();
    assertThat(other.belongs().secondOf()).isEqualTo(1);
    assertThat(waiting(NOAH)).isEmpty();
    assertThat(DATABASE.pages().standing(VerdictSubject.account("a")).orElseThrow().id())
        .isEqualTo(1);
    assertThat(seconds.counts(Instant.EPOCH))
        .isDeepEqualTo(new long[][] {{0, 1, 0}, {0, 0, 0}, {0, 0, 0}});
    assertThat(seconds.counts(NOW.plusSeconds(1))).isDeepEqualTo(new long[3][3]);
    DATABASE.withdraw(other.id(), NOAH);
    assertThat(waiting(NOAH)).containsExactly("1 a 90.0");
    assertThat(seconds.counts(Instant.EPOCH)).isDeepEqualTo(new long[3][3]);
    first("c", UNSURE);
    DATABASE.give(NOAH, second("c", UNSURE));
    assertThat(seconds.counts(Instant.EPOCH)[2][2]).isEqualTo(1);
  }

  @Test
  void choosesTheShareByHashWhateverTheTime() {
    SecondShare share = new SecondShare(HashKey.PUBLIC, 0.1);
    List<Integer> chosen =
        IntStream.range(0, 10_000)
            .filter(i -> share.has(VerdictSubject.account("u" + i), i % 3))
            .boxed()
            .toList();
    // Four standard deviations of a tenth of ten thousand.
    assertThat(chosen.size()).isBetween(880, 1_120);
    assertThat(chosen)
        .allMatch(i -> share.has(VerdictSubject.account("u" + i), i % 3))
        .isNotEqualTo(
            IntStream.range(0, 10_000)
                .filter(i ->
                    new SecondShare(new HashKey(1, 2), 0.1)
                        .has(VerdictSubject.account("u" + i), i % 3))
                .boxed()
                .toList());
    assertThat(new SecondShare(HashKey.PUBLIC, 1).has(VerdictSubject.ring("r"), 5)).isTrue();
    assertThat(new SecondShare(HashKey.PUBLIC, 0).has(VerdictSubject.ring("r"), 5)).isFalse();
  }

  private List<String> appeals() throws SQLException {
    return appeals.page(null, null, Long.MAX_VALUE, 9).stream()
        .map(one -> one.id() + " " + one.account() + " " + one.state().word())
        .toList();
  }

  @Test
  void isDecidedBySomebodyElse() throws SQLException {
    assertThatThrownBy(() -> DATABASE.appeal("a"))
        .hasMessageContaining("no verdict stands about the account a");
    DATABASE.give(MARIA, account("a", ABUSIVE), account("b", ABUSIVE));
    DATABASE.appeal("a");
    DATABASE.appeal("b");
    assertThatThrownBy(() -> DATABASE.appeal("a")).hasMessageContaining("open already");
    assertThatThrownBy(() -> DATABASE.give(MARIA, answer("a", BENIGN)))
        .hasMessageContaining("you decided about account a yourself");
    DATABASE.give(NOAH, answer("a", BENIGN), answer("b", ABUSIVE));
    assertThat(appeals()).containsExactly("2 b upheld", "1 a overturned");
    KeptAppeal appeal = appeals.find(1).orElseThrow();
    assertThat(appeal.against()).isEqualTo(1);
    assertThat(appeal.answer()).isEqualTo(new KeptAppeal.Answer(3, new KeptVerdict.Act(NOAH, NOW)));
    assertThat(DATABASE.pages().standing(VerdictSubject.account("a")).orElseThrow().judgement())
        .isEqualTo(BENIGN);
    DATABASE.withdraw(3, NOAH);
    assertThat(appeals()).containsExactly("2 b upheld", "1 a open");
    assertThat(appeals.page(KeptAppeal.State.OPEN, "a", Long.MAX_VALUE, 9)).hasSize(1);
    assertThat(appeals.page(KeptAppeal.State.OPEN, "b", Long.MAX_VALUE, 9)).isEmpty();
    assertThat(appeals.find(9)).isEmpty();
  }

  @Test
  void cannotBeDecidedByDoubt() {
    assertThatThrownBy(() -> answer("a", UNSURE)).hasMessageContaining("abusive or benign");
  }
}
