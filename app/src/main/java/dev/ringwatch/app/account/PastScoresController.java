package dev.ringwatch.app.account;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.results.AccountLists;
import dev.ringwatch.postgres.results.PastScore;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /v1/accounts/{id}/scores}: how an account came to its score. */
@RestController
final class PastScoresController {

  private static final String LIST = "scores";
  private static final String ID = "id";
  private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final AccountLists accounts;
  private final Audit audit;

  PastScoresController(AccountLists accounts, Audit audit) {
    this.accounts = accounts;
    this.audit = audit;
  }

  /**
   * A page of scores.
   *
   * @param scores the newest first
   * @param next the cursor of the next page; null if there is none
   */
  record PageView(List<ScoreView> scores, @Nullable String next) {}

  /** A final score of a closed minute. Names are a contract of the HTTP interface. */
  record ScoreView(
      Instant tick,
      double riskScore,
      double anomalyScore,
      double ringScore,
      @Nullable String modelId,
      JsonNode reasons) {

    static ScoreView of(PastScore score) {
      return new ScoreView(
          score.scoredAt(),
          score.risk(),
          score.anomaly(),
          score.ring(),
          score.modelId(),
          JSON.readTree(score.reasons()));
    }
  }

  /** The scores of an account over time. */
  @GetMapping("/v1/accounts/{id}/scores")
  PageView byPath(@PathVariable String id, HttpServletRequest request) {
    return scores(id, Parameters.of(request, List.of()), request);
  }

  /** The same for ids that do not fit into a path, such as one with a slash. */
  @GetMapping(value = "/v1/accounts/scores", params = ID)
  PageView byQuery(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of(ID));
    return scores(parameters.text(ID).orElse(""), parameters, request);
  }

  private PageView scores(String id, Parameters parameters, HttpServletRequest request) {
    if (id.isEmpty() || id.indexOf(0) >= 0) {
      throw new UnusableRequestException("id is empty or holds a NUL; name an account");
    }
    int limit = parameters.limit();
    Instant before = parameters.cursor().map(PastScoresController::time).orElse(END);
    List<PastScore> page;
    try {
      page = accounts.overTime(id, before, limit);
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
    Map<String, String> details = Map.of("scores", Integer.toString(page.size()));
    audit.record(Who.of(request), AuditAction.ACCOUNT_SCORES, id, Audit.DONE, details);
    boolean more = page.size() == limit;
    return new PageView(
        page.stream().map(ScoreView::of).toList(),
        more ? Cursor.to(LIST).time(page.getLast().scoredAt()).done() : null);
  }

  private static Instant time(String cursor) {
    Cursor.Reader reader = Cursor.from(LIST, cursor);
    Instant time = reader.time();
    reader.end();
    return time;
  }
}
