package dev.ringwatch.postgres.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.figures.SummaryMails.Waiting;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SummaryMailsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant DUE = Instant.parse("2026-11-23T08:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final List<String> TO = List.of("a@example.org", "b@example.org");

  private final SummaryMails mails = new SummaryMails(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE summary_mails");
  }

  @Test
  void leaveOutWhatWasDueBeforeAnybodyAsked() throws SQLException {
    mails.begin(DUE);
    Instant next = DUE.plus(Duration.ofDays(7));
    mails.begin(next);
    assertThat(mails.isWritten(DUE)).isTrue();
    assertThat(mails.isWritten(next)).isFalse();
    mails.begin(DUE.plusSeconds(3_600));
    assertThat(mails.isWritten(DUE.plusSeconds(3_600))).as("of the same week").isTrue();
    mails.write(DUE, TO, "again");
    assertThat(mails.take(PATIENCE)).isEmpty();
  }

  @Test
  void areSentOnceByOne() throws SQLException {
    mails.write(DUE, TO, "first");
    mails.write(DUE, TO, "second");
    Waiting one = mails.take(PATIENCE).orElseThrow();
    assertThat(one.recipients()).isEqualTo(TO);
    assertThat(one.letter()).isEqualTo("first");
    assertThat(mails.take(PATIENCE)).isEmpty();
    mails.sent(one.lease());
    assertThat(mails.take(PATIENCE)).isEmpty();
    assertThat(DATABASE.texts("SELECT state FROM summary_mails")).containsExactly("sent");
  }

  @Test
  void areTakenUpUnderTheSameIdWhereSomebodyDiedWithThem() throws SQLException {
    mails.write(DUE, TO, "letter");
    Waiting lost = mails.take(Duration.ZERO).orElseThrow();
    Waiting next = mails.take(PATIENCE).orElseThrow();
    assertThat(next.id()).isEqualTo(lost.id());
    assertThat(next.tries()).isEqualTo(2);
    mails.giveUp(lost.lease(), "too late to say so");
    mails.tryAgain(next.lease(), "no connection", Duration.ZERO);
    assertThat(DATABASE.texts("SELECT state || ' ' || problem FROM summary_mails"))
        .containsExactly("waiting no connection");
    mails.giveUp(mails.take(PATIENCE).orElseThrow().lease(), "nobody of that name\0");
    assertThat(mails.take(PATIENCE)).isEmpty();
    mails.forgetBefore(DUE.plusSeconds(1));
    assertThat(mails.isWritten(DUE)).isFalse();
  }
}
