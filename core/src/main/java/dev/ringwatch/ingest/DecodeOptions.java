package dev.ringwatch.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * How input is to be read.
 *
 * @param columns our column names to the input's, such as {@code account_id -> uid}; a column named
 *     here is found under that name only
 * @param now the present, against which timestamps are checked
 * @param maxAhead how far after the present a timestamp may lie
 * @param limits how much one event may bring
 */
public record DecodeOptions(
    Map<String, String> columns, Instant now, Duration maxAhead, DecodeLimits limits) {

  /** Checks that every column exists and copies the map. */
  public DecodeOptions {
    columns = Map.copyOf(columns);
    columns.keySet().forEach(Column::named);
    if (maxAhead.isNegative()) {
      throw new IllegalArgumentException("maxAhead must not be negative, but is " + maxAhead);
    }
  }

  /** The usual names, at most five minutes ahead, the default limits. */
  public static DecodeOptions ofDefaults(Instant now) {
    return new DecodeOptions(Map.of(), now, Duration.ofMinutes(5), DecodeLimits.ofDefaults());
  }

  /** The same with other names for some columns. */
  public DecodeOptions withColumns(Map<String, String> newColumns) {
    return new DecodeOptions(newColumns, now, maxAhead, limits);
  }

  /** The same at another present. */
  public DecodeOptions withNow(Instant newNow) {
    return new DecodeOptions(columns, newNow, maxAhead, limits);
  }

  Map<Column, String> mapping() {
    Map<Column, String> mapping = new EnumMap<>(Column.class);
    columns.forEach((ours, theirs) -> mapping.put(Column.named(ours), theirs));
    return mapping;
  }
}
