package dev.ringwatch.app.learned;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.incident.BodyFields;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.postgres.learned.KeptBlend;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/learned}: what verdicts taught, having it learned, letting it hold, giving it up. */
@RestController
final class LearnedController {

  private static final String LIST = "learned";
  private static final String REASON = "reason";

  private final BlendReader reader;
  private final BlendDesk desk;
  private final Audit audit;

  LearnedController(BlendReader reader, BlendDesk desk, Audit audit) {
    this.reader = reader;
    this.desk = desk;
    this.audit = audit;
  }

  /** A page of what was learned, the newest first, and what holds. */
  @GetMapping("/v1/learned")
  BlendView.Page page(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of());
    long before =
        parameters.cursor().map(cursor -> Cursor.number(LIST, cursor)).orElse(Long.MAX_VALUE);
    int limit = parameters.limit();
    List<KeptBlend> found = reader.page(before, limit);
    audit.record(Who.of(request), AuditAction.LEARNED_LIST, "", Audit.DONE, parameters.asked());
    return new BlendView.Page(
        reader.inForce().map(BlendView::of).orElse(null),
        found.stream().map(BlendView::of).toList(),
        found.size() < limit ? null : Cursor.to(LIST).number(found.getLast().id()).done());
  }

  /** Learns now. */
  @PostMapping("/v1/learned")
  ResponseEntity<?> learn(HttpServletRequest request) {
    return decided(() -> desk.learn(Who.of(request)));
  }

  /** Lets what was learned hold. */
  @PostMapping("/v1/learned/{id}/approve")
  ResponseEntity<?> approve(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    return decided(id, request, desk::approve);
  }

  /** Says no to it. */
  @PostMapping("/v1/learned/{id}/reject")
  ResponseEntity<?> reject(@PathVariable String id, HttpServletRequest request) throws IOException {
    return decided(id, request, desk::reject);
  }

  /** Gives up what holds. */
  @PostMapping("/v1/learned/{id}/give-up")
  ResponseEntity<?> giveUp(@PathVariable String id, HttpServletRequest request) throws IOException {
    return decided(id, request, desk::giveUp);
  }

  private interface Deciding {
    KeptBlend decide(Who who, KeptBlend blend, String reason) throws SQLException;
  }

  private ResponseEntity<?> decided(String id, HttpServletRequest request, Deciding what)
      throws IOException {
    String reason =
        BodyFields.of(request, List.of(REASON))
            .text(REASON)
            .orElseThrow(() -> BodyFields.refused("reason is missing: say why"));
    return reader
        .find(id)
        .<ResponseEntity<?>>map(one -> decided(() -> what.decide(Who.of(request), one, reason)))
        .orElseGet(() -> problem(HttpStatus.NOT_FOUND, "nothing was learned under number " + id));
  }

  private static ResponseEntity<?> decided(BlendReader.Asked<KeptBlend> what) {
    try {
      return ResponseEntity.ok(BlendView.of(BlendReader.asked(what)));
    } catch (BlendDesk.RefusedException e) {
      return problem(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
    }
  }

  private static ResponseEntity<?> problem(HttpStatus status, String why) {
    return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, why)).build();
  }
}
