package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.hunt.HuntDesk;
import dev.ringwatch.app.hunt.HuntQuestion;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import dev.ringwatch.postgres.hunt.HuntAsk;
import dev.ringwatch.postgres.hunt.HuntBusyException;
import dev.ringwatch.postgres.hunt.HuntFailedException;
import dev.ringwatch.postgres.hunt.HuntTooLongException;
import dev.ringwatch.postgres.hunt.HuntsUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * {@code /hunts} and {@code /hunts/{name}}: which hunts there are, and one of them, with what it
 * finds. What is said to it stands in the address, and {@code run} if it is to run.
 */
@Controller
final class HuntPages {

  private static final String RUN = "run";

  private final HuntDesk desk;
  private final Frames frames;
  private final Clock clock;

  HuntPages(HuntDesk desk, Frames frames, Clock clock) {
    this.desk = desk;
    this.frames = frames;
    this.clock = clock;
  }

  @GetMapping("/hunts")
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    Frame frame = frames.frame("Hunts", caller, token);
    Map<String, String> time = said(request);
    time.keySet().retainAll(List.of(Hunt.SINCE, Hunt.UNTIL));
    return Html.page(
        "overview/hunts", HuntList.of(frame, desk.list(), time, desk.lastRuns(), clock.instant()));
  }

  @GetMapping("/hunts/{name}")
  ResponseEntity<String> hunt(
      @PathVariable String name,
      @AuthenticationPrincipal OperatorCaller caller,
      CsrfToken token,
      HttpServletRequest request)
      throws InterruptedException {
    Frame frame = frames.frame("Hunt", caller, token);
    Optional<Hunt> hunt = desk.find(name);
    if (hunt.isEmpty()) {
      return Html.page(HttpStatus.NOT_FOUND, "overview/no-hunt", OneHunt.Nobody.of(frame, name));
    }
    Map<String, String> said = said(request);
    boolean run = said.remove(RUN) != null;
    Outcome outcome = run ? run(hunt.get(), said, Who.of(request)) : Outcome.NOT_RUN;
    return Html.page(
        outcome.status,
        "overview/hunt",
        OneHunt.of(
            frame,
            hunt.get(),
            said,
            outcome.problem,
            outcome.answer,
            Optional.ofNullable(desk.lastRuns().get(name))
                .map(last -> HuntList.Row.words(last, clock.instant()))));
  }

  /** A field that is left empty says nothing. */
  private static Map<String, String> said(HttpServletRequest request) {
    Map<String, String> said = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach((name, values) -> {
          if (!values[0].isBlank()) {
            said.put(name, values[0].strip());
          }
        });
    return said;
  }

  /** What became of it. */
  private record Outcome(HttpStatus status, Optional<String> problem, Optional<HuntAnswer> answer) {

    static final Outcome NOT_RUN = new Outcome(HttpStatus.OK, Optional.empty(), Optional.empty());

    static Outcome of(HttpStatus status, RuntimeException problem) {
      return new Outcome(
          status, Optional.of(String.valueOf(problem.getMessage())), Optional.empty());
    }
  }

  private Outcome run(Hunt hunt, Map<String, String> said, Who who) throws InterruptedException {
    try {
      HuntAsk ask = HuntQuestion.ask(hunt, said, clock.instant());
      HuntAnswer answer = desk.run(who, hunt, ask);
      return new Outcome(HttpStatus.OK, Optional.empty(), Optional.of(answer));
    } catch (UnusableRequestException e) {
      return Outcome.of(HttpStatus.BAD_REQUEST, e);
    } catch (HuntBusyException e) {
      return Outcome.of(HttpStatus.TOO_MANY_REQUESTS, e);
    } catch (HuntTooLongException | HuntFailedException e) {
      return Outcome.of(HttpStatus.UNPROCESSABLE_CONTENT, e);
    } catch (HuntsUnavailableException e) {
      return Outcome.of(HttpStatus.SERVICE_UNAVAILABLE, e);
    }
  }
}
