package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.incident.SilenceDesk;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.incident.KeptSilence;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** {@code /silences}: when people are not told, and the forms to ask for it and to end it. */
@Controller
final class SilencePages {

  private static final String LIST = "past silences";
  private static final int HELD_NAMED = 5;

  private final SilenceDesk desk;
  private final Frames frames;
  private final Names names;
  private final Clock clock;

  SilencePages(SilenceDesk desk, Frames frames, Names names, Clock clock) {
    this.desk = desk;
    this.frames = frames;
    this.names = names;
    this.clock = clock;
  }

  @GetMapping("/silences")
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of());
    long before =
        parameters.cursor().map(cursor -> Cursor.number(LIST, cursor)).orElse(Long.MAX_VALUE);
    int limit = parameters.limit();
    SilenceDesk.Overview all = desk.look(Who.of(request), before, limit, HELD_NAMED);
    List<KeptSilence> past = all.past();
    Optional<String> next =
        past.size() < limit
            ? Optional.empty()
            : Optional.of("/silences?cursor=" + Cursor.to(LIST).number(past.getLast().id()).done());
    return Html.page(
        "overview/silences",
        SilenceList.of(
            frames.frame("Silences", caller, token),
            all,
            new SilenceList.Shape(next, SilenceForm.EMPTY),
            names,
            clock.instant()));
  }

  /** Makes one, and shows it in the list; what there cannot be is said beside the form. */
  @PostMapping("/silences")
  ResponseEntity<?> add(
      @AuthenticationPrincipal @Nullable OperatorCaller caller,
      CsrfToken token,
      HttpServletRequest request) {
    Who who = Who.of(request);
    SilenceForm form = SilenceForm.of(request);
    try {
      return seeOther(desk.add(who, form.fields(clock.instant())));
    } catch (ResponseStatusException e) {
      String why = String.valueOf(e.getReason());
      return caller == null
          ? problem(e.getStatusCode(), why)
          : again(e.getStatusCode(), who, frames.frame("Silences", caller, token), form.with(why));
    }
  }

  private ResponseEntity<String> again(
      HttpStatusCode status, Who who, Frame frame, SilenceForm form) {
    SilenceDesk.Overview all = desk.look(who, Long.MAX_VALUE, Parameters.DEFAULT_LIMIT, HELD_NAMED);
    return Html.page(
        HttpStatus.valueOf(status.value()),
        "overview/silences",
        SilenceList.of(
            frame, all, new SilenceList.Shape(Optional.empty(), form), names, clock.instant()));
  }

  /** Ends one; that it is over already is no fault, and the list shows it. */
  @PostMapping("/silences/{id}/end")
  ResponseEntity<?> end(@PathVariable String id, HttpServletRequest request) {
    Optional<KeptSilence> found = desk.find(id);
    if (found.isEmpty()) {
      return problem(HttpStatus.NOT_FOUND, "there is no silence " + Shown.name(id));
    }
    return seeOther(desk.end(Who.of(request), found.get()).orElse(found.get()));
  }

  private static ResponseEntity<?> problem(HttpStatusCode status, String why) {
    return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, why)).build();
  }

  private static ResponseEntity<Void> seeOther(KeptSilence silence) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/silences#s" + silence.id()))
        .build();
  }
}
