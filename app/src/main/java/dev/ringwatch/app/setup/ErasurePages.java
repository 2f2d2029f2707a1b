package dev.ringwatch.app.setup;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.erasure.ErasureDesk;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.page.Notice;
import dev.ringwatch.app.page.Panels;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.erasure.Erasure;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * {@code /settings/erasures}: which accounts are to be forgotten, how far each is, and the form.
 */
@Controller
final class ErasurePages {

  /** The newest of them; the HTTP interface has all. */
  private static final int SHOWN = 200;

  private final ErasureDesk desk;
  private final Frames frames;
  private final Names names;
  private final Clock clock;

  ErasurePages(ErasureDesk desk, Frames frames, Names names, Clock clock) {
    this.desk = desk;
    this.frames = frames;
    this.names = names;
    this.clock = clock;
  }

  @GetMapping("/settings/erasures")
  ResponseEntity<String> show(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    return page(HttpStatus.OK, new Asker(caller, token, request), Notice.NOTHING);
  }

  /** Who asks, and how. */
  private record Asker(OperatorCaller caller, CsrfToken token, HttpServletRequest request) {}

  private ResponseEntity<String> page(HttpStatus status, Asker asker, Notice notice) {
    Who who = Who.of(asker.request);
    return Html.page(
        status,
        "setup/erasures",
        ErasureList.of(
            frames.frame("Erasures", asker.caller, asker.token),
            Panels.read("The list of erasures", () -> desk.look(who, Long.MAX_VALUE, SHOWN)),
            new ErasureList.Form(FormText.of(asker.request, "account"), notice),
            names::of,
            clock.instant()));
  }

  /** Wants an account erased, whose id has to be typed twice. */
  @PostMapping("/settings/erasures")
  ResponseEntity<String> erase(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    Asker asker = new Asker(caller, token, request);
    try {
      String account = ErasureDesk.account(FormText.of(request, "account"));
      if (!account.equals(FormText.of(request, "again"))) {
        throw new IllegalArgumentException("the two ids are not the same");
      }
      Erasure asked = Asked.of(() -> desk.erase(Who.of(request), account));
      return page(
          HttpStatus.OK,
          asker,
          Notice.done(
              Shown.name(account)
                  + " is being erased, as number "
                  + asked.id()
                  + "; this list says how far that is."));
    } catch (IllegalArgumentException e) {
      String sentence = "Nothing is erased: " + Shown.line(String.valueOf(e.getMessage())) + ".";
      return page(HttpStatus.UNPROCESSABLE_CONTENT, asker, Notice.refused(sentence));
    }
  }
}
