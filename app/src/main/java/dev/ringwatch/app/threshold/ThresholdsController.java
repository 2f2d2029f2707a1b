package dev.ringwatch.app.threshold;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.incident.BodyFields;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.app.verdict.VerdictReader;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import dev.ringwatch.postgres.threshold.ThresholdState;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/thresholds}: what holds, what was proposed, and letting it pass. */
@RestController
final class ThresholdsController {

  private static final String LIST = "thresholds";
  private static final String KIND = "kind";
  private static final String STATE = "state";
  private static final String REASON = "reason";

  private final ThresholdReader reader;
  private final ThresholdDesk desk;
  private final Audit audit;

  ThresholdsController(ThresholdReader reader, ThresholdDesk desk, Audit audit) {
    this.reader = reader;
    this.desk = desk;
    this.audit = audit;
  }

  /** A page of thresholds, the newest first, and how things stand. */
  @GetMapping("/v1/thresholds")
  ThresholdView.Page page(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of(KIND, STATE));
    IncidentKind kind = parameters.text(KIND).map(ThresholdsController::kind).orElse(null);
    ThresholdState state = parameters.text(STATE).map(ThresholdsController::state).orElse(null);
    long before =
        parameters.cursor().map(cursor -> Cursor.number(LIST, cursor)).orElse(Long.MAX_VALUE);
    int limit = parameters.limit();
    List<KeptThreshold> found = reader.page(kind, state, before, limit);
    audit.record(Who.of(request), AuditAction.THRESHOLD_LIST, "", Audit.DONE, parameters.asked());
    return new ThresholdView.Page(
        ThresholdView.InForce.of(reader.holds()),
        ThresholdView.LiveView.of(reader.live()),
        found.stream().map(ThresholdView::of).toList(),
        found.size() < limit ? null : Cursor.to(LIST).number(found.getLast().id()).done());
  }

  private static IncidentKind kind(String word) {
    return Stream.of(IncidentKind.ACCOUNT, IncidentKind.RING)
        .filter(one -> one.label().equals(word))
        .findFirst()
        .orElseThrow(() -> new UnusableRequestException("kind is account or ring, not " + word));
  }

  private static ThresholdState state(String word) {
    return ThresholdState.of(word)
        .orElseThrow(() ->
            new UnusableRequestException(
                "state is "
                    + String.join(
                        ", ", Stream.of(ThresholdState.values()).map(ThresholdState::word).toList())
                    + ", not "
                    + word));
  }

  /** One threshold with what it rests on. */
  @GetMapping("/v1/thresholds/{id}")
  ResponseEntity<?> threshold(@PathVariable String id, HttpServletRequest request) {
    Optional<KeptThreshold> found = reader.find(id);
    audit.record(
        Who.of(request),
        AuditAction.THRESHOLD_LOOK,
        id,
        found.isPresent() ? Audit.DONE : Audit.NOT_FOUND,
        Map.of());
    return found
        .<ResponseEntity<?>>map(one -> ResponseEntity.ok(ThresholdView.Whole.of(one)))
        .orElseGet(() -> notFound(id));
  }

  /** Calibrates now. */
  @PostMapping("/v1/calibrations")
  ResponseEntity<?> calibrate(HttpServletRequest request) {
    return decided(() -> desk.calibrate(Who.of(request)));
  }

  /** Proposes a threshold that a person chose. */
  @PostMapping("/v1/thresholds")
  ResponseEntity<?> propose(HttpServletRequest request) throws IOException {
    BodyFields body = BodyFields.of(request, List.of(KIND, "threshold", REASON));
    String word = body.text(KIND).orElse("");
    IncidentKind kind =
        Stream.of(IncidentKind.ACCOUNT, IncidentKind.RING)
            .filter(one -> one.label().equals(word))
            .findFirst()
            .orElseThrow(() -> BodyFields.refused("kind is account or ring"));
    double score = body.number("threshold").orElse(Double.NaN);
    if (!ThresholdDesk.canBe(score)) {
      throw BodyFields.refused(
          "threshold is a number of 0 to 100, with one digit after the point at most");
    }
    String reason = reason(body);
    return decided(() -> desk.propose(Who.of(request), kind, score, reason));
  }

  /** Lets a proposal pass. */
  @PostMapping("/v1/thresholds/{id}/approve")
  ResponseEntity<?> approve(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    String reason = reason(BodyFields.of(request, List.of(REASON)));
    return reader
        .find(id)
        .<ResponseEntity<?>>map(one -> decided(() -> desk.approve(Who.of(request), one, reason)))
        .orElseGet(() -> notFound(id));
  }

  /** Says no to a proposal. */
  @PostMapping("/v1/thresholds/{id}/reject")
  ResponseEntity<?> reject(@PathVariable String id, HttpServletRequest request) throws IOException {
    String reason = reason(BodyFields.of(request, List.of(REASON)));
    return reader
        .find(id)
        .<ResponseEntity<?>>map(one -> decided(() -> desk.reject(Who.of(request), one, reason)))
        .orElseGet(() -> notFound(id));
  }

  private static ResponseEntity<?> decided(VerdictReader.Asked<KeptThreshold> what) {
    try {
      return ResponseEntity.ok(ThresholdView.of(VerdictReader.asked(what)));
    } catch (ThresholdDesk.RefusedException e) {
      return problem(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
    }
  }

  private static String reason(BodyFields body) {
    return body.text(REASON).orElseThrow(() -> BodyFields.refused("reason is missing: say why"));
  }

  private static ResponseEntity<?> notFound(String id) {
    return problem(HttpStatus.NOT_FOUND, "there is no threshold " + id);
  }

  private static ResponseEntity<?> problem(HttpStatus status, String why) {
    return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, why)).build();
  }
}
