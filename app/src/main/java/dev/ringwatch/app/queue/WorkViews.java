package dev.ringwatch.app.queue;

import dev.ringwatch.postgres.queue.QueueClaim;
import dev.ringwatch.postgres.queue.QueueItem;
import dev.ringwatch.postgres.verdict.KeptVerdict;
import dev.ringwatch.postgres.verdict.Verdicts.Given;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the queue is shown. Names are a contract of the HTTP interface. */
final class WorkViews {

  private WorkViews() {}

  /**
   * Something that waits for a verdict, whatever for.
   *
   * @param claim that somebody has taken it; null for nobody
   */
  record WorkView(
      String kind,
      String subject,
      @Nullable Double riskScore,
      Instant waitingSince,
      @Nullable ClaimView claim) {

    static WorkView of(QueueItem item, String asking) {
      QueueClaim claim = item.claim();
      return new WorkView(
          item.subject().kind().label(),
          item.subject().id(),
          item.score(),
          item.since(),
          claim == null ? null : new ClaimView(claim.operator().equals(asking), claim.until()));
    }
  }

  /**
   * That somebody has taken something.
   *
   * @param mine whether whoever asks has
   * @param until when it ends
   */
  record ClaimView(boolean mine, Instant until) {}

  /** A page of the queue; {@code next} is the cursor of the next page, null if there is none. */
  record WorkPage(List<WorkView> items, long waiting, long taken, @Nullable String next) {}

  /** What was taken; null for nothing. */
  record NextView(@Nullable WorkView item) {}

  /** Whether something was put back. */
  record PutBackView(boolean putBack) {}

  /**
   * What became of a verdict.
   *
   * @param verdicts the numbers of what was written, that of a ring before those of its members
   * @param closedIncidents the numbers of the incidents that they closed
   */
  record DecidedView(List<Long> verdicts, List<Long> closedIncidents) {

    static DecidedView of(Given given) {
      return new DecidedView(
          given.verdicts().stream().map(KeptVerdict::id).toList(), given.closed());
    }
  }
}
