package dev.ringwatch.app.control;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.page.Panels;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.SetAsideEntries;
import dev.ringwatch.postgres.SetAsideEntry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * {@code /operations/set-aside}: entries of the log that could not be processed. An error may name
 * an account, so that looks are recorded.
 */
@Controller
final class SetAsidePage {

  private static final String PATH = "/operations/set-aside";
  private static final String LIST = "set aside page";
  private static final Duration DAY = Duration.ofDays(1);

  private final ControlSources sources;
  private final Audit audit;
  private final Frames frames;
  private final Clock clock;

  SetAsidePage(ControlSources sources, Audit audit, Frames frames, Clock clock) {
    this.sources = sources;
    this.audit = audit;
    this.frames = frames;
    this.clock = clock;
  }

  /**
   * Entries as they are shown.
   *
   * @param frame what stands around them
   * @param counts how many there are, by kind
   * @param rows an entry each, from the log's end
   * @param next where the next page is
   */
  record View(
      Frame frame,
      Panel<List<SetAsideEntries.KindCount>> counts,
      Panel<List<Row>> rows,
      Optional<String> next) {}

  /**
   * An entry.
   *
   * @param seq its number in the log
   * @param kind an event, or the kind of control record
   * @param error what went wrong
   * @param at when it was set aside
   */
  record Row(long seq, String kind, String error, Moment at) {}

  @GetMapping(PATH)
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of());
    long before =
        parameters.cursor().map(cursor -> Cursor.number(LIST, cursor)).orElse(Long.MAX_VALUE);
    int limit = parameters.limit();
    Instant now = clock.instant();
    audit.record(Who.of(request), AuditAction.SET_ASIDE_LIST, "", Audit.DONE, parameters.asked());
    Panel<List<SetAsideEntry>> found =
        Panels.read("What was set aside", () -> sources.setAside().page(before, limit + 1));
    List<SetAsideEntry> all = found.content().orElse(List.of());
    List<SetAsideEntry> shown = all.subList(0, Math.min(limit, all.size()));
    return Html.page(
        "control/set-aside",
        new View(
            frames.frame("Set aside", caller, token),
            Panels.read(
                "The counts of what was set aside",
                () -> sources.setAside().countsSince(now.minus(DAY))),
            found.then(
                "What was set aside", _ -> shown.stream().map(one -> row(one, now)).toList()),
            all.size() > shown.size()
                ? Optional.of(
                    PATH + "?cursor=" + Cursor.to(LIST).number(shown.getLast().seq()).done())
                : Optional.empty()));
  }

  private static Row row(SetAsideEntry entry, Instant now) {
    return new Row(
        entry.seq(),
        Shown.name(entry.kind()),
        Shown.text(entry.error(), SetAsideEntries.MAX_ERROR_LENGTH),
        Moment.of(entry.at(), now));
  }
}
