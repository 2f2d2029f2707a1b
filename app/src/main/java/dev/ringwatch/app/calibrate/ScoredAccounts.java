package dev.ringwatch.app.calibrate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.calibrate.AccountDays;
import dev.ringwatch.event.AccountId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Reads the scores of accounts: CSV with {@code account_id} and {@code risk_score}, as {@code
 * analyze} writes it, and a {@code date} where the file holds several days. Other columns do not
 * matter.
 */
final class ScoredAccounts {

  private static final String ACCOUNT = "account_id";
  private static final String SCORE = "risk_score";
  private static final String DATE = "date";

  private final Path file;
  private final List<String> header;

  private ScoredAccounts(Path file, CsvRecord header) {
    this.file = file;
    this.header =
        header.getFields().stream()
            .map(name -> name.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
            .toList();
    if (!this.header.containsAll(List.of(ACCOUNT, SCORE))) {
      throw new CommandFailure(
          file
              + " needs the columns account_id and risk_score, but has "
              + String.join(", ", this.header));
    }
  }

  /**
   * Reads all rows.
   *
   * @param seed of the days that are drawn of accounts with several
   * @throws CommandFailure if a column is missing, a value is no score or no date, or there is no
   *     row
   */
  static AccountDays read(Path file, long seed) throws IOException {
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
      Iterator<CsvRecord> rows = csv.iterator();
      if (!rows.hasNext()) {
        throw new CommandFailure(
            file + " is empty; it needs the columns account_id and risk_score");
      }
      ScoredAccounts columns = new ScoredAccounts(file, rows.next());
      AccountDays days = new AccountDays(seed);
      rows.forEachRemaining(row -> columns.add(row, days));
      if (days.days().isEmpty()) {
        throw new CommandFailure(file + " holds no account");
      }
      return days;
    } catch (CsvParseException e) {
      throw new CommandFailure(file + " cannot be read as CSV: " + e.getMessage());
    }
  }

  private void add(CsvRecord row, AccountDays days) {
    if (row.getFieldCount() < header.size()) {
      throw failure(row, "it has fewer fields than the header");
    }
    String account = row.getField(header.indexOf(ACCOUNT));
    if (account.isEmpty()) {
      throw failure(row, "account_id is empty");
    }
    days.add(new AccountId(account), day(row), score(row));
  }

  private double score(CsvRecord row) {
    String text = row.getField(header.indexOf(SCORE)).strip();
    double score = number(text);
    if (!(score >= 0 && score <= 100)) {
      throw failure(row, "a risk_score is a number of 0 to 100, not \"" + text + "\"");
    }
    return score;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private long day(CsvRecord row) {
    int column = header.indexOf(DATE);
    if (column < 0) {
      return 0;
    }
    try {
      return LocalDate.parse(row.getField(column).strip()).toEpochDay();
    } catch (DateTimeParseException e) {
      throw failure(row, "a date is written as 2026-03-31, not \"" + row.getField(column) + "\"");
    }
  }

  private CommandFailure failure(CsvRecord row, String sentence) {
    return new CommandFailure(file + " line " + row.getStartingLineNumber() + ": " + sentence);
  }
}
