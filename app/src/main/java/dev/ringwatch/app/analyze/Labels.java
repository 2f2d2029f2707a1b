package dev.ringwatch.app.analyze;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.event.AccountId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What people say about accounts: abusive or benign.
 *
 * @param abusive the label of every labelled account
 */
record Labels(Map<AccountId, Boolean> abusive) {

  private static final List<String> ACCOUNT_COLUMNS = List.of("account_id", "user_id");
  private static final String LABEL_COLUMN = "label";

  Labels {
    abusive = Map.copyOf(abusive);
  }

  /**
   * Reads {@code account_id,label} (or {@code user_id}); a label is 1, true, abusive, or 0, false,
   * benign; empty and unsure mean none.
   *
   * @throws CommandFailure if a column is missing, a label is something else, or an account has
   *     both
   */
  static Labels read(Path file) throws IOException {
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
    List<String> header = rows.next().getFields().stream().map(Labels::normal).toList();
    int account =
        ACCOUNT_COLUMNS.stream()
            .mapToInt(header::indexOf)
            .filter(i -> i >= 0)
            .findFirst()
            .orElse(-1);
    int label = header.indexOf(LABEL_COLUMN);
    if (account < 0 || label < 0) {
      throw new CommandFailure(
          file + " needs the columns account_id and label, but has " + String.join(", ", header));
    }
    Map<AccountId, Boolean> abusive = new HashMap<>();
    while (rows.hasNext()) {
      CsvRecord row = rows.next();
      Optional<Boolean> said = label(file, row, label);
      boolean named = row.getFieldCount() > account && !row.getField(account).isBlank();
      if (said.isPresent() && named) {
        put(file, row, abusive, new AccountId(row.getField(account)), said.get());
      }
    }
    return new Labels(abusive);
  }

  private static void put(
      Path file, CsvRecord row, Map<AccountId, Boolean> abusive, AccountId account, boolean said) {
    Boolean before = abusive.put(account, said);
    if (before != null && before != said) {
      throw new CommandFailure(
          file
              + " line "
              + row.getStartingLineNumber()
              + ": account "
              + account
              + " is labelled both abusive and benign; keep one");
    }
  }

  private static Optional<Boolean> label(Path file, CsvRecord row, int column) {
    String text = row.getFieldCount() > column ? normal(row.getField(column)) : "";
    return switch (text) {
      case "1", "true", "abusive" -> Optional.of(true);
      case "0", "false", "benign" -> Optional.of(false);
      case "", "unsure" -> Optional.empty();
      default ->
          throw new CommandFailure(
              file
                  + " line "
                  + row.getStartingLineNumber()
                  + ": a label is 1 or 0 (or abusive, benign, unsure), not \""
                  + text
                  + "\"");
    };
  }

  private static String normal(String text) {
    String trimmed = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return trimmed.strip().toLowerCase(Locale.ROOT);
  }
}
