package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.TimeRange;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.events.SearchBusyException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * {@code /search?q=}: looks for a text as everything that it may be, and goes there if there is
 * only one such thing.
 */
@Controller
final class SearchPage {

  private final EverythingSearch everything;
  private final NewestEvent newest;
  private final Frames frames;
  private final Audit audit;
  private final Clock clock;

  SearchPage(
      EverythingSearch everything, NewestEvent newest, Frames frames, Audit audit, Clock clock) {
    this.everything = everything;
    this.newest = newest;
    this.frames = frames;
    this.audit = audit;
    this.clock = clock;
  }

  @GetMapping(Search.PATH)
  ResponseEntity<String> show(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request)
      throws InterruptedException {
    Frame frame = frames.frame("Search", caller, token);
    String typed = Objects.requireNonNullElse(request.getParameter(Search.TEXT), "");
    if (typed.isBlank()) {
      return Html.page("overview/search", Search.empty(frame));
    }
    try {
      SearchText text = SearchText.of(typed);
      String range =
          Parameters.of(request, List.of(Search.TEXT, TimeRange.RANGE))
              .text(TimeRange.RANGE)
              .orElse(TimeRange.USUAL);
      return found(frame, text, TimeRange.of(range, newest.at()), Who.of(request));
    } catch (UnusableRequestException e) {
      return problem(frame, typed, HttpStatus.BAD_REQUEST, e);
    } catch (SearchBusyException e) {
      return problem(frame, typed, HttpStatus.TOO_MANY_REQUESTS, e);
    } catch (LogUnavailableException e) {
      return problem(frame, typed, HttpStatus.SERVICE_UNAVAILABLE, e);
    }
  }

  private static ResponseEntity<String> problem(
      Frame frame, String typed, HttpStatus status, RuntimeException why) {
    String shown = typed.length() > SearchText.LONGEST ? "" : typed;
    return Html.page(
        status, "overview/search", Search.problem(frame, shown, String.valueOf(why.getMessage())));
  }

  private ResponseEntity<String> found(Frame frame, SearchText text, TimeRange range, Who who)
      throws InterruptedException {
    Hits hits = everything.find(text, range, who);
    Map<String, String> details = new HashMap<>(range.said());
    details.put("found", Long.toString(hits.exact()));
    audit.record(
        who,
        AuditAction.EVERYTHING_SEARCH,
        text.text(),
        hits.exact() > 0 || hits.beginning().filter(all -> !all.isEmpty()).isPresent()
            ? Audit.DONE
            : Audit.NOT_FOUND,
        details);
    Optional<String> only = hits.only(range);
    if (only.isPresent()) {
      return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(only.get())).build();
    }
    return Html.page("overview/search", Search.of(frame, text, range, hits, clock.instant()));
  }
}
