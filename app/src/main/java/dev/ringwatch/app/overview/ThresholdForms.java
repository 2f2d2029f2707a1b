package dev.ringwatch.app.overview;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.threshold.ThresholdDesk;
import dev.ringwatch.app.threshold.ThresholdReader;
import dev.ringwatch.app.verdict.VerdictReader;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code POST /calibration}: what the forms of these pages send, answered with a page again. */
@Controller
final class ThresholdForms {

  private static final int MOST_CHARACTERS = 1_000;
  private static final String LIST = "/calibration";

  private final ThresholdReader thresholds;
  private final ThresholdDesk desk;
  private final Frames frames;

  ThresholdForms(ThresholdReader thresholds, ThresholdDesk desk, Frames frames) {
    this.thresholds = thresholds;
    this.desk = desk;
    this.frames = frames;
  }

  /** That a form says something that cannot be. */
  private static final class UnusableFormException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private UnusableFormException(String sentence) {
      super(sentence);
    }
  }

  /** Calibrates now. */
  @PostMapping("/calibration")
  ResponseEntity<?> calibrate(
      HttpServletRequest request,
      @AuthenticationPrincipal @Nullable OperatorCaller caller,
      CsrfToken token) {
    return done(() -> desk.calibrate(Who.of(request)), LIST, caller, token);
  }

  /** Proposes what somebody chose. */
  @PostMapping("/thresholds")
  ResponseEntity<?> propose(
      HttpServletRequest request,
      @AuthenticationPrincipal @Nullable OperatorCaller caller,
      CsrfToken token) {
    return done(() -> propose(Who.of(request), request), LIST, caller, token);
  }

  private KeptThreshold propose(Who who, HttpServletRequest request) throws SQLException {
    boolean isRing = "ring".equals(request.getParameter("kind"));
    String said = Optional.ofNullable(request.getParameter("threshold")).orElse("").strip();
    double score = said.matches("[0-9]{1,3}([.,][0-9])?") ? number(said) : Double.NaN;
    if (!ThresholdDesk.canBe(score)) {
      throw new UnusableFormException(
          "A threshold is a number of 0 to 100, with one digit after the point at most.");
    }
    return desk.propose(
        who, isRing ? IncidentKind.RING : IncidentKind.ACCOUNT, score, reason(request));
  }

  private static double number(String said) {
    return Double.parseDouble(said.replace(',', '.'));
  }

  private static String reason(HttpServletRequest request) {
    String reason = Optional.ofNullable(request.getParameter("reason")).orElse("").strip();
    if (reason.isEmpty() || reason.length() > MOST_CHARACTERS || reason.indexOf(0) >= 0) {
      throw new UnusableFormException(
          "Say why, in at most " + MOST_CHARACTERS + " characters: whoever decides reads it.");
    }
    return reason;
  }

  /** Lets a proposal pass, or says no to it. */
  @PostMapping("/calibration/{id}")
  ResponseEntity<?> decide(
      @PathVariable String id,
      HttpServletRequest request,
      @AuthenticationPrincipal @Nullable OperatorCaller caller,
      CsrfToken token) {
    Who who = Who.of(request);
    Optional<KeptThreshold> found = thresholds.find(id);
    if (found.isEmpty()) {
      return frames.refused(
          "Calibration",
          new Frames.Refusal("There is no threshold " + Shown.name(id) + ".", LIST),
          caller,
          token);
    }
    return done(
        () -> {
          String reason = reason(request);
          return switch (String.valueOf(request.getParameter("decision"))) {
            case "approve" -> desk.approve(who, found.get(), reason);
            case "reject" -> desk.reject(who, found.get(), reason);
            default -> throw new UnusableFormException("Say whether it is to hold or not.");
          };
        },
        LIST + "/" + found.get().id(),
        caller,
        token);
  }

  private ResponseEntity<?> done(
      VerdictReader.Asked<KeptThreshold> what,
      String back,
      @Nullable OperatorCaller caller,
      CsrfToken token) {
    try {
      KeptThreshold kept = VerdictReader.asked(what);
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create(LIST + "/" + kept.id()))
          .build();
    } catch (ThresholdDesk.RefusedException | UnusableFormException e) {
      return frames.refused(
          "Calibration", new Frames.Refusal(String.valueOf(e.getMessage()), back), caller, token);
    }
  }
}
