package dev.ringwatch.app.overview;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.incident.IncidentReader;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.ring.Looks;
import dev.ringwatch.app.ring.RingQuery;
import dev.ringwatch.postgres.ring.KeptRing;
import dev.ringwatch.postgres.ring.KeptRings.MemberPlace;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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

  /** As many as are kept: the picture chooses what of them it draws. */
  private static final int EDGES = 2_000;

  private final Looks looks;
  private final Frames frames;
  private final IncidentReader incidents;
  private final VerdictParts verdicts;
  private final Clock clock;

  RingPages(
      Looks looks, Frames frames, IncidentReader incidents, VerdictParts verdicts, Clock clock) {
    this.incidents = incidents;
    this.looks = looks;
    this.frames = frames;
    this.verdicts = verdicts;
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
    Optional<VerdictPart> verdict =
        ring.map(one -> verdicts.ofRing(frame, one.id(), one.members(), who));
    Optional<OneRing.Facts> facts = ring.map(one -> facts(one, verdict.orElseThrow()));
    looks.record(who, AuditAction.RING_LOOK, id, ring.map(Looks::details));
    return facts
        .map(known -> Html.page("overview/ring", OneRing.of(frame, known, verdict.orElseThrow())))
        .orElseGet(() ->
            Html.page(HttpStatus.NOT_FOUND, "overview/no-ring", OneRing.Nobody.of(frame, id)));
  }

  private OneRing.Facts facts(KeptRing ring, VerdictPart verdict) {
    String id = ring.id();
    Instant now = clock.instant();
    // What became of incidents says what was decided.
    List<IncidentLine> open =
        verdict.taken().isPresent()
            ? List.of()
            : IncidentLine.of(incidents, IncidentKind.RING.label() + ":" + id, now);
    return looks.ask(rings ->
        new OneRing.Facts(
            ring,
            rings.members(id, MemberPlace.START, OneRing.MAX_MEMBERS),
            rings.edges(id, null, EDGES),
            rings.history(id, Long.MAX_VALUE, OneRing.MAX_CHANGES),
            open,
            now));
  }
}
