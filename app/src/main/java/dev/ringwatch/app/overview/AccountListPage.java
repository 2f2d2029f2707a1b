package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.account.AccountQuery;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.app.verdict.Blindness;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.results.AccountLists;
import dev.ringwatch.postgres.results.AccountPages;
import dev.ringwatch.postgres.results.ListedAccount;
import dev.ringwatch.postgres.results.StoredReason;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /accounts} without an id: all accounts that have a score, the riskiest first. */
@Controller
final class AccountListPage {

  private final AccountLists accounts;
  private final AccountPages pages;
  private final Blindness blindness;
  private final Frames frames;
  private final Audit audit;
  private final Clock clock;

  AccountListPage(
      AccountLists accounts,
      AccountPages pages,
      Blindness blindness,
      Frames frames,
      Audit audit,
      Clock clock) {
    this.accounts = accounts;
    this.blindness = blindness;
    this.pages = pages;
    this.frames = frames;
    this.audit = audit;
    this.clock = clock;
  }

  @GetMapping(value = AccountTable.PATH, params = "!id")
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    Frame frame = frames.frame("Accounts", caller, token);
    try {
      AccountQuery query = AccountQuery.of(request);
      AccountQuery.Page page = query.look(accounts, blindness, audit, Who.of(request));
      Map<String, List<StoredReason>> reasons =
          pages.reasons(page.accounts().stream().map(ListedAccount::accountId).toList());
      return Html.page(
          "overview/accounts", AccountTable.of(frame, query, page, reasons, clock.instant()));
    } catch (UnusableRequestException e) {
      return Html.page(
          HttpStatus.BAD_REQUEST,
          "overview/accounts",
          AccountTable.problem(frame, String.valueOf(e.getMessage())));
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }
}
