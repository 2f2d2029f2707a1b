package dev.ringwatch.app.overview;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.incident.IncidentReader;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.pipeline.LiveScore;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
  private final IncidentReader incidents;
  private final VerdictParts verdicts;
  private final Clock clock;

  AccountPage(
      Detection detection,
      Audit audit,
      Frames frames,
      IncidentReader incidents,
      VerdictParts verdicts,
      Clock clock) {
    this.incidents = incidents;
    this.detection = detection;
    this.audit = audit;
    this.frames = frames;
    this.verdicts = verdicts;
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
    Optional<LiveScore> live =
        Detection.await(detection.ask(driver -> driver.liveScore(account)), PATIENCE);
    audit.record(
        Who.of(request),
        AuditAction.ACCOUNT_LOOK,
        id,
        live.isPresent() ? Audit.DONE : Audit.NOT_FOUND,
        live.map(AccountPage::shown).orElse(Map.of()));
    return live.map(score -> page(frame, score, Who.of(request)))
        .orElseGet(() ->
            Html.page(HttpStatus.NOT_FOUND, "overview/nobody", OneAccount.Nobody.of(frame, id)));
  }

  private ResponseEntity<String> page(Frame frame, LiveScore score, Who who) {
    String account = score.vector().account().value();
    Instant now = clock.instant();
    VerdictPart verdict = verdicts.ofAccount(frame, account, who);
    // What became of incidents says what was decided.
    List<IncidentLine> open =
        verdict.taken().isPresent()
            ? List.of()
            : IncidentLine.of(incidents, IncidentKind.ACCOUNT.label() + ":" + account, now);
    return Html.page("overview/account", OneAccount.of(frame, score, open, verdict, now));
  }

  private static Map<String, String> shown(LiveScore live) {
    String status = OneAccount.status(live);
    return live.score()
        .map(score -> Map.of("status", status, "risk_score", Double.toString(score.risk().score())))
        .orElse(Map.of("status", status));
  }
}
