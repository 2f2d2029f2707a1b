package dev.ringwatch.app.account;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.results.AccountFilter;
import dev.ringwatch.postgres.results.AccountLists;
import dev.ringwatch.postgres.results.AccountPosition;
import dev.ringwatch.postgres.results.ListedAccount;
import dev.ringwatch.risk.Band;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/accounts} without an id: accounts by their latest final scores. */
@RestController
final class AccountListController {

  private static final String LIST = "accounts";
  private static final String BAND = "band";
  private static final String LEAST = "min_score";
  private static final List<String> BANDS = Arrays.stream(Band.values()).map(Band::label).toList();

  private final AccountLists accounts;
  private final Audit audit;

  AccountListController(AccountLists accounts, Audit audit) {
    this.accounts = accounts;
    this.audit = audit;
  }

  /**
   * A page of accounts.
   *
   * @param accounts the riskiest first
   * @param next the cursor of the next page; null if there is none
   */
  record PageView(List<Listed> accounts, @Nullable String next) {}

  /** An account in a list. Names are a contract of the HTTP interface. */
  record Listed(
      String accountId,
      double riskScore,
      String band,
      double anomalyScore,
      double ringScore,
      @Nullable String ringId,
      long events,
      Instant firstEvent,
      Instant lastEvent,
      Instant tick) {

    static Listed of(ListedAccount account) {
      return new Listed(
          account.accountId(),
          account.risk(),
          account.band(),
          account.anomaly(),
          account.ring(),
          account.ringId(),
          account.events(),
          account.firstEvent(),
          account.lastEvent(),
          account.scoredAt());
    }
  }

  /** Accounts by risk. */
  @GetMapping(value = "/v1/accounts", params = "!id")
  PageView list(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of(BAND, LEAST));
    AccountFilter filter =
        new AccountFilter(
            parameters.text(BAND).map(AccountListController::band).orElse(null),
            parameters.score(LEAST).orElse(0));
    List<ListedAccount> page = page(filter, after(parameters), parameters.limit());
    record(request, parameters, page.size());
    boolean more = page.size() == parameters.limit();
    return new PageView(
        page.stream().map(Listed::of).toList(), more ? cursor(page.getLast().position()) : null);
  }

  private List<ListedAccount> page(
      AccountFilter filter, @Nullable AccountPosition after, int limit) {
    try {
      return accounts.byRisk(filter, after, limit);
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  private void record(HttpServletRequest request, Parameters parameters, int shown) {
    Map<String, String> details = new TreeMap<>(parameters.asked());
    parameters.cursor().ifPresent(_ -> details.put("page", "later"));
    details.put("accounts", Integer.toString(shown));
    audit.record(Who.of(request), AuditAction.ACCOUNT_LIST, "", Audit.DONE, details);
  }

  private static String band(String said) {
    if (!BANDS.contains(said)) {
      throw new UnusableRequestException(
          "band is one of " + String.join(", ", BANDS) + ", not " + said);
    }
    return said;
  }

  private static @Nullable AccountPosition after(Parameters parameters) {
    String cursor = parameters.cursor().orElse(null);
    if (cursor == null) {
      return null;
    }
    Cursor.Reader reader = Cursor.from(LIST, cursor);
    AccountPosition after = new AccountPosition(reader.score(), reader.text());
    reader.end();
    return after;
  }

  private static String cursor(AccountPosition last) {
    return Cursor.to(LIST).score(last.risk()).text(last.accountId()).done();
  }
}
