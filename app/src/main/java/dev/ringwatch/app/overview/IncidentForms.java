package dev.ringwatch.app.overview;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.incident.IncidentDesk;
import dev.ringwatch.app.incident.IncidentReader;
import dev.ringwatch.postgres.incident.KeptIncident;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * {@code POST /incidents/{id}}: what the forms of the pages of incidents send, answered with the
 * page again. One that was closed meanwhile is no fault: the page shows how.
 */
@Controller
final class IncidentForms {

  private static final int MOST_CHARACTERS = 1_000;

  private final IncidentReader reader;
  private final IncidentDesk desk;

  IncidentForms(IncidentReader reader, IncidentDesk desk) {
    this.reader = reader;
    this.desk = desk;
  }

  @PostMapping("/incidents/{id}")
  ResponseEntity<Void> decide(@PathVariable String id, HttpServletRequest request) {
    KeptIncident incident =
        reader
            .find(id)
            .orElseThrow(() ->
                new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no incident " + id));
    Who who = Who.of(request);
    String words = words(request);
    switch (String.valueOf(request.getParameter("decision"))) {
      case "acknowledge" -> desk.acknowledge(who, incident);
      case "assign" -> desk.assign(who, incident, words.isEmpty() ? null : words);
      case "resolve" ->
          desk.resolve(who, incident, words.isEmpty() ? "resolved on the page" : words);
      default ->
          throw new ResponseStatusException(
              HttpStatus.BAD_REQUEST, "decision is acknowledge, assign or resolve");
    }
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create(back(request, incident.id())))
        .build();
  }

  /** Where the form stands: on the incident's own page, or else in the list. */
  private static String back(HttpServletRequest request, long incident) {
    return "page".equals(request.getParameter("from"))
        ? "/incidents/" + incident
        : "/incidents#i" + incident;
  }

  private static String words(HttpServletRequest request) {
    String said = Optional.ofNullable(request.getParameter("words")).orElse("").strip();
    if (said.length() > MOST_CHARACTERS || said.indexOf(0) >= 0) {
      throw new ResponseStatusException(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "words must be at most " + MOST_CHARACTERS + " characters, without NUL");
    }
    return said;
  }
}
