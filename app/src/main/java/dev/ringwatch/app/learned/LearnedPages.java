package dev.ringwatch.app.learned;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.detection.NotLiveException;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.learned.KeptBlend;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /models/learned}: what verdicts taught, and the forms of that page. */
@Controller
final class LearnedPages {

  private static final String TITLE = "Model";
  private static final int SHOWN = 100;
  private static final int MOST_REASON = 1_000;

  private final BlendReader reader;
  private final BlendDesk desk;
  private final Frames frames;
  private final Names names;
  private final Clock clock;

  LearnedPages(BlendReader reader, BlendDesk desk, Frames frames, Names names, Clock clock) {
    this.reader = reader;
    this.desk = desk;
    this.frames = frames;
    this.names = names;
    this.clock = clock;
  }

  /** That a form says something that cannot be. */
  private static final class UnusableFormException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private UnusableFormException(String sentence) {
      super(sentence);
    }
  }

  @GetMapping(LearnedPage.PATH)
  ResponseEntity<String> page(
      HttpServletRequest request, @AuthenticationPrincipal OperatorCaller caller, CsrfToken token) {
    return Html.page(
        "learned/learned",
        LearnedPage.of(
            new LearnedPage.Looking(
                frames.frame(TITLE, caller, token),
                Who.of(request).actor().toString(),
                names::of,
                clock.instant()),
            reader.inForce(),
            reader.page(Long.MAX_VALUE, SHOWN)));
  }

  /** Learns now. */
  @PostMapping(LearnedPage.PATH)
  ResponseEntity<?> learn(
      HttpServletRequest request,
      @AuthenticationPrincipal @Nullable OperatorCaller caller,
      CsrfToken token) {
    return done(() -> desk.learn(Who.of(request)), caller, token);
  }

  /** Lets what was learned hold, says no to it, or gives it up. */
  @PostMapping(LearnedPage.PATH + "/{id}")
  ResponseEntity<?> decide(
      @PathVariable String id,
      HttpServletRequest request,
      @AuthenticationPrincipal @Nullable OperatorCaller caller,
      CsrfToken token) {
    Optional<KeptBlend> found = reader.find(id);
    Who who = Who.of(request);
    return done(
        () -> {
          KeptBlend one =
              found.orElseThrow(() ->
                  new UnusableFormException(
                      "Nothing was learned under number " + Shown.name(id) + "."));
          String reason = reason(request);
          return switch (String.valueOf(request.getParameter("decision"))) {
            case LearnedPage.APPROVE -> desk.approve(who, one, reason);
            case LearnedPage.REJECT -> desk.reject(who, one, reason);
            case LearnedPage.GIVE_UP -> desk.giveUp(who, one, reason);
            default -> throw new UnusableFormException("Say whether it is to hold or not.");
          };
        },
        caller,
        token);
  }

  private static String reason(HttpServletRequest request) {
    String reason = Optional.ofNullable(request.getParameter("reason")).orElse("").strip();
    if (reason.isEmpty() || reason.length() > MOST_REASON || reason.indexOf(0) >= 0) {
      throw new UnusableFormException(
          "Say why, in at most " + MOST_REASON + " characters: others will ask.");
    }
    return reason;
  }

  private ResponseEntity<?> done(
      BlendReader.Asked<KeptBlend> what, @Nullable OperatorCaller caller, CsrfToken token) {
    try {
      KeptBlend _ = BlendReader.asked(what);
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create(LearnedPage.PATH))
          .build();
    } catch (BlendDesk.RefusedException | UnusableFormException | NotLiveException e) {
      return frames.refused(
          TITLE, new Frames.Refusal(sentence(e), LearnedPage.PATH), caller, token);
    }
  }

  /** As people write it. */
  private static String sentence(RuntimeException refused) {
    String words = String.valueOf(refused.getMessage());
    String begun = Character.toUpperCase(words.charAt(0)) + words.substring(1);
    return begun.endsWith(".") ? begun : begun + ".";
  }
}
