package dev.ringwatch.app.learned;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Panels;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * {@code /queue/labels}: whom to decide about next, and what each hundred verdicts bought. The
 * queue shows the first part of it, too.
 */
@Controller
final class LabelPages {

  private final LabelReader reader;
  private final Audit audit;
  private final Frames frames;
  private final Clock clock;

  LabelPages(LabelReader reader, Audit audit, Frames frames, Clock clock) {
    this.reader = reader;
    this.audit = audit;
    this.frames = frames;
    this.clock = clock;
  }

  @GetMapping(LabelPage.PATH)
  ResponseEntity<String> page(
      HttpServletRequest request, @AuthenticationPrincipal OperatorCaller caller, CsrfToken token) {
    audit.record(Who.of(request), AuditAction.LABEL_LIST, "", Audit.DONE, Map.of("page", "labels"));
    return Html.page(
        "learned/labels",
        new LabelPage(
            frames.frame("Queue", caller, token),
            Panels.read("What verdicts are worth", reader::look)
                .then(
                    "What verdicts are worth",
                    worth -> LabelPage.content(worth, reader.bound(), clock.instant()))));
  }
}
