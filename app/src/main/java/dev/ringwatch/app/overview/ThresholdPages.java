package dev.ringwatch.app.overview;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.page.Refused;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.threshold.CalibrationSettings;
import dev.ringwatch.app.threshold.ThresholdReader;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
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

/** {@code /calibration}: which thresholds hold, what is proposed, and what each rests on. */
@Controller
final class ThresholdPages {

  /** So many are shown in the list and on the line. */
  private static final int SHOWN = 100;

  private final ThresholdReader thresholds;
  private final CalibrationSettings settings;
  private final Frames frames;
  private final Names names;
  private final Audit audit;
  private final Clock clock;

  ThresholdPages(
      ThresholdReader thresholds,
      CalibrationSettings settings,
      Frames frames,
      Names names,
      Audit audit,
      Clock clock) {
    this.thresholds = thresholds;
    this.settings = settings;
    this.frames = frames;
    this.names = names;
    this.audit = audit;
    this.clock = clock;
  }

  @GetMapping("/calibration")
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    List<KeptThreshold> newest = thresholds.page(null, null, Long.MAX_VALUE, SHOWN);
    List<KeptThreshold> accounts =
        thresholds.page(IncidentKind.ACCOUNT, null, Long.MAX_VALUE, SHOWN);
    audit.record(Who.of(request), AuditAction.THRESHOLD_LIST, "", Audit.DONE, Map.of());
    ThresholdBoard.Facts facts =
        new ThresholdBoard.Facts(
            thresholds.holds(),
            thresholds.live(),
            newest,
            accounts,
            lastCalibration(accounts),
            clock.instant());
    return Html.page(
        "overview/calibration",
        ThresholdBoard.of(frames.frame("Calibration", caller, token), facts, settings, names::of));
  }

  /** With its report, which lists are without. */
  private Optional<KeptThreshold> lastCalibration(List<KeptThreshold> accounts) {
    return accounts.stream()
        .filter(kept -> kept.basis() != null)
        .findFirst()
        .flatMap(kept -> thresholds.find(Long.toString(kept.id())));
  }

  @GetMapping("/calibration/{id}")
  ResponseEntity<String> one(
      @PathVariable String id,
      @AuthenticationPrincipal OperatorCaller caller,
      CsrfToken token,
      HttpServletRequest request) {
    Optional<KeptThreshold> found = thresholds.find(id);
    audit.record(
        Who.of(request),
        AuditAction.THRESHOLD_LOOK,
        id,
        found.isPresent() ? Audit.DONE : Audit.NOT_FOUND,
        Map.of());
    Frame frame = frames.frame("Threshold", caller, token);
    return found
        .map(kept ->
            Html.page(
                "overview/threshold",
                OneThreshold.of(frame, kept, Who.of(request), names::of, clock.instant())))
        .orElseGet(() ->
            Html.page(
                HttpStatus.NOT_FOUND,
                "page/refused",
                new Refused(
                    frame, "There is no threshold " + Shown.name(id) + ".", "/calibration")));
  }
}
