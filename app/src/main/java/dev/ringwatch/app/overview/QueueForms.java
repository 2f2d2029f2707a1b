package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.queue.Decision;
import dev.ringwatch.app.queue.QueueDesk;
import dev.ringwatch.app.queue.QueueQuery;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.verdict.VerdictSettings;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.audit.AuditUnavailableException;
import dev.ringwatch.postgres.queue.QueueClaims.Taken;
import dev.ringwatch.postgres.verdict.RefusedVerdictsException;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import dev.ringwatch.postgres.verdict.Verdicts.Given;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * What the forms of the queue send: taking an item, deciding about it, putting it back, taking a
 * verdict back. Each is answered with where to go on, so that the next item is already there.
 */
@Controller
final class QueueForms {

  private static final Logger LOG = LoggerFactory.getLogger(QueueForms.class);
  private static final String TITLE = "Queue item";

  /** The server knows where it comes from. */
  private static final List<String> FIELDS =
      List.of("account", "ring", "verdict", "abuse_type", "reason");

  private final QueueDesk desk;
  private final VerdictSettings settings;
  private final Frames frames;

  QueueForms(QueueDesk desk, VerdictSettings settings, Frames frames) {
    this.desk = desk;
    this.settings = settings;
    this.frames = frames;
  }

  /** Takes the next item, of those that the filters let through. */
  @PostMapping("/queue/next")
  ResponseEntity<?> next(HttpServletRequest request) {
    return next(request, address(request));
  }

  private ResponseEntity<?> next(HttpServletRequest request, QueueAddress address) {
    Optional<Taken> taken = desk.next(Who.of(request), QueueQuery.of(request).filter());
    return seeOther(taken.map(one -> address.item(one.subject())).orElseGet(address::list));
  }

  /** Takes one item; if somebody was faster, its page says so. */
  @PostMapping("/queue/take")
  ResponseEntity<?> take(HttpServletRequest request) {
    VerdictSubject subject = QueuePages.subject(request);
    Optional<Taken> _ = desk.take(Who.of(request), subject);
    return seeOther(address(request).item(subject));
  }

  /** Puts an item back and shows the list, or passes on it and goes to the next. */
  @PostMapping("/queue/put-back")
  ResponseEntity<?> putBack(HttpServletRequest request) {
    boolean skipped = "yes".equals(request.getParameter("skip"));
    // That it was not theirs any more is as good.
    boolean _ = desk.putBack(Who.of(request), QueuePages.subject(request), skipped);
    return skipped ? next(request) : seeOther(address(request).list());
  }

  /** Decides about an item and goes to the next. */
  @PostMapping("/queue/verdict")
  ResponseEntity<?> decide(
      HttpServletRequest request,
      @AuthenticationPrincipal @Nullable OperatorCaller caller,
      CsrfToken token) {
    VerdictSubject subject = QueuePages.subject(request);
    try {
      Decision decision = new Decision(VerdictForms.draft(request, FIELDS), settings.abuseTypes());
      Given given = desk.decide(Who.of(request), decision);
      return onward(request, address(request).saying(given.verdicts().getFirst().id()));
    } catch (IllegalArgumentException | RefusedVerdictsException e) {
      return refused(String.valueOf(e.getMessage()), address(request).item(subject), caller, token);
    }
  }

  /** The next item, or the list where none can be taken: the verdict is given and can be undone. */
  private ResponseEntity<?> onward(HttpServletRequest request, QueueAddress address) {
    try {
      return next(request, address);
    } catch (LogUnavailableException | AuditUnavailableException e) {
      LOG.warn("The item after a verdict could not be taken: {}", e.getMessage());
      return seeOther(address.list());
    }
  }

  /** Takes a verdict back, and goes back to its item, which is theirs again. */
  @PostMapping("/queue/undo")
  ResponseEntity<?> undo(
      HttpServletRequest request,
      @AuthenticationPrincipal @Nullable OperatorCaller caller,
      CsrfToken token) {
    String number = Optional.ofNullable(request.getParameter("id")).orElse("");
    Optional<QueueDesk.Undone> undone = desk.undo(Who.of(request), number);
    QueueAddress address = address(request);
    return undone.isPresent()
        ? seeOther(address.item(undone.get().verdict().subject()))
        : refused(
            "Verdict " + Shown.name(number) + " is not yours, or was taken back before.",
            address.list(),
            caller,
            token);
  }

  private ResponseEntity<?> refused(
      String why, String back, @Nullable OperatorCaller caller, CsrfToken token) {
    return frames.refused(TITLE, new Frames.Refusal(why, back), caller, token);
  }

  private static QueueAddress address(HttpServletRequest request) {
    return new QueueAddress(QueueQuery.of(request).asked());
  }

  private static ResponseEntity<?> seeOther(String page) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(page)).build();
  }
}
