package dev.ringwatch.app.csv;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value in a table that a spreadsheet may open. Whoever is watched chose much of it, and a
 * spreadsheet runs what it takes for a formula.
 */
public final class CsvCell {

  /**
   * Before what a formula begins with, at the beginning and where a spreadsheet that separates by
   * semicolons begins a cell; full-width forms are read as the others by some.
   */
  private static final Pattern FORMULA = Pattern.compile("(?<=^|;)(?=[=+\\-@\\t\\r\\n＝＋－＠])");

  private CsvCell() {}

  /**
   * The text of a value: nothing for null, numbers as they are, times in UTC (ISO 8601), what is
   * several joined by semicolons. A text that may be taken for a formula gets an apostrophe before
   * it; a number never does.
   */
  public static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Number number -> number.toString();
      case Collection<?> many ->
          guarded(many.stream().map(String::valueOf).collect(Collectors.joining(";")));
      default -> guarded(value.toString());
    };
  }

  private static String guarded(String text) {
    return FORMULA.matcher(text).replaceAll("'");
  }
}
