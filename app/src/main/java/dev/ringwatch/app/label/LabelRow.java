package dev.ringwatch.app.label;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.calibrate.AgeBand;
import dev.ringwatch.calibrate.GroupKind;
import dev.ringwatch.event.AccountId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a row of labels is read.
 *
 * @param file whose
 * @param header its columns, in lower case
 */
record LabelRow(Path file, List<String> header) {

  private static final List<String> ACCOUNT_COLUMNS = List.of("account_id", "user_id");
  private static final String LABEL_COLUMN = "label";
  private static final int DATE_LENGTH = "2026-03-31".length();

  static LabelRow of(Path file, CsvRecord row) {
    LabelRow columns = new LabelRow(file, row.getFields().stream().map(LabelRow::normal).toList());
    if (columns.accountColumn() < 0 || !columns.header.contains(LABEL_COLUMN)) {
      throw new CommandFailure(
          file
              + " needs the columns account_id and label, but has "
              + String.join(", ", columns.header));
    }
    return columns;
  }

  private int accountColumn() {
    return ACCOUNT_COLUMNS.stream()
        .mapToInt(header::indexOf)
        .filter(i -> i >= 0)
        .findFirst()
        .orElse(-1);
  }

  /** Whose row it is; empty if it does not say. */
  Optional<AccountId> account(CsvRecord row) {
    int column = accountColumn();
    return row.getFieldCount() > column && !row.getField(column).isBlank()
        ? Optional.of(new AccountId(row.getField(column)))
        : Optional.empty();
  }

  /** What it says; empty if nothing, or that somebody was unsure. */
  Optional<Label> label(CsvRecord row) {
    String text = text(row, LABEL_COLUMN).map(LabelRow::normal).orElse("");
    return switch (text) {
      case "1", "true", "abusive" -> Optional.of(label(row, true));
      case "0", "false", "benign" -> Optional.of(label(row, false));
      case "", "unsure" -> Optional.empty();
      default ->
          throw failure(
              row, "a label is 1 or 0 (or abusive, benign, unsure), not \"" + text + "\"");
    };
  }

  private Label label(CsvRecord row, boolean abusive) {
    return new Label(
        abusive,
        text(row, "origin"),
        text(row, "inclusion_probability")
            .map(said -> OptionalDouble.of(probability(row, said)))
            .orElseGet(OptionalDouble::empty),
        text(row, "abuse_type"),
        text(row, "decided_at").map(said -> time(row, said)),
        groups(row));
  }

  private Map<GroupKind, String> groups(CsvRecord row) {
    Map<GroupKind, String> groups = new EnumMap<>(GroupKind.class);
    text(row, "country").ifPresent(country -> groups.put(GroupKind.COUNTRY, country));
    text(row, "client").ifPresent(client -> groups.put(GroupKind.CLIENT, client));
    text(row, "account_age_days")
        .ifPresent(days -> groups.put(GroupKind.ACCOUNT_AGE, age(row, days).label()));
    return groups;
  }

  private AgeBand age(CsvRecord row, String text) {
    try {
      return AgeBand.of(Double.parseDouble(text));
    } catch (IllegalArgumentException e) {
      throw failure(row, "an account_age_days is a number of 0 or more, not \"" + text + "\"");
    }
  }

  /** A date alone is its start in UTC. */
  private Instant time(CsvRecord row, String text) {
    try {
      return text.length() == DATE_LENGTH
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw failure(
          row,
          "decided_at is a time such as 2026-03-31T12:00:00Z, or a date such as 2026-03-31, not \""
              + text
              + "\"");
    }
  }

  private double probability(CsvRecord row, String text) {
    try {
      double value = Double.parseDouble(text);
      if (value > 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw failure(row, unlikely(text));
    }
    throw failure(row, unlikely(text));
  }

  private static String unlikely(String text) {
    return "an inclusion_probability lies above 0 and is at most 1, not \"" + text + "\"";
  }

  private Optional<String> text(CsvRecord row, String column) {
    int place = header.indexOf(column);
    return place >= 0 && row.getFieldCount() > place && !row.getField(place).isBlank()
        ? Optional.of(row.getField(place).strip())
        : Optional.empty();
  }

  private CommandFailure failure(CsvRecord row, String sentence) {
    return new CommandFailure(file + " line " + row.getStartingLineNumber() + ": " + sentence);
  }

  private static String normal(String text) {
    String trimmed = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return trimmed.strip().toLowerCase(Locale.ROOT);
  }
}
