package dev.ringwatch.app.summary;

import dev.ringwatch.app.alert.LetterSender.Outcome;
import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.app.summary.SummaryConfiguration.Letters;
import dev.ringwatch.postgres.figures.SummaryMails;
import dev.ringwatch.postgres.figures.SummaryMails.Waiting;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the overview by e-mail once a week. When one is due it is written into the database, once,
 * and sent from there until the mail server takes it: a stop between the two loses none and makes
 * none twice. One that was due while no server ran is sent when one does, unless the next is due.
 */
final class WeeklyMail implements Duty, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WeeklyMail.class);
  private static final int SECONDS = 5;

  /** Longer than the mail server may take; whoever has had one for so long has died with it. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final int LONGEST_DOUBLINGS = 6;

  /** About three days of attempts. */
  private static final int MOST_TRIES = 72;

  private final WeeklySettings settings;
  private final Source source;
  private final SummaryMails mails;
  private final Letters letters;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("weekly-mail").daemon().factory());

  /** Says how it stands now. */
  interface Source {

    /** Empty if a part of it could not be read. */
    Optional<SummaryWords> words();
  }

  WeeklyMail(
      WeeklySettings settings,
      Source source,
      SummaryMails mails,
      Letters letters,
      InstantSource clock) {
    this.settings = settings;
    this.source = source;
    this.mails = mails;
    this.letters = letters;
    this.clock = clock;
  }

  /** Looks from now on whether one is due. */
  @Override
  public void start() {
    // It ends with the timer, and what fails is caught.
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      once();
    } catch (SQLException e) {
      LOG.warn("the weekly summary could not be looked after; it is soon: {}", e.getMessage());
    } catch (RuntimeException | Error e) {
      // Whatever it is: thrown, it would end the timer, and nobody would be told.
      LOG.warn("the weekly summary could not be looked after; it is soon", e);
    }
  }

  /** Writes what is due and sends what waits. */
  void once() throws SQLException {
    Instant due = settings.lastDue(clock.instant());
    mails.begin(due);
    if (!mails.isWritten(due)) {
      write(due);
    }
    Optional<Waiting> waiting = mails.take(LEASE);
    if (waiting.isPresent()) {
      send(waiting.get());
    }
  }

  private void write(Instant due) throws SQLException {
    Optional<SummaryWords> words = source.words();
    if (words.isEmpty()) {
      LOG.warn("the weekly summary waits until all that it says can be read");
      return;
    }
    String link = letters.url().get() + "/?" + Period.RANGE + "=" + Period.WEEK.range();
    mails.write(due, settings.to(), new SummaryLetter(words.get(), due, link).payload());
  }

  private void send(Waiting mail) throws SQLException {
    Outcome outcome = letters.sender().send(mail.id().toString(), mail.recipients(), mail.letter());
    if (outcome.isTaken()) {
      mails.sent(mail.lease());
      LOG.info("the weekly summary was sent to {} addresses", mail.recipients().size());
    } else if (outcome.isRefused() || mail.tries() >= MOST_TRIES) {
      mails.giveUp(mail.lease(), outcome.words());
      LOG.warn("the weekly summary is given up: {}", outcome.words());
    } else {
      mails.tryAgain(mail.lease(), outcome.words(), wait(mail.tries()));
      LOG.warn("the weekly summary was not sent and is again later: {}", outcome.words());
    }
  }

  /** Doubled from attempt to attempt, up to about an hour. */
  private static Duration wait(int tries) {
    return FIRST_WAIT.multipliedBy(1L << Math.min(tries - 1, LONGEST_DOUBLINGS));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
