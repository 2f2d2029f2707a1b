package dev.ringwatch.app.summary;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * Who gets the overview by e-mail, and when.
 *
 * @param to addresses, one at least
 * @param day on which day (UTC)
 * @param hour at which hour (UTC), 0 to 23
 */
public record WeeklySettings(List<String> to, DayOfWeek day, int hour) {

  /** The day if nobody says one: the week lies behind. */
  public static final DayOfWeek DAY = DayOfWeek.MONDAY;

  /** The hour if nobody says one. */
  public static final int HOUR = 7;

  /** Checks the values, and copies the addresses. */
  public WeeklySettings {
    to = List.copyOf(to);
    if (to.isEmpty() || hour < 0 || hour > 23) {
      throw new IllegalArgumentException(
          "a weekly summary needs somebody to send it to and an hour of 0 to 23, not "
              + to.size()
              + " addresses and "
              + hour);
    }
  }

  /** When one was due last: now, or within the seven days before. */
  Instant lastDue(Instant now) {
    Instant due =
        LocalDate.ofInstant(now, ZoneOffset.UTC)
            .with(TemporalAdjusters.previousOrSame(day))
            .atTime(hour, 0)
            .toInstant(ZoneOffset.UTC);
    return due.isAfter(now) ? due.minusSeconds(7L * 86_400) : due;
  }
}
