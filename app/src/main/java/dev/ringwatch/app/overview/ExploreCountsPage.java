package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.events.EventField;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * {@code /explore/counts}: what a page of events comes without, so that it comes soon: how many
 * events there are, and the accounts behind keys. The page asks for it by itself; without scripts a
 * link leads here.
 */
@Controller
final class ExploreCountsPage {

  private final ExploreCounts counts;
  private final NewestEvent newest;
  private final Frames frames;
  private final Audit audit;
  private final Clock clock;

  ExploreCountsPage(
      PageSources sources, NewestEvent newest, Frames frames, Audit audit, Clock clock) {
    this.counts = new ExploreCounts(sources.events());
    this.newest = newest;
    this.frames = frames;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What was counted.
   *
   * @param frame what stands around it
   * @param events the events that it is about
   * @param around what was counted
   */
  record Counted(Frame frame, String events, ExploreAround around) {}

  @GetMapping(ExploreQuery.COUNTS_PATH)
  ResponseEntity<String> show(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request)
      throws InterruptedException {
    Parameters parameters = ExploreQuery.ofCounts(request);
    ExploreQuery query = ExploreQuery.of(parameters, clock.instant(), newest.at());
    ExploreAround.Asked asked = ExploreAround.Asked.of(parameters);
    record(Who.of(request), query, asked);
    try {
      ExploreAround around = counts.of(query, asked, clock.instant());
      Frame frame = frames.frame("Explore", caller, token);
      return Html.page("overview/explore-counts", new Counted(frame, query.with("", ""), around));
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  private void record(Who who, ExploreQuery query, ExploreAround.Asked asked) {
    Map<String, String> details = new TreeMap<>(query.said());
    String account = query.value(EventField.ACCOUNT_ID).orElse("");
    details.remove(EventField.ACCOUNT_ID.label());
    details.put(
        "counted",
        asked.keys().stream()
            .map(key -> key.field().label() + "=" + key.value())
            .collect(Collectors.joining(" ")));
    audit.record(
        who,
        account.isEmpty() ? AuditAction.EVENT_SEARCH : AuditAction.ACCOUNT_EVENTS,
        account,
        Audit.DONE,
        details);
  }
}
