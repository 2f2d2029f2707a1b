package dev.ringwatch.app.overview;

import dev.ringwatch.app.incident.IncidentQuery;
import dev.ringwatch.app.page.Frame;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The list of incidents as it is shown.
 *
 * @param frame what stands around it
 * @param closed whether it is of those that are closed
 * @param table the incidents
 * @param next where the next page is
 */
record IncidentList(Frame frame, boolean closed, IncidentTable table, Optional<String> next) {

  static IncidentList of(Frame frame, boolean closed, IncidentQuery.Page page, Instant now) {
    String base = closed ? "/incidents?open=false&cursor=" : "/incidents?open=true&cursor=";
    return new IncidentList(
        frame,
        closed,
        IncidentTable.of(page.incidents(), frame, now),
        Optional.ofNullable(page.next())
            .map(next -> base + URLEncoder.encode(next, StandardCharsets.UTF_8)));
  }
}
