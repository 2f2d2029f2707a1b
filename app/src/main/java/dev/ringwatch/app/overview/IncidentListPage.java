package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.incident.IncidentQuery;
import dev.ringwatch.app.incident.IncidentReader;
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

/** {@code /incidents}: what people are told of, those that are open unless others are asked for. */
@Controller
final class IncidentListPage {

  private final IncidentReader incidents;
  private final Frames frames;
  private final Clock clock;

  IncidentListPage(IncidentReader incidents, Frames frames, Clock clock) {
    this.incidents = incidents;
    this.frames = frames;
    this.clock = clock;
  }

  @GetMapping("/incidents")
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    IncidentQuery query = IncidentQuery.of(request);
    boolean closed = query.open().map(open -> !open).orElse(false);
    IncidentQuery.Page page = incidents.page(query.ofOpen(!closed), Who.of(request));
    Frame frame = frames.frame("Incidents", caller, token);
    return Html.page("overview/incidents", IncidentList.of(frame, closed, page, clock.instant()));
  }
}
