package dev.ringwatch.app.ring;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.verdict.StandingView;
import dev.ringwatch.app.verdict.VerdictReader;
import dev.ringwatch.postgres.ring.KeptMember;
import dev.ringwatch.postgres.ring.KeptRing;
import dev.ringwatch.postgres.ring.KeptRings.MemberPlace;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/rings/{id}}: one ring with the first of its members. */
@RestController
final class RingController {

  private final Looks looks;
  private final VerdictReader verdicts;

  RingController(Looks looks, VerdictReader verdicts) {
    this.looks = looks;
    this.verdicts = verdicts;
  }

  /** A ring, a page of its members, and what people decided about it and stands. */
  record WholeView(
      @JsonUnwrapped RingView ring,
      @JsonUnwrapped RingView.MemberPage members,
      @Nullable StandingView verdict) {}

  /** What is known of a ring. */
  @GetMapping("/v1/rings/{id}")
  ResponseEntity<?> ring(@PathVariable String id, HttpServletRequest request) {
    Optional<KeptRing> ring = looks.find(id);
    Optional<WholeView> view = ring.map(one -> view(Who.of(request), one));
    looks.record(Who.of(request), AuditAction.RING_LOOK, id, ring.map(Looks::details));
    return view.<ResponseEntity<?>>map(ResponseEntity::ok).orElseGet(() -> Looks.notFound(id));
  }

  private WholeView view(Who who, KeptRing ring) {
    List<KeptMember> members =
        looks.ask(rings -> rings.members(ring.id(), MemberPlace.START, Parameters.MAX_LIMIT));
    return new WholeView(
        RingView.of(ring),
        RingPartsController.memberPage(members, Parameters.MAX_LIMIT),
        verdicts.standing(who, true, ring.id()).orElse(null));
  }
}
