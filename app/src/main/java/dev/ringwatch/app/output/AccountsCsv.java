package dev.ringwatch.app.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.pipeline.AccountFinal;
import java.io.Writer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes {@code accounts.csv}: a row per account, the highest risk first. The points in the column
 * {@code reasons} sum to the column {@code risk_score}.
 */
public final class AccountsCsv {

  /** The file's order: highest risk first, equal ones by account id. */
  public static final Comparator<AccountFinal> HIGHEST_RISK_FIRST =
      Comparator.comparingDouble((AccountFinal account) -> account.risk().score())
          .reversed()
          .thenComparing(AccountFinal::account);

  private AccountsCsv() {}

  /**
   * Writes all accounts, in any order given. O(n log n); does not close the writer.
   *
   * @throws java.io.UncheckedIOException if the writer fails
   */
  public static void write(List<AccountFinal> accounts, Writer out) {
    CsvWriter csv =
        CsvTable.begin(
            out, "account_id,risk_score,band,anomaly_score,ring_id,ring_score,events,reasons");
    StringBuilder reasons = new StringBuilder();
    AccountFinal[] sorted = accounts.toArray(AccountFinal[]::new);
    Arrays.parallelSort(sorted, HIGHEST_RISK_FIRST);
    for (AccountFinal account : sorted) {
      reasons.setLength(0);
      account.risk().reasons().forEach(reason -> append(reasons, reason));
      csv.writeRecord(
          account.account().value(),
          Figures.score(account.risk().score()),
          account.risk().band().label(),
          Figures.score(account.anomaly()),
          account.ringId(),
          Figures.score(account.ring()),
          Long.toString(account.events()),
          reasons.toString());
    }
    CsvTable.end(csv);
  }

  private static void append(StringBuilder into, Reason reason) {
    if (!into.isEmpty()) {
      into.append(';');
    }
    into.append(reason.name()).append(':');
    if (reason.points() >= 0) {
      into.append('+');
    }
    Figures.appendScore(into, reason.points());
  }
}
