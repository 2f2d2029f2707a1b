package dev.ringwatch.app.pattern;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.chart.HeatMap;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.results.BurstHours;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Bursts by day and hour of the day.
 *
 * @param chart the same as a drawing
 * @param words what it comes to, in a sentence
 * @param rows the hours that had bursts, the latest first
 * @param counted up to where hours are counted; empty if none is
 */
record BurstPanel(Content chart, String words, List<Row> rows, Optional<Moment> counted) {

  private static final int HOURS = 24;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /**
   * An hour.
   *
   * @param hour its beginning
   * @param bursts how many it had
   * @param href the hunt for bursts over it
   */
  record Row(String hour, String bursts, String href) {}

  static BurstPanel of(PatternReader.Bursts bursts, Instant now) {
    long total = bursts.hours().values().stream().mapToLong(Long::longValue).sum();
    List<HeatMap.Row> days = new ArrayList<>();
    for (int day = PatternReader.BURST_DAYS - 1; day >= 0; day--) {
      days.add(day(bursts.from().plus(Duration.ofDays(day)), bursts.hours()));
    }
    return new BurstPanel(
        new HeatMap(
                "Bursts by day and hour of the day, in UTC",
                IntStream.range(0, HOURS).mapToObj(BurstPanel::twoDigits).toList(),
                days)
            .draw(),
        Numbers.count(total, "burst")
            + " in the "
            + Numbers.count(bursts.hours().size(), "hour")
            + " of the last "
            + PatternReader.BURST_DAYS
            + " days that had events.",
        rows(bursts.hours()),
        bursts.counted().map(upTo -> Moment.of(upTo, now)));
  }

  private static HeatMap.Row day(Instant day, Map<Instant, Long> hours) {
    List<HeatMap.Cell> cells = new ArrayList<>();
    for (int i = 0; i < HOURS; i++) {
      Instant hour = day.plus(BurstHours.HOUR.multipliedBy(i));
      Long count = hours.get(hour);
      cells.add(
          count == null
              ? new HeatMap.Cell(
                  OptionalLong.empty(), Numbers.minute(hour) + ": no events, or not counted", "")
              : cell(hour, count));
    }
    return new HeatMap.Row(DAY.format(day), cells);
  }

  private static HeatMap.Cell cell(Instant hour, long count) {
    return new HeatMap.Cell(
        OptionalLong.of(count),
        Numbers.minute(hour) + " UTC: " + Numbers.count(count, "burst"),
        count == 0 ? "" : href(hour));
  }

  private static List<Row> rows(Map<Instant, Long> hours) {
    List<Row> rows = new ArrayList<>();
    hours.forEach((hour, count) -> {
      if (count > 0) {
        rows.add(new Row(Numbers.minute(hour), Numbers.count(count), href(hour)));
      }
    });
    return rows.reversed();
  }

  private static String twoDigits(int hour) {
    return String.format(Locale.ROOT, "%02d", hour);
  }

  /** The accounts of an hour: the hunt looks at any five minutes, and at nothing else. */
  static String href(Instant hour) {
    return "/hunts/bursts?since="
        + hour
        + "&until="
        + hour.plus(BurstHours.HOUR)
        + "&events="
        + BurstHours.EVENTS
        + "&times=1&baseline=0s&run=yes";
  }
}
