package dev.ringwatch.app.pattern;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.page.Panels;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * {@code /patterns}: what all accounts together look like, each panel by itself. What takes a look
 * at events, {@code /patterns/sessions}, is a page of its own, out of which the first one loads it.
 */
@Controller
final class PatternPages {

  private final PatternReader reader;
  private final SessionReader sessions;
  private final Frames frames;
  private final Clock clock;

  PatternPages(PatternReader reader, SessionReader sessions, Frames frames, Clock clock) {
    this.reader = reader;
    this.sessions = sessions;
    this.frames = frames;
    this.clock = clock;
  }

  @GetMapping("/patterns")
  ResponseEntity<String> all(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    Instant now = clock.instant();
    Who who = Who.of(request);
    Panel<Grouped> accounts = Panels.read("Accounts in groups", reader::accounts);
    return Html.page(
        "pattern/patterns",
        new Patterns(
            frames.frame("Patterns", caller, token),
            accounts.then("Accounts by risk", grouped -> ScorePanel.of(grouped, now)),
            accounts.then(
                "What became of enforcement", grouped -> EnforcementPanel.of(grouped, now)),
            Panels.read("Bursts", () -> BurstPanel.of(reader.bursts(), now)),
            Panels.read("The thresholds", () -> drift(now)),
            Panels.read("Failing sessions", () -> sessions.scheduled(who)),
            accounts.then("Accounts by age", grouped -> CohortPanel.of(grouped, now)),
            accounts.content().map(grouped -> grouped.groups().accounts() == 0).orElse(false)));
  }

  private Optional<DriftPanel> drift(Instant now) throws SQLException {
    List<KeptThreshold> kept = reader.thresholds();
    return kept.isEmpty() ? Optional.empty() : Optional.of(DriftPanel.of(kept, now));
  }

  /** The sessions of the last hour, by the hunt for them. */
  @GetMapping("/patterns/sessions")
  ResponseEntity<String> sessions(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    return Html.page(
        "pattern/sessions",
        new Patterns.Sessions(
            frames.frame("Failing sessions", caller, token), sessions.lastHour(Who.of(request))));
  }
}
