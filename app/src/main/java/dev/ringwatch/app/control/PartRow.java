package dev.ringwatch.app.control;

import dev.ringwatch.app.health.ComponentHealth;
import dev.ringwatch.app.health.SeenHealth;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.Shown;
import java.time.Instant;
import java.util.List;

/**
 * A part of the server.
 *
 * @param name the part
 * @param kind {@code ok}, {@code warn} or {@code fail}, for its colour
 * @param state the same in words
 * @param sentence how it is, in words
 * @param since since when it has been in that state, as far as this server knows
 */
record PartRow(String name, String kind, String state, String sentence, Moment since) {

  static List<PartRow> of(List<SeenHealth> parts, Instant now) {
    return parts.stream().map(part -> of(part, now)).toList();
  }

  private static PartRow of(SeenHealth seen, Instant now) {
    ComponentHealth health = seen.health();
    Moment since = Moment.of(seen.since(), now);
    return switch (health.state()) {
      case OK -> row(health, "ok", "as it should be", since);
      case WARN -> row(health, "warn", "warns", since);
      case FAIL -> row(health, "fail", "fails", since);
    };
  }

  private static PartRow row(ComponentHealth health, String kind, String state, Moment since) {
    return new PartRow(health.name(), kind, state, Shown.line(health.sentence()), since);
  }
}
