package dev.ringwatch.postgres.queue;

import static dev.ringwatch.postgres.queue.QueueDatabase.MARIA;
import static dev.ringwatch.postgres.queue.QueueDatabase.NOAH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.queue.QueueClaims.Taken;
import dev.ringwatch.postgres.verdict.Judgement;
import dev.ringwatch.postgres.verdict.VerdictOrigin;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueClaimsTest {

  @AutoClose private static final QueueDatabase DATABASE = new QueueDatabase();

  @BeforeEach
  void reset() throws SQLException {
    DATABASE.reset();
  }

  @Test
  void givesNoTwoTheSameHoweverManyAskAtOnce() throws Exception {
    int items = 60;
    for (int i = 0; i < items; i++) {
      DATABASE.open("account:u" + i, 40 + i, i % 7);
    }
    List<String> expected = DATABASE.waiting(MARIA);
    List<String> taken = new ArrayList<>();
    // Of two servers, each with its own connections.
    try (ConnectionPool other = ConnectionPool.open(DATABASE.database.settings(), "other");
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Optional<Taken>>> all = new ArrayList<>();
      for (int i = 0; i < items + 10; i++) {
        DataSource source = i % 2 == 0 ? DATABASE.database.dataSource() : other.dataSource();
        String who = "operator " + (100 + i);
        all.add(() ->
            QueueDatabase.done(
                source,
                connection -> QueueDatabase.claims().next(connection, who, QueueFilter.ALL)));
      }
      for (Future<Optional<Taken>> one : threads.invokeAll(all)) {
        one.get().ifPresent(item -> taken.add(item.subject().id()));
      }
    }
    assertThat(taken).hasSize(items).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void givesWhatOneHasTakenBeforeAnythingElse() throws SQLException {
    DATABASE.open("account:a", 90, 0);
    DATABASE.open("account:b", 80, 0);
    assertThat(DATABASE.next(MARIA)).isEqualTo("a");
    assertThat(DATABASE.next(MARIA)).isEqualTo("a");
    assertThat(DATABASE.next(NOAH)).isEqualTo("b");
    assertThat(DATABASE.next("operator 3")).isEmpty();
    assertThat(DATABASE.release(MARIA, "b")).as("what another has").isFalse();
    assertThat(DATABASE.release(MARIA, "a")).isTrue();
    assertThat(DATABASE.next("operator 3")).isEqualTo("a");
  }

  @Test
  void isOverByTheDatabasesClock() throws SQLException {
    DATABASE.open("account:a", 90, 0);
    Taken first = DATABASE.take(MARIA, "a").orElseThrow();
    assertThat(Duration.between(first.claim().claimed(), first.claim().until()))
        .isEqualTo(Duration.ofMinutes(15));
    assertThat(DATABASE.take(NOAH, "a")).isEmpty();
    assertThat(DATABASE.next(NOAH)).isEmpty();
    DATABASE.expire();
    assertThat(DATABASE.queue.counts(MARIA, QueueFilter.ALL).taken()).isZero();
    assertThat(DATABASE.next(NOAH)).isEqualTo("a");
    assertThat(DATABASE.take(MARIA, "a")).isEmpty();
  }

  @Test
  void lastsLongerForWhoLooksAgainAndBeginsAnewForWhoLostIt() throws SQLException {
    DATABASE.open("account:a", 90, 0);
    DATABASE.take(MARIA, "a");
    DATABASE.database.execute(
        "UPDATE queue_claims SET claimed_at = now() - interval '14 minutes',"
            + " until = now() + interval '1 minute'");
    Taken again = DATABASE.take(MARIA, "a").orElseThrow();
    assertThat(Duration.between(again.claim().claimed(), again.claim().until()))
        .isBetween(Duration.ofMinutes(28), Duration.ofMinutes(30));
    DATABASE.expire();
    Taken anew = DATABASE.take(MARIA, "a").orElseThrow();
    assertThat(Duration.between(anew.claim().claimed(), anew.claim().until()))
        .isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void offersNothingAgainThatWasPassedOnNorWhatOneWasUnsureAbout() throws SQLException {
    DATABASE.open("account:a", 90, 1);
    DATABASE.open("account:b", 80, 1);
    assertThat(DATABASE.next(MARIA)).isEqualTo("a");
    DATABASE.release(MARIA, "a");
    DATABASE.done(connection -> {
      QueueDatabase.claims().pass(connection, MARIA, VerdictSubject.account("a"));
      return true;
    });
    assertThat(DATABASE.next(MARIA)).isEqualTo("b");
    DATABASE.release(MARIA, "b");
    DATABASE.give(MARIA, "b", Judgement.UNSURE, VerdictOrigin.REVIEW, 0);
    assertThat(DATABASE.next(MARIA)).isEmpty();
    assertThat(DATABASE.waiting(MARIA)).as("they are on the list").containsExactly("a", "b");
    assertThat(DATABASE.next(NOAH)).isEqualTo("a");
    DATABASE.database.execute("UPDATE queue_skips SET until = now() - interval '1 second'");
    DATABASE.release(NOAH, "a");
    assertThat(DATABASE.next(MARIA)).isEqualTo("a");
  }

  @Test
  void takesNothingThatDoesNotWait() throws SQLException {
    assertThat(DATABASE.take(MARIA, "nobody")).isEmpty();
    DATABASE.open("account:a", 90, 1);
    DATABASE.take(MARIA, "a");
    DATABASE.give(NOAH, "a", Judgement.BENIGN, VerdictOrigin.REVIEW, 0);
    assertThat(DATABASE.take(MARIA, "a")).isEmpty();
  }

  @Test
  void lastsAtLeastASecond() {
    assertThatThrownBy(() -> new QueueClaims(Duration.ZERO))
        .hasMessageContaining("at least a second");
  }
}
