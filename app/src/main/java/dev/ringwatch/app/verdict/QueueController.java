package dev.ringwatch.app.verdict;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.verdict.VerdictViews.AgreementView;
import dev.ringwatch.app.verdict.VerdictViews.ItemPage;
import dev.ringwatch.app.verdict.VerdictViews.ItemView;
import dev.ringwatch.postgres.verdict.AuditSample;
import dev.ringwatch.postgres.verdict.SecondReviews;
import dev.ringwatch.postgres.verdict.WaitingItem;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a verdict: the random sample, and what a second person is asked about. */
@RestController
final class QueueController {

  private final AuditSample sample;
  private final SecondReviews seconds;
  private final Audit audit;

  QueueController(AuditSample sample, SecondReviews seconds, Audit audit) {
    this.sample = sample;
    this.seconds = seconds;
    this.audit = audit;
  }

  /** A part of a list that goes by numbers. */
  private interface Part {
    List<WaitingItem> read(long after, int limit) throws SQLException;
  }

  /** What was drawn at random and nobody has decided about, the longest waiting first. */
  @GetMapping("/v1/audit-items")
  ItemPage auditItems(HttpServletRequest request) {
    return page(request, "audit-items", AuditAction.AUDIT_ITEM_LIST, sample::waiting);
  }

  /** What waits for the opinion of whoever asks. */
  @GetMapping("/v1/second-reviews")
  ItemPage secondReviews(HttpServletRequest request) {
    String who = Who.of(request).actor().toString();
    return page(
        request,
        "second-reviews",
        AuditAction.SECOND_REVIEW_LIST,
        (after, limit) -> seconds.waiting(who, after, limit));
  }

  private ItemPage page(HttpServletRequest request, String list, AuditAction action, Part part) {
    Parameters parameters = Parameters.of(request, List.of());
    int limit = parameters.limit();
    long after = VerdictQuery.place(parameters, list, 0);
    List<WaitingItem> items = VerdictReader.asked(() -> part.read(after, limit));
    audit.record(
        Who.of(request), action, "", Audit.DONE, Map.of("items", Integer.toString(items.size())));
    long last = items.isEmpty() ? 0 : items.getLast().id();
    return new ItemPage(
        items.stream().map(ItemView::of).toList(),
        VerdictQuery.next(list, items.size(), limit, last));
  }

  /** How far second opinions agree with the first, of those given {@code since} a time. */
  @GetMapping("/v1/verdicts/agreement")
  AgreementView agreement(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of("since"));
    Instant since = VerdictQuery.since(parameters).orElse(Instant.EPOCH);
    long[][] counts = VerdictReader.asked(() -> seconds.counts(since));
    audit.record(
        Who.of(request), AuditAction.VERDICT_AGREEMENT, "", Audit.DONE, parameters.asked());
    return AgreementView.of(counts);
  }
}
