package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.SuppressionCause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that people were not told.
 *
 * @param id its number; later ones have larger numbers
 * @param dedupKey of which matter
 * @param cause why
 * @param incident of which incident; null if none was opened
 * @param reason why, for a person
 * @param score the highest that was seen, 0 to 100
 * @param times how often it was noted; what goes on is noted every ten minutes
 * @param first when it was noted first
 * @param last when it was noted last
 */
public record Suppression(
    long id,
    String dedupKey,
    SuppressionCause cause,
    @Nullable Long incident,
    String reason,
    double score,
    int times,
    Instant first,
    Instant last) {

  /**
   * What is noted.
   *
   * @param dedupKey of which matter
   * @param cause why
   * @param incident of which incident; null if none was opened
   * @param reason why, for a person
   * @param score 0 to 100
   */
  record Note(
      String dedupKey,
      SuppressionCause cause,
      @Nullable Long incident,
      String reason,
      double score) {

    /** Of a matter of which no incident was opened. */
    static Note unopened(String dedupKey, SuppressionCause cause, double score) {
      return new Note(dedupKey, cause, null, cause.sentence(), score);
    }
  }
}
