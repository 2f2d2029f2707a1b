package dev.ringwatch.app.csv;

import dev.ringwatch.app.audit.AuditAction;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a table that somebody asks for.
 *
 * @param action what is recorded, if it is not what the table says
 * @param object whose they are, for who records it; empty for nothing in particular
 * @param isThere whether there is such a thing
 * @param asked what was said, for who records it
 * @param source gives the rows
 * @param <T> what a row is made from
 */
public record CsvRows<T>(
    Optional<AuditAction> action,
    String object,
    boolean isThere,
    Map<String, String> asked,
    CsvSource<T> source) {

  /** Copies what was said. */
  public CsvRows {
    asked = Map.copyOf(asked);
  }

  /** Rows of nothing in particular. */
  public static <T> CsvRows<T> of(Map<String, String> asked, CsvSource<T> source) {
    return new CsvRows<>(Optional.empty(), "", true, asked, source);
  }

  /** Rows that belong to one thing, which may not be there. */
  public static <T> CsvRows<T> of(String object, boolean isThere, CsvSource<T> source) {
    return new CsvRows<>(Optional.empty(), object, isThere, Map.of(), source);
  }
}
