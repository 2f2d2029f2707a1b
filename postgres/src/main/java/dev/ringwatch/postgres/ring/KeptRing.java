package dev.ringwatch.postgres.ring;

import dev.ringwatch.postgres.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ring as it is kept.
 *
 * @param id which
 * @param score 0 to 100, higher is worse
 * @param members how many are in it, or were at its end
 * @param edges how many pairs of them are tied
 * @param firstSeen the closed tick of the search that found it first
 * @param lastSeen the closed tick of the last search that found it
 * @param ended the closed tick of the search that found it no more; null while it lives
 * @param reasons what the score is made of: an array of {@code {name, points, sentence}}, as JSON
 * @param coincidences what its pairs share beside what chance explains: an array of {@code {kind,
 *     seen, expected}}, as JSON
 */
public record KeptRing(
    String id,
    double score,
    int members,
    long edges,
    Instant firstSeen,
    Instant lastSeen,
    @Nullable Instant ended,
    String reasons,
    String coincidences) {
  /** The row that a result stands at. */
  static KeptRing read(ResultSet row) throws SQLException {
    return new KeptRing(
        row.getString("ring_id"),
        row.getDouble("ring_score"),
        row.getInt("members"),
        row.getLong("edges"),
        Columns.time(row, "first_seen_at"),
        Columns.time(row, "last_seen_at"),
        Columns.timeOrNull(row, "dissolved_at"),
        row.getString("reasons"),
        row.getString("coincidences"));
  }
}
