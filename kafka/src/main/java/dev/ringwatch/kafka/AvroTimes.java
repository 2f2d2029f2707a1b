package dev.ringwatch.kafka;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Points in time as Avro's logical types count them, as text. */
final class AvroTimes {

  private static final long MILLIS = 1_000;
  private static final long MICROS = 1_000_000;
  private static final long NANOS = 1_000_000_000;

  private AvroTimes() {}

  /**
   * A number of a logical type as ISO 8601; empty if the type is of no time. What has no zone stays
   * without one.
   *
   * @throws java.time.DateTimeException if there is no such time
   */
  static Optional<String> text(String logicalType, long value) {
    return switch (logicalType) {
      case "timestamp-millis" -> Optional.of(instant(value, MILLIS).toString());
      case "timestamp-micros" -> Optional.of(instant(value, MICROS).toString());
      case "timestamp-nanos" -> Optional.of(instant(value, NANOS).toString());
      case "local-timestamp-millis" -> Optional.of(local(value, MILLIS));
      case "local-timestamp-micros" -> Optional.of(local(value, MICROS));
      case "local-timestamp-nanos" -> Optional.of(local(value, NANOS));
      case "date" -> Optional.of(LocalDate.ofEpochDay(value).toString());
      case "time-millis" -> Optional.of(time(value, MILLIS));
      case "time-micros" -> Optional.of(time(value, MICROS));
      default -> Optional.empty();
    };
  }

  private static String time(long value, long inSecond) {
    return LocalTime.ofNanoOfDay(Math.multiplyExact(value, NANOS / inSecond)).toString();
  }

  private static Instant instant(long value, long inSecond) {
    return Instant.ofEpochSecond(
        Math.floorDiv(value, inSecond), Math.floorMod(value, inSecond) * (NANOS / inSecond));
  }

  private static String local(long value, long inSecond) {
    return LocalDateTime.ofInstant(instant(value, inSecond), ZoneOffset.UTC).toString();
  }
}
