package dev.ringwatch.app.label;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.event.AccountId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What people say about accounts: abusive or benign.
 *
 * @param byAccount the label of every labelled account, in the order of the file
 */
public record Labels(Map<AccountId, Label> byAccount) {

  /** Copies the labels. */
  public Labels {
    byAccount = Collections.unmodifiableMap(new LinkedHashMap<>(byAccount));
  }

  /** The label of an account; empty if it has none. */
  public Optional<Label> of(AccountId account) {
    return Optional.ofNullable(byAccount.get(account));
  }

  /**
   * Reads CSV with the columns {@code account_id} (or {@code user_id}) and {@code label}, and,
   * where they are there, {@code origin}, {@code inclusion_probability}, {@code abuse_type}, {@code
   * decided_at}, {@code country}, {@code client} and {@code account_age_days}. A label is 1, true,
   * abusive, or 0, false, benign; empty and unsure mean none.
   *
   * @throws CommandFailure if a column is missing, a value is something else, or rows of an account
   *     contradict one another
   */
  public static Labels read(Path file) throws IOException {
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
      return read(file, csv.iterator());
    } catch (CsvParseException e) {
      throw new CommandFailure(file + " cannot be read as CSV: " + e.getMessage());
    }
  }

  private static Labels read(Path file, Iterator<CsvRecord> rows) {
    if (!rows.hasNext()) {
      throw new CommandFailure(file + " is empty; it needs the columns account_id and label");
    }
    LabelRow columns = LabelRow.of(file, rows.next());
    Map<AccountId, Label> labels = new LinkedHashMap<>();
    while (rows.hasNext()) {
      CsvRecord row = rows.next();
      Optional<AccountId> account = columns.account(row);
      Optional<Label> label = columns.label(row);
      if (account.isPresent() && label.isPresent()) {
        put(file + " line " + row.getStartingLineNumber(), labels, account.get(), label.get());
      }
    }
    return new Labels(labels);
  }

  private static void put(
      String place, Map<AccountId, Label> labels, AccountId account, Label label) {
    Label before = labels.put(account, label);
    if (before == null || before.equals(label)) {
      return;
    }
    throw new CommandFailure(
        before.abusive() == label.abusive()
            ? place
                + ": account "
                + account
                + " has two rows that differ in more than the label; keep one"
            : place + ": account " + account + " is labelled both abusive and benign; keep one");
  }
}
