package dev.ringwatch.app.alert;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header by which a receiver says for how long it wants nothing (RFC 9110, 10.2.3). */
final class RetryAfter {

  /** What asks for longer is not heeded for longer. */
  static final Duration MOST = Duration.ofHours(12);

  private RetryAfter() {}

  /** What it says: seconds, or a time; empty if it is neither or has passed. */
  static Optional<Duration> read(String text, Instant now) {
    return wait(text.strip(), now)
        .filter(wait -> wait.isPositive())
        .map(wait -> wait.compareTo(MOST) > 0 ? MOST : wait);
  }

  private static Optional<Duration> wait(String text, Instant now) {
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      return Optional.of(Duration.between(now, until));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
