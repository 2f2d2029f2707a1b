package dev.ringwatch.app.summary;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.app.report.Shown;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /}: how the whole stands. */
@Controller
final class SummaryPage {

  private final SummaryFacts.Reader facts;
  private final Frames frames;

  SummaryPage(SummaryFacts.Reader facts, Frames frames) {
    this.facts = facts;
    this.frames = frames;
  }

  @GetMapping("/")
  ResponseEntity<String> show(
      @AuthenticationPrincipal OperatorCaller caller,
      CsrfToken token,
      @RequestParam(name = Period.RANGE, defaultValue = "24h") String range) {
    Frame frame = frames.frame("Overview", caller, token);
    try {
      return Html.page("summary/summary", Summary.of(frame, facts.read(Period.of(range)), ""));
    } catch (UnusableRequestException e) {
      String problem = Shown.line(String.valueOf(e.getMessage())) + ".";
      return Html.page(
          HttpStatus.BAD_REQUEST,
          "summary/summary",
          Summary.of(frame, facts.read(Period.DAY), problem));
    }
  }
}
