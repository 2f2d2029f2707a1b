package dev.ringwatch.app.incident;

import dev.ringwatch.postgres.incident.Suppression;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that people were not told, as the HTTP interface shows it. Names are a contract.
 *
 * @param dedupKey of which matter
 * @param cause why: allowed, folded, silenced or ended_in_silence
 * @param incident of which incident; null if none was opened
 * @param reason why, for a person
 * @param score the highest that was seen, 0 to 100
 * @param times how often it was noted; what goes on is noted every ten minutes
 * @param firstAt when it was noted first
 * @param lastAt when it was noted last
 */
record SuppressionView(
    String dedupKey,
    String cause,
    @Nullable Long incident,
    String reason,
    double score,
    int times,
    Instant firstAt,
    Instant lastAt) {

  static SuppressionView of(Suppression kept) {
    return new SuppressionView(
        kept.dedupKey(),
        kept.cause().label(),
        kept.incident(),
        kept.reason(),
        kept.score(),
        kept.times(),
        kept.first(),
        kept.last());
  }

  /**
   * A page of what was not told.
   *
   * @param suppressions what was noted last first
   * @param next the cursor of the next page; null if there is none
   */
  record Page(List<SuppressionView> suppressions, @Nullable String next) {}
}
