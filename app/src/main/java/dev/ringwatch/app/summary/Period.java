package dev.ringwatch.app.summary;

import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.paging.UnusableRequestException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The times that the overview looks at, which end with the hour that it is. */
enum Period {
  /** A day by the hour. */
  DAY("24h", "the last 24 hours", "hour", Duration.ofHours(1), 24),
  /** A week by the quarter of a day. */
  WEEK("7d", "the last 7 days", "6 hours", Duration.ofHours(6), 28),
  /** A month by the day. */
  MONTH("30d", "the last 30 days", "24 hours", Duration.ofHours(24), 30);

  /** The name of the parameter. */
  static final String RANGE = "range";

  private final String range;
  private final String words;
  private final String each;
  private final Duration step;
  private final int steps;

  Period(String range, String words, String each, Duration step, int steps) {
    this.range = range;
    this.words = words;
    this.each = each;
    this.step = step;
    this.steps = steps;
  }

  /** The one of a word in the address; a day if there is none. */
  static Period of(String range) {
    return Arrays.stream(values())
        .filter(one -> one.range.equals(range))
        .findFirst()
        .orElseThrow(() ->
            new UnusableRequestException(
                "range is one of "
                    + Arrays.stream(values())
                        .map(one -> one.range)
                        .collect(Collectors.joining(", "))
                    + ", not "
                    + range));
  }

  /** The word in the address. */
  String range() {
    return range;
  }

  /** It in words. */
  String words() {
    return words;
  }

  /** A step in words. */
  String each() {
    return each;
  }

  Duration step() {
    return step;
  }

  int steps() {
    return steps;
  }

  Duration length() {
    return step.multipliedBy(steps);
  }

  /** Where it begins: so that the hour that it is belongs to it. */
  Instant from(Instant now) {
    return now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)).minus(length());
  }

  /** Links to all of them. */
  List<Choice> choices() {
    return Arrays.stream(values())
        .map(one ->
            new Choice(one.range, Choice.address("/", Map.of(), RANGE, one.range), one == this))
        .toList();
  }
}
