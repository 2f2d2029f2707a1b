package dev.ringwatch.app.account;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.verdict.Blindness;
import dev.ringwatch.postgres.results.AccountLists;
import dev.ringwatch.postgres.results.ListedAccount;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/accounts} without an id: accounts by their latest final scores. */
@RestController
final class AccountListController {

  private final AccountLists accounts;
  private final Blindness blindness;
  private final Audit audit;

  AccountListController(AccountLists accounts, Blindness blindness, Audit audit) {
    this.accounts = accounts;
    this.blindness = blindness;
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
    AccountQuery.Page page =
        AccountQuery.of(request).look(accounts, blindness, audit, Who.of(request));
    return new PageView(page.accounts().stream().map(Listed::of).toList(), page.next());
  }
}
