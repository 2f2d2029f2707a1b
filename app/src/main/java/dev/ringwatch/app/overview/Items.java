package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.verdict.VerdictReader;
import dev.ringwatch.app.verdict.VerdictSettings;
import dev.ringwatch.postgres.queue.QueueItem;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes the page of an item of the queue. */
@Component
final class Items {

  private static final int MOST_CHARACTERS = 2_000;

  private final ItemSubjects subjects;
  private final VerdictReader verdicts;
  private final VerdictSettings settings;
  private final Names names;
  private final Clock clock;

  Items(
      ItemSubjects subjects,
      VerdictReader verdicts,
      VerdictSettings settings,
      Names names,
      Clock clock) {
    this.subjects = subjects;
    this.verdicts = verdicts;
    this.settings = settings;
    this.names = names;
    this.clock = clock;
  }

  /**
   * A look at an item.
   *
   * @param item the item; empty if nothing about its subject waits for who looks
   * @param asking who looks, as the audit log names them
   * @param address where else there is to go
   * @param said the verdict that was given just now
   */
  record Look(Optional<QueueItem> item, String asking, QueueAddress address, Optional<Said> said) {}

  /** What somebody is shown who looks at an item. */
  OneItem of(Frame frame, VerdictSubject subject, Look look) {
    OneItem.Facts facts =
        new OneItem.Facts(
            look.item().orElse(null),
            look.asking(),
            settings.abuseTypes().words(),
            look.item().isPresent() ? appeal(subject) : Optional.empty(),
            clock.instant());
    return new OneItem(
        frame,
        subjects.of(subject),
        look.item().map(item -> Moment.of(item.since(), facts.now())),
        OneItem.Work.of(frame, facts, OneItem.Goes.of(look.address(), subject), names),
        facts.appeal(),
        look.said());
  }

  private Optional<String> appeal(VerdictSubject subject) {
    return subject.isRing()
        ? Optional.empty()
        : verdicts
            .openAppeal(subject.id())
            .map(appeal -> Shown.text(appeal.text(), MOST_CHARACTERS));
  }
}
