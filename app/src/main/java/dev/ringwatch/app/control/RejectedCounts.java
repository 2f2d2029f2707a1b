package dev.ringwatch.app.control;

import dev.ringwatch.app.ingest.RejectionClass;
import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.RejectedEvents.HourCount;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many events were rejected, by kind of reason; of whole hours, the one that goes on included.
 *
 * @param rows a kind each
 * @param sum of all kinds
 */
record RejectedCounts(List<Row> rows, Row sum) {

  /** How far the columns look back. */
  static final List<String> COLUMNS = List.of("This hour", "24 hours", "7 days");

  private static final List<Duration> BACK =
      List.of(Duration.ZERO, Duration.ofHours(23), Duration.ofHours(7 * 24 - 1));

  /**
   * A kind.
   *
   * @param name in words
   * @param cells how many, one a column
   */
  record Row(String name, List<Cell> cells) {}

  /**
   * A count.
   *
   * @param count how many
   * @param href those that it counts; empty of none
   */
  record Cell(String count, String href) {}

  static RejectedCounts of(List<HourCount> counts, Instant now) {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    return new RejectedCounts(
        Arrays.stream(RejectionClass.values())
            .map(kind -> row(kind.label(), kind.word(), counts, hour))
            .toList(),
        row("all", "", counts, hour));
  }

  private static Row row(String name, String kind, List<HourCount> counts, Instant hour) {
    return new Row(name, BACK.stream().map(back -> cell(kind, counts, hour.minus(back))).toList());
  }

  private static Cell cell(String kind, List<HourCount> counts, Instant from) {
    long count =
        counts.stream()
            .filter(one -> !one.hour().isBefore(from))
            .filter(one -> kind.isEmpty() || one.kind().equals(kind))
            .mapToLong(HourCount::rejected)
            .sum();
    Map<String, String> asked = new LinkedHashMap<>();
    if (!kind.isEmpty()) {
      asked.put("kind", kind);
    }
    return new Cell(
        Numbers.count(count),
        count == 0 ? "" : Choice.address(RejectedQuery.PATH, asked, "from", from.toString()));
  }

  /** Whether there was none. */
  boolean isNone() {
    return sum.cells().getLast().href().isEmpty();
  }
}
