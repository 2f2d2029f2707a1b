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
import java.util.Locale;
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

  /**
   * Whether they say how likely accounts were to be looked at.
   *
   * @throws CommandFailure if only some of them do: the others cannot be weighed against these
   */
  public boolean areWeighted() {
    long said =
        byAccount.values().stream()
            .filter(label -> label.inclusionProbability().isPresent())
            .count();
    if (said > 0 && said < byAccount.size()) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "%,d of %,d labels have an inclusion_probability; give it for all of them or for none",
              said,
              byAccount.size()));
    }
    return said > 0;
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
   *     contradict one another. Of rows that differ in their time or groups alone the newest holds
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
    Label before = labels.get(account);
    if (before == null || before.saysTheSameAs(label)) {
      labels.put(account, before != null && before.isNewerThan(label) ? before : label);
      return;
    }
    throw new CommandFailure(
        before.abusive() == label.abusive()
            ? place
                + ": account "
                + account
                + " has two rows of different origin, inclusion_probability or abuse_type; keep one"
            : place + ": account " + account + " is labelled both abusive and benign; keep one");
  }
}
