package dev.ringwatch.app.output;

import dev.ringwatch.app.parquet.TypedColumn;
import dev.ringwatch.pipeline.AccountFinal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes {@code accounts}: a row per account, the highest risk first. The points in the column
 * {@code reasons} sum to the column {@code risk_score}.
 */
public final class AccountsTable {

  /** The file's order: highest risk first, equal ones by account id. */
  public static final Comparator<AccountFinal> HIGHEST_RISK_FIRST =
      Comparator.comparingDouble((AccountFinal account) -> account.risk().score())
          .reversed()
          .thenComparing(AccountFinal::account);

  static final String NAME = "accounts";

  static final List<TypedColumn> COLUMNS =
      List.of(
          new TypedColumn("account_id", TypedColumn.Type.TEXT),
          new TypedColumn("risk_score", TypedColumn.Type.NUMBER),
          new TypedColumn("band", TypedColumn.Type.TEXT),
          new TypedColumn("anomaly_score", TypedColumn.Type.NUMBER),
          new TypedColumn("ring_id", TypedColumn.Type.TEXT),
          new TypedColumn("ring_score", TypedColumn.Type.NUMBER),
          new TypedColumn("events", TypedColumn.Type.COUNT),
          new TypedColumn("reasons", TypedColumn.Type.TEXT));

  private AccountsTable() {}

  /**
   * Writes all accounts, in any order given. O(n log n); does not close the table.
   *
   * @throws java.io.UncheckedIOException if the table fails
   */
  static void write(List<AccountFinal> accounts, AnswerTable out) {
    AccountFinal[] sorted = accounts.toArray(AccountFinal[]::new);
    Arrays.parallelSort(sorted, HIGHEST_RISK_FIRST);
    for (AccountFinal account : sorted) {
      out.text(account.account().value())
          .score(account.risk().score())
          .text(account.risk().band().label())
          .score(account.anomaly())
          .text(account.ringId())
          .score(account.ring())
          .count(account.events())
          .text(ReasonText.of(account.risk().reasons()))
          .endRow();
    }
  }
}
