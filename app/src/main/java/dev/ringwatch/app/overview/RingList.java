package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.ring.RingQuery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The list of rings as it is shown.
 *
 * @param frame what stands around it
 * @param ended whether it is of those that have ended
 * @param table the rings
 * @param next where the next page is
 */
record RingList(Frame frame, boolean ended, RingTable table, Optional<String> next) {

  private static final String NONE_ENDED =
      "No ring has ended: one that is found no more is kept here, with what it rested on.";

  static RingList of(Frame frame, RingQuery query, RingQuery.Page page, Instant now) {
    boolean ended = query.isOfEnded();
    String base = ended ? "/rings?ended=true&cursor=" : "/rings?cursor=";
    return new RingList(
        frame,
        ended,
        RingTable.of(page.rings(), ended ? NONE_ENDED : RingTable.NO_RINGS, now),
        Optional.ofNullable(page.next())
            .map(next -> base + URLEncoder.encode(next, StandardCharsets.UTF_8)));
  }
}
