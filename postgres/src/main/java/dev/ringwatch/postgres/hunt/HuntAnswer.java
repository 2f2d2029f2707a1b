package dev.ringwatch.postgres.hunt;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hunt found.
 *
 * @param columns the names of the columns
 * @param rows a value per column: a String, a Long, a Double, a BigDecimal, a Boolean, an Instant,
 *     a list of texts, or null; the worst first, as the hunt orders them
 * @param more whether there were more rows than were asked for
 * @param cut whether rows were left off because the answer would have been too large
 * @param took how long it took
 */
public record HuntAnswer(
    List<String> columns,
    List<List<@Nullable Object>> rows,
    boolean more,
    boolean cut,
    Duration took) {

  /** Copies the columns. */
  public HuntAnswer {
    columns = List.copyOf(columns);
  }
}
