package dev.ringwatch.app.csv;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param name as it stands in the first line; a contract
 * @param value gives a row's value: a text, a number, a time, several of them, or null
 * @param <T> what a row is made from
 */
public record CsvColumn<T>(String name, Function<T, @Nullable Object> value) {

  /** A column. */
  public static <T> CsvColumn<T> of(String name, Function<T, @Nullable Object> value) {
    return new CsvColumn<>(name, value);
  }
}
