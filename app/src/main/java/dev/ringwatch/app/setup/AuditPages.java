package dev.ringwatch.app.setup;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.page.Panels;
import dev.ringwatch.postgres.audit.AuditRow;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
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
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /settings/audit}: who did or looked at what, and whether that is as it was written. */
@Controller
final class AuditPages {

  private final SetupSources sources;
  private final AuditVerification verification;
  private final Audit audit;
  private final Frames frames;
  private final Present present;

  /**
   * How rows are shown.
   *
   * @param names of operators
   * @param clock the present
   */
  record Present(Names names, Clock clock) {}

  AuditPages(
      SetupSources sources,
      AuditVerification verification,
      Audit audit,
      Frames frames,
      Present present) {
    this.sources = sources;
    this.verification = verification;
    this.audit = audit;
    this.frames = frames;
    this.present = present;
  }

  @GetMapping(AuditQuery.PATH)
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    Optional<String> plain = AuditQuery.plain(request);
    if (plain.isPresent()) {
      return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(plain.get())).build();
    }
    AuditQuery query = AuditQuery.of(request);
    audit.record(Who.of(request), AuditAction.AUDIT_LOOK, "", Audit.DONE, query.asked());
    Panel<List<AuditRow>> found =
        Panels.read(
            "The audit log",
            () -> sources.audit().page(query.filter(), query.before(), query.limit() + 1));
    return Html.page(
        "setup/audit",
        AuditList.of(
            frames.frame("Audit log", caller, token),
            query,
            found,
            new AuditList.Shape(verification, present.names(), present.clock().instant())));
  }

  /** Begins a look at the whole log; the page says what it found. */
  @PostMapping("/settings/audit/verify")
  ResponseEntity<String> verify(HttpServletRequest request) {
    audit.record(Who.of(request), AuditAction.AUDIT_VERIFY, "", Audit.DONE, Map.of());
    verification.begin();
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create(AuditQuery.PATH + "#verification"))
        .build();
  }
}
