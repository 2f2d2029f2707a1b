package dev.ringwatch.app.incident;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.postgres.incident.KeptSilence;
import dev.ringwatch.postgres.incident.Silences;
import dev.ringwatch.postgres.incident.Suppression;
import dev.ringwatch.postgres.incident.Suppressions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/silences} and {@code /v1/suppressions}: when people are not told, and of what. */
@RestController
final class SilencesController {

  private static final String SILENCES = "silences";
  private static final String SUPPRESSIONS = "suppressions";

  private final Silences silences;
  private final Suppressions suppressions;
  private final Audit audit;
  private final Clock clock;
  private final JsonMapper json;

  SilencesController(
      Silences silences, Suppressions suppressions, Audit audit, Clock clock, JsonMapper json) {
    this.silences = silences;
    this.suppressions = suppressions;
    this.audit = audit;
    this.clock = clock;
    this.json = json;
  }

  /** A page of silences, the newest first. */
  @GetMapping("/v1/silences")
  SilenceView.Page page(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of());
    int limit = parameters.limit();
    long before = before(parameters, SILENCES);
    audit.record(Who.of(request), AuditAction.SILENCE_LOOK, "", Audit.DONE, parameters.asked());
    List<KeptSilence> found = IncidentReader.asked(() -> silences.page(before, limit));
    Instant now = clock.instant();
    return new SilenceView.Page(
        found.stream().map(one -> SilenceView.of(one, now)).toList(),
        found.size() < limit ? null : next(SILENCES, found.getLast().id()));
  }

  /** Makes a silence. */
  @PostMapping("/v1/silences")
  @ResponseStatus(HttpStatus.CREATED)
  SilenceView add(HttpServletRequest request) throws IOException {
    Who who = Who.of(request);
    Instant now = clock.instant();
    SilenceBody body = SilenceBody.read(json, request, now);
    KeptSilence made =
        IncidentReader.asked(() ->
            audit.change((connection, record) -> {
              KeptSilence silence =
                  silences.add(
                      connection, body.silence(), body.reason(), who.actor().toString(), now);
              record.accept(
                  Audit.done(
                      who, AuditAction.SILENCE_ADD, Long.toString(silence.id()), details(silence)));
              return silence;
            }));
    return SilenceView.of(made, now);
  }

  private static Map<String, String> details(KeptSilence silence) {
    Map<String, String> details = new TreeMap<>();
    details.put("reason", silence.reason());
    details.put("from", silence.silence().from().toString());
    details.put("length", silence.silence().length().toString());
    details.put("rhythm", silence.silence().rhythm().name().toLowerCase(Locale.ROOT));
    details.put("until", silence.silence().until().toString());
    details.put("kinds", silence.silence().kinds().stream().sorted().toList().toString());
    details.put("subject", Objects.requireNonNullElse(silence.silence().subject(), ""));
    return details;
  }

  /** Ends a silence before its time. */
  @PostMapping("/v1/silences/{id}/end")
  ResponseEntity<?> end(@PathVariable String id, HttpServletRequest request) {
    Who who = Who.of(request);
    Instant now = clock.instant();
    Optional<KeptSilence> found =
        IncidentReader.isNumber(id)
            ? IncidentReader.asked(() -> silences.find(Long.parseLong(id)))
            : Optional.empty();
    if (found.isEmpty()) {
      return IncidentController.problem(HttpStatus.NOT_FOUND, "there is no silence " + id);
    }
    Optional<KeptSilence> ended =
        IncidentReader.asked(() ->
            audit.change((connection, record) -> {
              Optional<KeptSilence> over =
                  silences.end(connection, found.get().id(), who.actor().toString(), now);
              if (over.isPresent()) {
                record.accept(Audit.done(who, AuditAction.SILENCE_END, id, Map.of()));
              }
              return over;
            }));
    return ended
        .<ResponseEntity<?>>map(one -> ResponseEntity.ok(SilenceView.of(one, now)))
        .orElseGet(() ->
            IncidentController.problem(
                HttpStatus.CONFLICT, "silence " + id + " is over; nothing was changed"));
  }

  /** A page of what people were not told, the newest first. */
  @GetMapping("/v1/suppressions")
  SuppressionView.Page suppressed(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of(IncidentQuery.MATTER));
    int limit = parameters.limit();
    long before = before(parameters, SUPPRESSIONS);
    Optional<String> matter = parameters.text(IncidentQuery.MATTER).map(IncidentQuery::keepable);
    audit.record(Who.of(request), AuditAction.SUPPRESSION_LIST, "", Audit.DONE, parameters.asked());
    List<Suppression> found = IncidentReader.asked(() -> suppressions.page(matter, before, limit));
    return new SuppressionView.Page(
        found.stream().map(SuppressionView::of).toList(),
        found.size() < limit ? null : next(SUPPRESSIONS, found.getLast().id()));
  }

  private static long before(Parameters parameters, String list) {
    return parameters
        .cursor()
        .map(cursor -> IncidentQuery.place(list, cursor))
        .orElse(Long.MAX_VALUE);
  }

  private static String next(String list, long last) {
    return Cursor.to(list).number(last).done();
  }
}
