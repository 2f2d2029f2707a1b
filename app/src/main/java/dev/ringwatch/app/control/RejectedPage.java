package dev.ringwatch.app.control;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.page.Panels;
import dev.ringwatch.postgres.RejectedEvents;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * {@code /operations/rejected}: what was sent as events and not used. What was sent may be about
 * people, so that looks are recorded.
 */
@Controller
final class RejectedPage {

  private static final Duration WEEK = Duration.ofDays(7);

  private final ControlSources sources;
  private final Audit audit;
  private final Frames frames;
  private final Clock clock;

  RejectedPage(ControlSources sources, Audit audit, Frames frames, Clock clock) {
    this.sources = sources;
    this.audit = audit;
    this.frames = frames;
    this.clock = clock;
  }

  @GetMapping(RejectedQuery.PATH)
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    RejectedQuery query = RejectedQuery.of(request);
    Instant now = clock.instant();
    audit.record(Who.of(request), AuditAction.REJECTED_LIST, "", Audit.DONE, query.asked());
    Panel<List<RejectedEvents.Kept>> found =
        Panels.read(
            "What was rejected",
            () -> sources.rejected().page(query.filter(), query.before(), query.limit() + 1));
    Panel<RejectedCounts> counts =
        Panels.read(
            "The counts of rejected events",
            () -> RejectedCounts.of(sources.rejected().countsSince(now.minus(WEEK)), now));
    return Html.page(
        "control/rejected",
        RejectedList.of(
            frames.frame("Rejected", caller, token),
            query,
            new RejectedList.Facts(found, counts, now)));
  }
}
