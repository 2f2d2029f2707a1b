package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.incident.IncidentReader;
import dev.ringwatch.app.incident.SuppressionQuery;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /suppressions}: what people were not told, and why. */
@Controller
final class SuppressionPage {

  private final IncidentReader incidents;
  private final Frames frames;
  private final Clock clock;

  SuppressionPage(IncidentReader incidents, Frames frames, Clock clock) {
    this.incidents = incidents;
    this.frames = frames;
    this.clock = clock;
  }

  @GetMapping("/suppressions")
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    SuppressionQuery query = SuppressionQuery.of(request);
    SuppressionQuery.Page page = incidents.suppressed(query, Who.of(request));
    Frame frame = frames.frame("Not told", caller, token);
    return Html.page(
        "overview/suppressions", SuppressionList.of(frame, query, page, clock.instant()));
  }
}
