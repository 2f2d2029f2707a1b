package dev.ringwatch.postgres.verdict;

import static dev.ringwatch.postgres.verdict.Judgement.ABUSIVE;
import static dev.ringwatch.postgres.verdict.Judgement.BENIGN;
import static dev.ringwatch.postgres.verdict.Judgement.UNSURE;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.MARIA;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.NOAH;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.NOW;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.account;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.imported;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.ring;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.verdict.NewVerdict.Members;
import dev.ringwatch.postgres.verdict.NewVerdict.Source;
import dev.ringwatch.postgres.verdict.Verdicts.Given;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerdictsTest {

  @AutoClose private static final VerdictDatabase DATABASE = new VerdictDatabase();

  @BeforeEach
  void reset() throws SQLException {
    DATABASE.reset();
  }

  private static String standing(VerdictSubject subject) throws SQLException {
    return DATABASE
        .pages()
        .standing(subject)
        .map(one -> one.id() + " " + one.judgement().word())
        .orElse("none");
  }

  private static String standing(String account) throws SQLException {
    return standing(VerdictSubject.account(account));
  }

  @Test
  void keepsWhoWhenWhyAndTheScoreThatWasSeen() throws SQLException {
    KeptVerdict kept = DATABASE.give(MARIA, account("a", ABUSIVE)).verdicts().getFirst();
    assertThat(kept.decided()).isEqualTo(new KeptVerdict.Act(MARIA, NOW));
    assertThat(kept.riskScore()).isEqualTo(90);
    assertThat(kept.reason()).isEqualTo("seen");
    assertThat(kept.stands()).isTrue();
    assertThat(DATABASE.pages().find(kept.id())).hasValue(kept);
    KeptVerdict unknown = DATABASE.give(MARIA, account("zoe", BENIGN)).verdicts().getFirst();
    assertThat(unknown.riskScore()).isNull();
  }

  @Test
  void letsTheLatestStandAndTheOneBeforeOnceItIsTakenBack() throws SQLException {
    DATABASE.give(MARIA, account("a", ABUSIVE));
    DATABASE.give(NOAH, account("a", BENIGN));
    assertThat(standing("a")).isEqualTo("2 benign");
    assertThat(DATABASE.withdraw(2, NOAH)).containsExactly(2L);
    assertThat(standing("a")).isEqualTo("1 abusive");
    assertThat(DATABASE.withdraw(2, NOAH)).isEmpty();
    assertThat(DATABASE.withdraw(99, NOAH)).isEmpty();
    assertThat(DATABASE.withdraw(1, MARIA)).containsExactly(1L);
    assertThat(standing("a")).isEqualTo("none");
    assertThat(DATABASE.pages().page(VerdictFilter.ALL, Long.MAX_VALUE, 9))
        .extracting(KeptVerdict::id)
        .containsExactly(2L, 1L);
    assertThat(DATABASE.pages().find(2).orElseThrow().withdrawal())
        .isEqualTo(new KeptVerdict.Withdrawal(new KeptVerdict.Act(NOAH, NOW), "a slip"));
  }

  @Test
  void closesWhatIsDecidedAndTellsIt() throws SQLException {
    DATABASE.openIncident("account:a");
    DATABASE.openIncident("account:b");
    DATABASE.give(MARIA, account("a", UNSURE), account("c", BENIGN));
    assertThat(DATABASE.open()).containsExactly("account:a", "account:b");
    assertThat(DATABASE.give(MARIA, account("a", ABUSIVE)).closed()).containsExactly(1L);
    assertThat(DATABASE.open()).containsExactly("account:b");
    assertThat(DATABASE.told).containsExactly("account:a");
    assertThat(
            DATABASE.database.texts(
                "SELECT closed_by || ', ' || close_reason || ', ' || minute || ', ' || verdict_id"
                    + " FROM alert_incidents WHERE closed_at IS NOT NULL"))
        .containsExactly("operator 1, verdict 3: abusive: seen, 7, 3");
  }

  @Test
  void letsWhatItClosedBeFoundAgainOnceItIsTakenBack() throws SQLException {
    DATABASE.openIncident("account:a");
    DATABASE.give(MARIA, account("a", BENIGN));
    String cleared = "SELECT cleared::text FROM alert_incidents";
    assertThat(DATABASE.database.texts(cleared)).containsExactly("false");
    DATABASE.withdraw(1, MARIA);
    assertThat(DATABASE.database.texts(cleared)).containsExactly("true");
  }

  @Test
  void letsNothingBeFoundAgainWhileAnotherVerdictStands() throws SQLException {
    DATABASE.openIncident("account:a");
    DATABASE.give(MARIA, account("a", ABUSIVE));
    DATABASE.give(NOAH, account("a", BENIGN));
    String cleared = "SELECT cleared::text FROM alert_incidents";
    DATABASE.withdraw(1, MARIA);
    assertThat(DATABASE.database.texts(cleared)).containsExactly("false");
    DATABASE.withdraw(2, NOAH);
    assertThat(DATABASE.database.texts(cleared)).containsExactly("true");
    DATABASE.openIncident("account:b");
    DATABASE.give(MARIA, account("b", ABUSIVE));
    DATABASE.give(NOAH, account("b", UNSURE));
    DATABASE.withdraw(3, MARIA);
    assertThat(DATABASE.database.texts(cleared)).as("doubt is none").containsOnly("true");
  }

  @Test
  void failsWhereSomebodyElseTakesTooLong() throws SQLException {
    try (ConnectionPool other = DATABASE.another();
        Connection slow = other.dataSource().getConnection()) {
      slow.setAutoCommit(false);
      Verdicts.lock(slow);
      assertThatThrownBy(() -> DATABASE.give(MARIA, account("a", BENIGN)))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
      slow.rollback();
    }
    assertThat(DATABASE.give(MARIA, account("a", BENIGN)).verdicts()).hasSize(1);
  }

  @Test
  void takesRingsAndMembersOnlyOfWhereTheyCanComeFrom() {
    VerdictSubject ring = VerdictSubject.ring("r");
    assertThatThrownBy(() -> verdict(ring, BENIGN, VerdictOrigin.AUDIT))
        .hasMessage(
            "the random sample is of accounts; a verdict about a ring has another origin than"
                + " audit");
    Source second = Source.of(VerdictOrigin.SECOND_REVIEW);
    assertThatThrownBy(() -> new NewVerdict(ring, BENIGN, null, "", second, Members.ALL))
        .hasMessage("members go with a verdict of the origin review or import, not second_review");
    Source elsewhere = new Source(VerdictOrigin.IMPORT, null, NOW);
    assertThat(new NewVerdict(ring, BENIGN, null, "", elsewhere, Members.ALL).members().all())
        .isTrue();
  }

  @Test
  void isAboutARingAndAllWhoAreInIt() throws SQLException {
    DATABASE.openIncident("ring:r");
    DATABASE.openIncident("account:b");
    DATABASE.openIncident("account:d");
    Given given = DATABASE.give(MARIA, ring(ABUSIVE, Members.ALL));
    assertThat(given.verdicts())
        .extracting(one -> one.subject().dedupKey() + " " + one.belongs().ringVerdict())
        .containsExactly("ring:r null", "account:b 1", "account:c 1");
    assertThat(given.verdicts().getFirst().riskScore()).isEqualTo(80);
    assertThat(DATABASE.open()).containsExactly("account:d");
    assertThat(DATABASE.told).containsExactly("ring:r", "account:b");
    assertThat(DATABASE.withdraw(1, MARIA)).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(standing(VerdictSubject.ring("r"))).isEqualTo("none");
    assertThat(standing("b")).isEqualTo("none");
    DATABASE.give(MARIA, ring(BENIGN, new Members(false, List.of("d"))));
    assertThat(standing("d")).isEqualTo("5 benign");
    assertThat(standing("b")).isEqualTo("none");
  }

  @Test
  void writesNothingWhereOneCannotBeAndSaysOfEachWhy() throws SQLException {
    NewVerdict stranger = ring(ABUSIVE, new Members(false, List.of("a")));
    NewVerdict nowhere = verdict(VerdictSubject.ring("q"), ABUSIVE, VerdictOrigin.REVIEW);
    NewVerdict audit = verdict(VerdictSubject.account("a"), BENIGN, VerdictOrigin.AUDIT);
    NewVerdict second = verdict(VerdictSubject.account("a"), BENIGN, VerdictOrigin.SECOND_REVIEW);
    NewVerdict appeal = verdict(VerdictSubject.account("a"), BENIGN, VerdictOrigin.APPEAL);
    NewVerdict early = imported("a", BENIGN, NOW.plusSeconds(1));
    assertThatThrownBy(() ->
            DATABASE.give(
                MARIA, account("a", BENIGN), stranger, nowhere, audit, second, appeal, early))
        .isInstanceOfSatisfying(
            RefusedVerdictsException.class,
            e ->
                assertThat(e.refusals())
                    .extracting(one -> one.index() + " " + one.sentence())
                    .containsExactly(
                        "1 a never was in the ring r",
                        "2 there is no ring q",
                        "3 account a is no item of the random sample that waits, and there is no"
                            + " inclusion_probability of a sample drawn elsewhere",
                        "4 nothing about account a waits for a second opinion",
                        "5 there is no open appeal of account a",
                        "6 decided_at 2026-11-26T12:00:01Z has not come yet"));
    assertThat(DATABASE.pages().page(VerdictFilter.ALL, Long.MAX_VALUE, 9)).isEmpty();
  }

  @Test
  void doesNotReplaceNorCloseByWhatWasDecidedEarlierElsewhere() throws SQLException {
    DATABASE.openIncident("account:a");
    DATABASE.openIncident("account:b");
    DATABASE.give(MARIA, imported("a", BENIGN, NOW.minus(Duration.ofDays(9))));
    assertThat(DATABASE.open()).contains("account:a");
    DATABASE.give(MARIA, account("b", UNSURE), imported("b", BENIGN, NOW.minusSeconds(1)));
    assertThat(standing("b")).isEqualTo("2 unsure");
    assertThat(DATABASE.open()).contains("account:b");
    assertThat(standing("a")).isEqualTo("1 benign");
  }

  @Test
  void neverGoesBackInTimeThoughAClockDoes() throws SQLException {
    DataSource source = DATABASE.database.dataSource();
    Giver ahead = new Giver(MARIA, NOW.plusSeconds(60), new Tick(7));
    DATABASE.give(source, 0, ahead, account("a", ABUSIVE));
    DATABASE.give(NOAH, account("a", BENIGN));
    assertThat(standing("a")).isEqualTo("2 benign");
  }

  @Test
  void isFoundByWhatItIs() throws SQLException {
    DATABASE.give(MARIA, account("a", ABUSIVE), account("b", BENIGN), ring(UNSURE, Members.NONE));
    DATABASE.give(NOAH, imported("a", BENIGN, NOW.minusSeconds(60)));
    assertThat(ids(new VerdictFilter(null, NOAH, null, null, null))).containsExactly(4L);
    assertThat(ids(VerdictFilter.of(VerdictSubject.account("a")))).containsExactly(4L, 1L);
    assertThat(ids(VerdictFilter.of(VerdictSubject.ring("r")))).containsExactly(3L);
    assertThat(ids(new VerdictFilter(null, null, BENIGN, null, null))).containsExactly(4L, 2L);
    assertThat(ids(new VerdictFilter(null, null, null, VerdictOrigin.IMPORT, null)))
        .containsExactly(4L);
    assertThat(ids(new VerdictFilter(null, null, null, null, NOW))).containsExactly(3L, 2L, 1L);
    assertThat(DATABASE.pages().page(VerdictFilter.ALL, 4, 1).getFirst().id()).isEqualTo(3);
  }

  private static List<Long> ids(VerdictFilter filter) throws SQLException {
    return DATABASE.pages().page(filter, Long.MAX_VALUE, 9).stream().map(KeptVerdict::id).toList();
  }

  /** Two servers and eight people at one account: none is lost, and one stands, the latest. */
  @Test
  void losesNoneAndLetsTheLatestStandWhereManyRace() throws Exception {
    DATABASE.openIncident("account:a");
    int each = 25;
    try (ConnectionPool other = DATABASE.another();
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Integer>> people = new ArrayList<>();
      for (int person = 0; person < 8; person++) {
        DataSource source = person % 2 == 0 ? DATABASE.database.dataSource() : other.dataSource();
        String who = "operator " + person;
        // Their clocks differ.
        Instant now = NOW.plusSeconds(person);
        people.add(() -> give(source, new Giver(who, now, new Tick(7)), each));
      }
      for (Future<Integer> done : threads.invokeAll(people)) {
        assertThat(done.get()).isEqualTo(each);
      }
    }
    List<KeptVerdict> all = DATABASE.pages().page(VerdictFilter.ALL, Long.MAX_VALUE, 999);
    assertThat(all).hasSize(8 * each);
    assertThat(all.getFirst().stands()).isTrue();
    assertThat(all.subList(1, all.size())).noneMatch(KeptVerdict::stands);
    assertThat(all).isSortedAccordingTo((a, b) -> b.decided().at().compareTo(a.decided().at()));
    assertThat(DATABASE.told).containsExactly("account:a");
  }

  private static int give(DataSource source, Giver giver, int times) throws SQLException {
    int given = 0;
    for (int i = 0; i < times; i++) {
      Judgement judgement = i % 2 == 0 ? ABUSIVE : BENIGN;
      given += DATABASE.give(source, 0.5, giver, account("a", judgement)).verdicts().size();
    }
    return given;
  }
}
