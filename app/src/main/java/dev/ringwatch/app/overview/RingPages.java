package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.ring.Looks;
import dev.ringwatch.app.ring.RingQuery;
import dev.ringwatch.postgres.ring.KeptRing;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** {@code /rings} and {@code /rings/{id}}: which rings there are, and all that is known of one. */
@Controller
final class RingPages {

  private final Looks looks;
  private final Frames frames;
  private final RingParts parts;
  private final Clock clock;

  RingPages(Looks looks, Frames frames, RingParts parts, Clock clock) {
    this.looks = looks;
    this.frames = frames;
    this.parts = parts;
    this.clock = clock;
  }

  @GetMapping("/rings")
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    RingQuery query = RingQuery.of(request);
    RingQuery.Page page = query.look(looks, Who.of(request));
    Frame frame = frames.frame("Rings", caller, token);
    return Html.page("overview/rings", RingList.of(frame, query, page, clock.instant()));
  }

  /** What is shown is recorded before it is shown, and so is that there was nothing to show. */
  @GetMapping("/rings/{id}")
  ResponseEntity<String> ring(
      @PathVariable String id,
      @AuthenticationPrincipal OperatorCaller caller,
      CsrfToken token,
      HttpServletRequest request) {
    Frame frame = frames.frame("Ring", caller, token);
    Optional<KeptRing> ring = looks.find(id);
    Who who = Who.of(request);
    looks.record(who, AuditAction.RING_LOOK, id, ring.map(Looks::details));
    Instant now = clock.instant();
    return ring.map(one ->
            Html.page(
                "overview/ring", OneRing.of(frame, one, parts.read(frame, one, who, now), now)))
        .orElseGet(() ->
            Html.page(HttpStatus.NOT_FOUND, "overview/no-ring", OneRing.Nobody.of(frame, id)));
  }
}
