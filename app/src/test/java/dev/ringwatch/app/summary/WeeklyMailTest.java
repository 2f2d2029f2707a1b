package dev.ringwatch.app.summary;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ringwatch.app.alert.LetterSender;
import dev.ringwatch.app.alert.SmtpSettings;
import dev.ringwatch.app.summary.SummaryConfiguration.Letters;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.figures.SummaryMails;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The weekly letter to a real mail server, across stops. */
class WeeklyMailTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant MONDAY = Instant.parse("2026-11-23T07:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final WeeklySettings SETTINGS =
      new WeeklySettings(List.of("a@example.org", "b@example.org"), DayOfWeek.MONDAY, 7);

  private final SummaryMails mails = new SummaryMails(DATABASE.dataSource());
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private Instant now = MONDAY.plusSeconds(3_600);
  private Optional<SummaryWords> words =
      Optional.of(
          new SummaryWords(
              MONDAY,
              "the last 7 days",
              "Detection is live.",
              List.of(
                  new Tile("Active rings", "12", "<groups>", "/rings", Level.WARNING),
                  Tile.calm("Average risk", "7.5", "of 100", "")),
              List.of(new Breakdown("Kinds of abuse", "Kind", "accounts", List.of(), "None.")),
              List.of()));

  @BeforeEach
  void begin() throws SQLException {
    DATABASE.execute("TRUNCATE summary_mails");
    server.start();
  }

  @AfterEach
  void end() {
    server.stop();
  }

  /** What a server does every few seconds; each is a server that was started anew. */
  private void look(int port, WeeklySettings settings) throws SQLException {
    SmtpSettings smtp =
        new SmtpSettings(
            "127.0.0.1",
            port,
            Optional.empty(),
            "ringwatch@example.org",
            SmtpSettings.Tls.OPPORTUNISTIC,
            Duration.ofSeconds(20));
    InstantSource clock = () -> now;
    try (LetterSender sender = new LetterSender(Optional.of(smtp), clock);
        WeeklyMail mail =
            new WeeklyMail(
                settings,
                () -> words,
                mails,
                new Letters(sender, () -> "https://ringwatch.example.org"),
                clock)) {
      mail.once();
    }
  }

  private void look(WeeklySettings settings) throws SQLException {
    look(server.getSmtp().getPort(), settings);
  }

  private void look() throws SQLException {
    look(SETTINGS);
  }

  private static WeeklySettings at(DayOfWeek day, int hour) {
    return new WeeklySettings(SETTINGS.to(), day, hour);
  }

  @Test
  void isSentOnceAWeekToEverybodyAndNotForTheTimeBefore() throws Exception {
    look();
    look();
    assertThat(server.getReceivedMessages()).isEmpty();
    now = MONDAY.plus(WEEK).minusSeconds(1);
    look();
    assertThat(server.getReceivedMessages()).isEmpty();
    now = MONDAY.plus(WEEK);
    look();
    look();
    now = MONDAY.plus(WEEK).plus(Duration.ofDays(6));
    look();
    MimeMessage[] received = server.getReceivedMessages();
    assertThat(received).hasSize(2);
    assertThat(received[0].getMessageID()).isEqualTo(received[1].getMessageID());
    assertThat(received[0].getAllRecipients()).hasSize(2);
    assertThat(received[0].getSubject())
        .isEqualTo("[Ringwatch] The week to 2026-11-30: active rings");
    assertThat(received[0].getHeader("In-Reply-To")).isNull();
    MimeMultipart parts = (MimeMultipart) received[0].getContent();
    assertThat(parts.getBodyPart(0).getContent().toString())
        .contains(
            "Warning: Active rings: 12 (<groups>)",
            "Average risk: 7.5",
            "Kinds of abuse (accounts):",
            "- None.",
            "https://ringwatch.example.org/?range=7d");
    assertThat(parts.getBodyPart(1).getContent().toString())
        .contains("Active rings: 12 (&lt;groups&gt;)", "href=\"https://ringwatch.example.org/");
    now = MONDAY.plus(WEEK.multipliedBy(2)).plusSeconds(9);
    look();
    assertThat(server.getReceivedMessages()).hasSize(4);
  }

  @Test
  void isSentLaterWhereNoServerRanOrNoMailServerAnswered() throws Exception {
    look();
    now = MONDAY.plus(WEEK).plus(Duration.ofDays(3));
    int port = server.getSmtp().getPort();
    server.stop();
    look(port, SETTINGS);
    assertThat(DATABASE.texts("SELECT state || ' ' || tries FROM summary_mails ORDER BY due_at"))
        .containsExactly("skipped 0", "waiting 1");
    words = Optional.empty();
    DATABASE.execute("UPDATE summary_mails SET next_attempt_at = now() WHERE state = 'waiting'");
    server.start();
    look();
    look();
    assertThat(server.getReceivedMessages()).hasSize(2);
  }

  /** Who has it sent on another day has it that day, but not twice in a week. */
  @Test
  void isNotSentTwiceAWeekWhereItsDayOrHourIsChanged() throws Exception {
    look();
    now = MONDAY.plus(WEEK);
    look();
    assertThat(server.getReceivedMessages()).hasSize(2);
    now = now.plus(Duration.ofDays(2));
    for (WeeklySettings other : List.of(at(DayOfWeek.TUESDAY, 7), at(DayOfWeek.MONDAY, 6))) {
      look(other);
      look(other);
    }
    assertThat(server.getReceivedMessages()).hasSize(2);
    now = now.plus(WEEK);
    look(at(DayOfWeek.TUESDAY, 7));
    assertThat(server.getReceivedMessages()).hasSize(4);
  }

  @Test
  void isTakenUpUnderTheSameIdWhereAServerDiedWithIt() throws Exception {
    look();
    now = MONDAY.plus(WEEK);
    mails.write(now, SETTINGS.to(), LetterSender.letter("s", "t", "h", now));
    String id = mails.take(Duration.ZERO).orElseThrow().id().toString();
    look();
    assertThat(server.getReceivedMessages()).hasSize(2);
    assertThat(server.getReceivedMessages()[0].getMessageID()).contains(id);
  }

  @Test
  void waitsUntilAllThatItSaysCanBeRead() throws Exception {
    look();
    now = MONDAY.plus(WEEK);
    Optional<SummaryWords> whole = words;
    words = Optional.empty();
    look();
    assertThat(server.getReceivedMessages()).isEmpty();
    words = whole;
    look();
    assertThat(server.getReceivedMessages()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T06:59:59Z,2026-11-16T07:00:00Z",
    "2026-11-23T07:00:00Z,2026-11-23T07:00:00Z",
    "2026-11-24T00:00:00Z,2026-11-23T07:00:00Z",
    "2026-11-29T23:00:00Z,2026-11-23T07:00:00Z"
  })
  void isDueOnItsDayAtItsHour(Instant at, Instant due) {
    assertThat(SETTINGS.lastDue(at)).isEqualTo(due);
  }
}
