package dev.ringwatch.app.event;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.events.EventField;
import dev.ringwatch.postgres.events.EventFilter;
import dev.ringwatch.postgres.events.EventPage;
import dev.ringwatch.postgres.events.StoredEvents;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/events} and {@code GET /v1/accounts/{id}/events}. */
@RestController
final class StoredEventsController {

  private static final String ID = "id";

  private final StoredEvents events;
  private final Audit audit;
  private final Clock clock;

  StoredEventsController(StoredEvents events, Audit audit, Clock clock) {
    this.events = events;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A page of events.
   *
   * @param events the newest first
   * @param next the cursor of the next page; null if there is none
   */
  record PageView(List<EventView> events, @Nullable String next) {}

  /** Events by what they have in common. */
  @GetMapping("/v1/events")
  PageView search(HttpServletRequest request) throws InterruptedException {
    Parameters parameters = Parameters.of(request, EventParameters.OF_SEARCH);
    return answer(request, parameters, EventParameters.filter(parameters, clock.instant()));
  }

  /** What an account did. */
  @GetMapping("/v1/accounts/{id}/events")
  PageView byPath(@PathVariable String id, HttpServletRequest request) throws InterruptedException {
    return account(id, Parameters.of(request, EventParameters.OF_ACCOUNT), request);
  }

  /** The same for ids that do not fit into a path, such as one with a slash. */
  @GetMapping(value = "/v1/accounts/events", params = ID)
  PageView byQuery(HttpServletRequest request) throws InterruptedException {
    List<String> names = Stream.concat(Stream.of(ID), EventParameters.OF_ACCOUNT.stream()).toList();
    Parameters parameters = Parameters.of(request, names);
    return account(parameters.text(ID).orElse(""), parameters, request);
  }

  private PageView account(String id, Parameters parameters, HttpServletRequest request)
      throws InterruptedException {
    if (id.isEmpty()) {
      throw new UnusableRequestException("id is empty; name an account");
    }
    EventFilter filter = EventParameters.filter(parameters, clock.instant());
    String account = EventParameters.kept(ID, id);
    return answer(request, parameters, filter.with(EventField.ACCOUNT_ID, account));
  }

  private PageView answer(HttpServletRequest request, Parameters parameters, EventFilter filter)
      throws InterruptedException {
    int limit = parameters.limit();
    EventPage page;
    try {
      page = events.page(filter, EventParameters.after(parameters), limit);
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
    record(request, parameters, filter, page);
    return new PageView(
        page.events().stream().map(EventView::of).toList(),
        page.next().map(EventParameters::cursor).orElse(null));
  }

  /**
   * What is shown is recorded before it is shown; of an account, whichever way it was asked for.
   */
  private void record(
      HttpServletRequest request, Parameters parameters, EventFilter filter, EventPage page) {
    Map<String, String> details = new TreeMap<>(parameters.asked());
    details.remove(ID);
    String account = filter.values().get(EventField.ACCOUNT_ID);
    if (account != null) {
      details.remove(EventField.ACCOUNT_ID.label());
    }
    parameters.cursor().ifPresent(_ -> details.put("page", "later"));
    details.put("events", Integer.toString(page.events().size()));
    audit.record(
        Who.of(request),
        account == null ? AuditAction.EVENT_SEARCH : AuditAction.ACCOUNT_EVENTS,
        account == null ? "" : account,
        Audit.DONE,
        details);
  }
}
