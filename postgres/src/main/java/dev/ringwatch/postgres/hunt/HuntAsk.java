package dev.ringwatch.postgres.hunt;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a hunt is asked with.
 *
 * @param since the first moment that counts
 * @param until the first moment that counts no more
 * @param values the value of each parameter: a Long, Double, Duration, String or null
 * @param limit the most rows
 */
public record HuntAsk(
    Instant since, Instant until, Map<String, @Nullable Object> values, int limit) {

  /** The most rows that a hunt can be asked for. */
  public static final int MOST_ROWS = HuntFile.MOST_ROWS;

  /** Copies the values, and checks the rest. */
  public HuntAsk {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    if (!since.isBefore(until)) {
      throw new IllegalArgumentException(
          "since is " + since + ", and must be before until, which is " + until);
    }
    if (limit < 1 || limit > MOST_ROWS) {
      throw new IllegalArgumentException(
          "limit is " + limit + ", and must be from 1 to " + MOST_ROWS);
    }
  }

  /** With all that is usual, up to a time. */
  public static HuntAsk usual(Hunt hunt, Instant until) {
    return of(hunt, until.minus(hunt.since()), until, Map.of(), hunt.limit());
  }

  /**
   * With what somebody says.
   *
   * @param said values by name, as they are written; the others are usual
   * @throws IllegalArgumentException with a sentence, if one cannot be taken
   */
  public static HuntAsk of(
      Hunt hunt, Instant since, Instant until, Map<String, String> said, int limit) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (HuntParameter parameter : hunt.parameters()) {
      String text = said.get(parameter.name());
      values.put(parameter.name(), text == null ? parameter.usualValue() : parameter.read(text));
    }
    for (String name : said.keySet()) {
      if (hunt.parameter(name).isEmpty()) {
        throw new IllegalArgumentException(
            hunt.name() + " has no parameter " + name + "; it has " + names(hunt));
      }
    }
    return new HuntAsk(since, until, values, limit);
  }

  private static String names(Hunt hunt) {
    StringBuilder names = new StringBuilder("since, until and limit");
    hunt.parameters().forEach(parameter -> names.append(", ").append(parameter.name()));
    return names.toString();
  }

  /** The value of a parameter, since and until included. */
  @Nullable Object value(String name) {
    return switch (name) {
      case Hunt.SINCE -> since;
      case Hunt.UNTIL -> until;
      default -> values.get(name);
    };
  }
}
