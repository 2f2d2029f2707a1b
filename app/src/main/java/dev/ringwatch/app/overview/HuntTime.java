package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.TimeRange;
import dev.ringwatch.postgres.hunt.Hunt;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The time of a page of events as hunts take it. */
final class HuntTime {

  private HuntTime() {}

  /** The address of hunts over a time: how long ago it began, or its ends. */
  static String address(String path, TimeRange range) {
    Map<String, String> said = new LinkedHashMap<>();
    if (!range.name().equals(TimeRange.CUSTOM)) {
      return Choice.address(path, said, Hunt.SINCE, range.name());
    }
    Instant from = range.from();
    Instant to = range.to();
    if (from != null) {
      said.put(Hunt.SINCE, from.toString());
    }
    return Choice.address(path, said, Hunt.UNTIL, to == null ? "" : to.toString());
  }
}
