package dev.ringwatch.app.hunt;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.hunt.HuntFindings.Run;
import dev.ringwatch.postgres.hunt.KeptFindings.KeptFinding;
import dev.ringwatch.postgres.hunt.KeptFindings.Place;
import dev.ringwatch.postgres.hunt.KeptFindings.Wanted;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /v1/hunts/{name}/findings}: how a hunt's last run on the schedule went, and whom it
 * found.
 */
@RestController
final class FindingsController {

  private static final String LIST = "hunt-findings";
  private static final String ACCOUNT = "account_id";
  private static final String SINCE = "since";

  private final HuntDesk desk;
  private final Clock clock;

  FindingsController(HuntDesk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  /**
   * A run on the schedule. Names are a contract.
   *
   * @param succeededAt when the hunt could be run last; null if it never could
   * @param scored of how many of the accounts it moves the scores
   * @param problem why it could not be run; null if it could
   */
  record RunView(
      Instant at,
      @Nullable Instant succeededAt,
      int rows,
      int accounts,
      int scored,
      @Nullable String problem) {

    static RunView of(Run run) {
      return new RunView(
          run.at(),
          run.succeededAt(),
          run.rows(),
          run.accounts().found(),
          run.accounts().scored(),
          run.problem());
    }
  }

  /** An account that was found. Names are a contract. */
  record FindingView(
      String accountId, Instant firstFoundAt, Instant lastFoundAt, @JsonRawValue String found) {

    static FindingView of(KeptFinding finding) {
      return new FindingView(
          finding.account(), finding.firstAt(), finding.lastAt(), finding.found());
    }
  }

  /**
   * A page of findings.
   *
   * @param lastRun null if the hunt never ran on a schedule
   * @param findings what was found last comes first
   * @param next the cursor of the next page; null if there is none
   */
  record PageView(
      String hunt, @Nullable RunView lastRun, List<FindingView> findings, @Nullable String next) {}

  /** What a hunt found on the schedule; also of one whose file is gone, while it is kept. */
  @GetMapping("/v1/hunts/{name}/findings")
  ResponseEntity<?> page(@PathVariable String name, HttpServletRequest request) {
    Optional<Run> run = Optional.ofNullable(desk.lastRuns().get(name));
    if (run.isEmpty() && desk.find(name).isEmpty()) {
      return HuntController.notFound(name);
    }
    Parameters parameters = Parameters.of(request, List.of(ACCOUNT, SINCE));
    Instant since =
        parameters
            .text(SINCE)
            .map(text -> HuntQuestion.time(SINCE, text, clock.instant(), clock.instant()))
            .orElse(Instant.EPOCH);
    Wanted wanted =
        new Wanted(name, parameters.text(ACCOUNT).map(FindingsController::keepable), since);
    Optional<Place> after = parameters.cursor().map(FindingsController::place);
    int limit = parameters.limit();
    List<KeptFinding> found =
        desk.findings(Who.of(request), wanted, after, limit + 1, parameters.asked());
    boolean more = found.size() > limit;
    List<KeptFinding> shown = more ? found.subList(0, limit) : found;
    return ResponseEntity.ok(
        new PageView(
            name,
            run.map(RunView::of).orElse(null),
            shown.stream().map(FindingView::of).toList(),
            more ? cursor(shown.getLast()) : null));
  }

  private static String keepable(String account) {
    if (account.indexOf(0) >= 0) {
      throw new UnusableRequestException(ACCOUNT + " holds a NUL, which none does");
    }
    return account;
  }

  private static String cursor(KeptFinding last) {
    return Cursor.to(LIST).time(last.lastAt()).text(last.account()).done();
  }

  private static Place place(String cursor) {
    Cursor.Reader reader = Cursor.from(LIST, cursor);
    Place place = new Place(reader.time(), keepable(reader.text()));
    reader.end();
    return place;
  }
}
