package dev.ringwatch.app.account;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.verdict.Blindness;
import dev.ringwatch.postgres.results.AccountLists;
import dev.ringwatch.postgres.results.ListedAccount;
import dev.ringwatch.postgres.results.PastScore;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Accounts by risk, and the scores of one over time, as files. */
@Configuration(proxyBeanMethods = false)
class AccountTables {

  private static final String ID = "id";
  private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

  @Bean
  CsvTable<ListedAccount> accountsFile(AccountLists accounts, Blindness blindness) {
    return CsvTable.of(
        "accounts",
        AuditAction.ACCOUNT_LIST,
        List.of(
            CsvColumn.of("account_id", ListedAccount::accountId),
            CsvColumn.of("risk_score", ListedAccount::risk),
            CsvColumn.of("band", ListedAccount::band),
            CsvColumn.of("anomaly_score", ListedAccount::anomaly),
            CsvColumn.of("ring_score", ListedAccount::ring),
            CsvColumn.of("ring_id", ListedAccount::ringId),
            CsvColumn.of("events", ListedAccount::events),
            CsvColumn.of("first_event", ListedAccount::firstEvent),
            CsvColumn.of("last_event", ListedAccount::lastEvent),
            CsvColumn.of("tick", ListedAccount::scoredAt)),
        request -> {
          AccountQuery query = AccountQuery.of(request);
          Who who = Who.of(request);
          CsvSource<ListedAccount> all =
              CsvSource.paged((last, limit) ->
                  query.after(accounts, last == null ? null : last.position(), limit));
          return CsvRows.of(
              query.asked(),
              () -> all.next().map(accountsOf -> query.shown(accountsOf, blindness, who)));
        });
  }

  @Bean
  CsvTable<PastScore> pastScoresFile(AccountLists accounts) {
    return CsvTable.of(
        "account-scores",
        AuditAction.ACCOUNT_SCORES,
        List.of(
            CsvColumn.of("tick", PastScore::scoredAt),
            CsvColumn.of("risk_score", PastScore::risk),
            CsvColumn.of("anomaly_score", PastScore::anomaly),
            CsvColumn.of("ring_score", PastScore::ring),
            CsvColumn.of("model_id", PastScore::modelId),
            CsvColumn.of("reasons", PastScore::reasons)),
        request -> {
          String account =
              Parameters.of(request, List.of(ID)).needed(ID, "name an account, as id=ID");
          boolean isThere = account.indexOf(0) < 0 && accounts.find(account).isPresent();
          return CsvRows.of(
              account,
              isThere,
              CsvSource.paged((last, limit) ->
                  accounts.overTime(account, last == null ? END : last.scoredAt(), limit)));
        });
  }
}
