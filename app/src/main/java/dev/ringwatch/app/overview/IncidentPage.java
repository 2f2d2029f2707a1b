package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.alert.DeliveryDesk;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.incident.IncidentReader;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.alert.Delivery;
import dev.ringwatch.postgres.incident.KeptIncident;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** {@code /incidents/{id}}: all that is known of one incident, where the links of alerts lead. */
@Controller
final class IncidentPage {

  private static final int MOVES = 100;
  private static final int DELIVERIES = 50;

  private final IncidentReader incidents;
  private final DeliveryDesk deliveries;
  private final Frames frames;
  private final Names names;
  private final Clock clock;

  IncidentPage(
      IncidentReader incidents, DeliveryDesk deliveries, Frames frames, Names names, Clock clock) {
    this.incidents = incidents;
    this.deliveries = deliveries;
    this.frames = frames;
    this.names = names;
    this.clock = clock;
  }

  /** What is shown is recorded before it is shown, and so is that there was nothing to show. */
  @GetMapping("/incidents/{id}")
  ResponseEntity<String> show(
      @PathVariable String id,
      @AuthenticationPrincipal OperatorCaller caller,
      CsrfToken token,
      HttpServletRequest request) {
    Frame frame = frames.frame("Incident", caller, token);
    Who who = Who.of(request);
    Optional<KeptIncident> found = incidents.find(id);
    Optional<VerdictSubject> taken = found.flatMap(incident -> incidents.hidden(incident, who));
    if (taken.isPresent()) {
      incidents.recordLook(who, id, Optional.empty());
      String item = new QueueAddress(Map.of()).item(taken.get());
      return Html.page(
          "overview/hidden-incident", new OneIncident.Hidden(frame, Shown.name(id), item));
    }
    return incidents
        .look(id, who, MOVES)
        .map(story -> Html.page("overview/incident", page(frame, story)))
        .orElseGet(() ->
            Html.page(
                HttpStatus.NOT_FOUND,
                "overview/no-incident",
                new OneIncident.Nothing(frame, Shown.name(id))));
  }

  private OneIncident page(Frame frame, IncidentReader.Story story) {
    List<Delivery> told = deliveries.ofIncident(story.incident().id(), DELIVERIES);
    OneIncident.Facts facts =
        new OneIncident.Facts(story, told, deliveries.lastAttempts(told), clock.instant());
    return OneIncident.of(frame, facts, names);
  }
}
