package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.pipeline.LiveScore;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /accounts?id=}: what is known of one account at this moment. */
@Controller
final class AccountPage {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Detection detection;
  private final Audit audit;
  private final Frames frames;
  private final AccountParts parts;
  private final Clock clock;

  AccountPage(Detection detection, Audit audit, Frames frames, AccountParts parts, Clock clock) {
    this.detection = detection;
    this.audit = audit;
    this.frames = frames;
    this.parts = parts;
    this.clock = clock;
  }

  /** What is shown is recorded before it is shown, and so is that there was nothing to show. */
  @GetMapping(value = "/accounts", params = "id")
  ResponseEntity<String> show(
      @RequestParam(defaultValue = "") String id,
      @AuthenticationPrincipal OperatorCaller caller,
      CsrfToken token,
      HttpServletRequest request) {
    Frame frame = frames.frame("Account", caller, token);
    if (id.isEmpty()) {
      return Html.page(HttpStatus.NOT_FOUND, "overview/nobody", OneAccount.Nobody.of(frame, id));
    }
    AccountId account = new AccountId(id);
    Optional<AccountParts.Known> known =
        Detection.await(detection.know(all -> AccountParts.Known.of(all, account)), PATIENCE);
    audit.record(
        Who.of(request),
        AuditAction.ACCOUNT_LOOK,
        id,
        known.isPresent() ? Audit.DONE : Audit.NOT_FOUND,
        known.map(AccountParts.Known::live).map(AccountPage::shown).orElse(Map.of()));
    return known
        .map(one -> page(frame, one, Who.of(request)))
        .orElseGet(() ->
            Html.page(HttpStatus.NOT_FOUND, "overview/nobody", OneAccount.Nobody.of(frame, id)));
  }

  private ResponseEntity<String> page(Frame frame, AccountParts.Known known, Who who) {
    Instant now = clock.instant();
    OneAccount.Parts read = parts.read(frame, known, who, now);
    return Html.page("overview/account", OneAccount.of(frame, known.live(), read, now));
  }

  private static Map<String, String> shown(LiveScore live) {
    String status = OneAccount.status(live);
    return live.score()
        .map(score -> Map.of("status", status, "risk_score", Double.toString(score.risk().score())))
        .orElse(Map.of("status", status));
  }
}
