package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Pill;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.postgres.ring.KeptRing;
import dev.ringwatch.postgres.ring.RingJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Rings as a table.
 *
 * @param rows a ring each
 * @param empty what stands in its place where there is none
 */
record RingTable(List<Row> rows, String empty) {

  /** What would fill a list of living rings. */
  static final String NO_RINGS =
      "No rings yet: they appear after the first detection cycle, about a minute after events"
          + " arrive.";

  private static final int REASONS_SHOWN = 2;

  /**
   * A ring.
   *
   * @param id its id
   * @param href its page
   * @param pill its score
   * @param reasons the first of its reasons
   * @param size how many accounts are in it, or were at its end
   * @param found when it was found
   * @param ended when it ended; the same as when it was found for one that lives
   */
  record Row(
      String id,
      String href,
      Pill pill,
      List<Overview.Because> reasons,
      String size,
      Moment found,
      Moment ended) {}

  static RingTable of(List<KeptRing> rings, String empty, Instant now) {
    return new RingTable(rings.stream().map(ring -> row(ring, now)).toList(), empty);
  }

  private static Row row(KeptRing ring, Instant now) {
    Instant ended = ring.ended();
    return new Row(
        Shown.name(ring.id()),
        href(ring.id()),
        Pill.ofRing(ring.score()),
        RingJson.readReasons(ring.reasons()).stream()
            .limit(REASONS_SHOWN)
            .map(RingTable::because)
            .toList(),
        Numbers.count(ring.members(), "account"),
        Moment.of(ring.firstSeen(), now),
        Moment.of(ended == null ? ring.firstSeen() : ended, now));
  }

  static Overview.Because because(Reason reason) {
    return new Overview.Because(Numbers.points(reason.points()), Shown.line(reason.sentence()));
  }

  /** Where a ring's page is. */
  static String href(String ring) {
    return "/rings/" + URLEncoder.encode(ring, StandardCharsets.UTF_8);
  }
}
