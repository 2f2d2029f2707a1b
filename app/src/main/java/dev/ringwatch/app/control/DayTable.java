package dev.ringwatch.app.control;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.archive.ArchiveStatus;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.Sizes;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The days of events in the database.
 *
 * @param sum what all of them take, in a sentence
 * @param next what retention drops next, in a sentence
 * @param archive how the archive stands, in a sentence
 * @param rows a day each, the newest first, without days to come that are empty
 */
record DayTable(String sum, String next, String archive, List<Row> rows) {

  /**
   * A day.
   *
   * @param day its date
   * @param events about how many it has
   * @param size what it takes
   * @param note what becomes of it; empty for nothing soon
   */
  record Row(LocalDate day, String events, String size, String note) {}

  static DayTable of(List<EventPartitions.Size> sizes, OperationsPage.Kept kept, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate firstKept = today.minusDays(kept.settings().retentionDays());
    List<EventPartitions.Size> shown =
        sizes.reversed().stream()
            .filter(one -> !one.day().isAfter(today) || one.rows() > 0)
            .toList();
    long rows = sizes.stream().mapToLong(EventPartitions.Size::rows).sum();
    long bytes = sizes.stream().mapToLong(EventPartitions.Size::bytes).sum();
    return new DayTable(
        Numbers.count(shown.size(), "day")
            + " with about "
            + Numbers.count(rows, "event")
            + ", "
            + Sizes.of(bytes)
            + " with their indexes",
        next(sizes, firstKept),
        kept.archive().map(Archive::status).map(DayTable::archive).orElse("there is no archive"),
        shown.stream().map(one -> row(one, today, firstKept)).toList());
  }

  private static String next(List<EventPartitions.Size> sizes, LocalDate firstKept) {
    return sizes.stream()
        .map(EventPartitions.Size::day)
        .findFirst()
        .map(oldest ->
            oldest.isBefore(firstKept)
                ? oldest + " goes within the hour"
                : oldest
                    + " goes "
                    + (firstKept.until(oldest).isZero()
                        ? "tomorrow"
                        : "in " + Numbers.count(daysUntilGone(oldest, firstKept), "day")))
        .orElse("nothing is there that could go");
  }

  private static long daysUntilGone(LocalDate day, LocalDate firstKept) {
    return day.toEpochDay() - firstKept.toEpochDay() + 1;
  }

  private static String archive(ArchiveStatus status) {
    if (status.waiting() > 0) {
      return Numbers.count(status.waiting(), "day") + " waits to be archived";
    }
    return "days are archived before they are dropped";
  }

  private static Row row(EventPartitions.Size size, LocalDate today, LocalDate firstKept) {
    String note =
        size.day().isBefore(firstKept)
            ? "past retention"
            : size.day().equals(firstKept)
                ? "goes tomorrow"
                : size.day().equals(today) ? "today" : "";
    return new Row(size.day(), Numbers.count(size.rows()), Sizes.of(size.bytes()), note);
  }
}
