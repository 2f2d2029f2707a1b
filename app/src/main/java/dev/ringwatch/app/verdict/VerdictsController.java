package dev.ringwatch.app.verdict;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.verdict.VerdictViews.GivenView;
import dev.ringwatch.app.verdict.VerdictViews.VerdictPage;
import dev.ringwatch.app.verdict.VerdictViews.VerdictView;
import dev.ringwatch.postgres.verdict.KeptVerdict;
import dev.ringwatch.postgres.verdict.NewVerdict;
import dev.ringwatch.postgres.verdict.VerdictFilter;
import dev.ringwatch.postgres.verdict.VerdictPages;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/verdicts}: what people decide about accounts and rings. */
@RestController
final class VerdictsController {

  private static final String LIST = "verdicts";
  private static final int MAX_BODY = 1 << 16;

  private final VerdictDesk desk;
  private final VerdictPages pages;
  private final VerdictReader reader;
  private final Audit audit;
  private final JsonMapper json;
  private final VerdictBody body;

  VerdictsController(
      VerdictDesk desk,
      VerdictPages pages,
      VerdictReader reader,
      Audit audit,
      JsonMapper json,
      VerdictSettings settings) {
    this.desk = desk;
    this.pages = pages;
    this.reader = reader;
    this.audit = audit;
    this.json = json;
    this.body = new VerdictBody(json, settings.abuseTypes());
  }

  /** Gives one verdict or many; all or none. */
  @PostMapping("/v1/verdicts")
  GivenView give(HttpServletRequest request) throws IOException {
    List<NewVerdict> verdicts = body.read(request.getInputStream());
    return GivenView.of(VerdictReader.asked(() -> desk.give(Who.of(request), verdicts)));
  }

  /** A page of verdicts, those entered last first, without those that must not be shown now. */
  @GetMapping("/v1/verdicts")
  VerdictPage page(HttpServletRequest request) {
    Parameters parameters = VerdictQuery.parameters(request);
    VerdictFilter filter = VerdictQuery.filter(parameters);
    long before = VerdictQuery.place(parameters, LIST, Long.MAX_VALUE);
    int limit = parameters.limit();
    List<KeptVerdict> page = VerdictReader.asked(() -> pages.page(filter, before, limit));
    Map<String, String> details = new TreeMap<>(parameters.asked());
    details.put(LIST, Integer.toString(page.size()));
    Who who = Who.of(request);
    audit.record(who, AuditAction.VERDICT_LIST, "", Audit.DONE, details);
    long last = page.isEmpty() ? 0 : page.getLast().id();
    return new VerdictPage(
        reader.shown(who, page).stream().map(VerdictView::of).toList(),
        VerdictQuery.next(LIST, page.size(), limit, last));
  }

  /** Takes a verdict back for a {@code reason}: the one before stands again. */
  @PostMapping("/v1/verdicts/{id}/withdraw")
  ResponseEntity<?> withdraw(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    String reason = reason(VerdictBody.tree(json, request.getInputStream(), MAX_BODY));
    Optional<KeptVerdict> found = reader.find(id);
    if (found.isEmpty()) {
      return problem(HttpStatus.NOT_FOUND, "there is no verdict " + id);
    }
    boolean done = VerdictReader.asked(() -> desk.withdraw(Who.of(request), found.get(), reason));
    return done
        ? ResponseEntity.ok(VerdictView.of(reader.find(id).orElseThrow()))
        : problem(HttpStatus.CONFLICT, "verdict " + id + " was taken back before");
  }

  private static String reason(JsonNode body) {
    JsonNode said = body.path("reason");
    String reason = said.isString() ? said.stringValue().strip() : "";
    if (reason.isEmpty() || reason.length() > NewVerdict.MAX_REASON || reason.indexOf(0) >= 0) {
      throw new ResponseStatusException(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "reason says why it is taken back, in at most "
              + NewVerdict.MAX_REASON
              + " characters, without NUL");
    }
    return reason;
  }

  private static ResponseEntity<?> problem(HttpStatus status, String why) {
    return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, why)).build();
  }
}
