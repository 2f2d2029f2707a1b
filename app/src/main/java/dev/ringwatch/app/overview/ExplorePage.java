package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.event.EventParameters;
import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.TimeRange;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.events.EventField;
import dev.ringwatch.postgres.events.EventPage;
import dev.ringwatch.postgres.events.SearchBusyException;
import dev.ringwatch.postgres.events.SearchTooWideException;
import dev.ringwatch.postgres.events.StoredEvents;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * {@code /explore}: stored events by what they have in common, page by page; every value leads to
 * its events.
 */
@Controller
final class ExplorePage {

  private final StoredEvents events;
  private final NewestEvent newest;
  private final Frames frames;
  private final Audit audit;
  private final Clock clock;

  ExplorePage(PageSources sources, NewestEvent newest, Frames frames, Audit audit, Clock clock) {
    this.events = sources.events();
    this.newest = newest;
    this.frames = frames;
    this.audit = audit;
    this.clock = clock;
  }

  @GetMapping(ExploreQuery.PATH)
  ResponseEntity<String> show(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request)
      throws InterruptedException {
    Optional<String> plainer = ExploreQuery.plainer(request);
    if (plainer.isPresent()) {
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create(plainer.get()))
          .build();
    }
    Frame frame = frames.frame("Explore", caller, token);
    try {
      ExploreQuery query = ExploreQuery.of(request, clock.instant(), newest.at());
      return Html.page("overview/explore", found(frame, query, Who.of(request)));
    } catch (UnusableRequestException e) {
      return problem(frame, request, HttpStatus.BAD_REQUEST, e);
    } catch (SearchTooWideException e) {
      return problem(frame, request, HttpStatus.UNPROCESSABLE_CONTENT, e);
    } catch (SearchBusyException e) {
      return problem(frame, request, HttpStatus.TOO_MANY_REQUESTS, e);
    } catch (LogUnavailableException e) {
      return problem(frame, request, HttpStatus.SERVICE_UNAVAILABLE, e);
    }
  }

  private static ResponseEntity<String> problem(
      Frame frame, HttpServletRequest request, HttpStatus status, RuntimeException why) {
    Map<String, String> said = new LinkedHashMap<>();
    request.getParameterMap().forEach((name, values) -> said.put(name, values[0]));
    String sentence = "Nothing was looked for: " + why.getMessage() + ".";
    return Html.page(
        status,
        "overview/explore",
        Explore.of(frame, said, List.of(), Optional.of(sentence), Optional.empty()));
  }

  private Explore found(Frame frame, ExploreQuery query, Who who) throws InterruptedException {
    try {
      EventPage page =
          events.page(query.filter(), EventParameters.after(query.cursor()), query.limit());
      record(who, query, page);
      Instant now = clock.instant();
      Explore.Found found =
          new Explore.Found(
              ExploreAround.of(query, page, now),
              ExploreTable.of(page.events(), query, now),
              ways(query, page));
      return Explore.of(frame, query.said(), ranges(query), Optional.empty(), Optional.of(found));
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  private static Explore.Ways ways(ExploreQuery query, EventPage page) {
    boolean cut = page.next().isPresent() && page.events().size() < query.limit();
    return new Explore.Ways(
        query.newer(),
        page.next().map(EventParameters::cursor).map(query::older),
        cut,
        query.file(),
        HuntTime.address("/hunts", query.range()));
  }

  private static List<Choice> ranges(ExploreQuery query) {
    return TimeRange.names().stream()
        .map(name -> new Choice(name, query.in(name), name.equals(query.range().name())))
        .toList();
  }

  /** What is shown is recorded before it is shown, as the HTTP interface does. */
  private void record(Who who, ExploreQuery query, EventPage page) {
    Map<String, String> details = new TreeMap<>(query.said());
    String account = query.value(EventField.ACCOUNT_ID).orElse("");
    details.remove(EventField.ACCOUNT_ID.label());
    if (query.cursor() != null) {
      details.put("page", "later");
    }
    details.put("events", Integer.toString(page.events().size()));
    audit.record(
        who,
        account.isEmpty() ? AuditAction.EVENT_SEARCH : AuditAction.ACCOUNT_EVENTS,
        account,
        Audit.DONE,
        details);
  }
}
