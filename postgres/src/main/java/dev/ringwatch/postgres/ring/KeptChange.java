package dev.ringwatch.postgres.ring;

import dev.ringwatch.postgres.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that became of a ring.
 *
 * @param entry its number, which later ones exceed
 * @param ringId which it happened to
 * @param at the closed tick of the search that found it so
 * @param kind {@code found}, {@code grew}, {@code shrank}, {@code changed}, {@code merged}, {@code
 *     split}, {@code ended} or {@code returned}
 * @param otherRing the ring that it merged into or was split from; null for any other kind
 * @param members how many were in it afterwards; 0 when it was no more
 * @param joined how many came
 * @param left how many went
 * @param joinedAccounts the first of those who came, as a JSON array of ids
 * @param leftAccounts the first of those who went, as a JSON array of ids
 */
public record KeptChange(
    long entry,
    String ringId,
    Instant at,
    String kind,
    @Nullable String otherRing,
    int members,
    int joined,
    int left,
    String joinedAccounts,
    String leftAccounts) {
  /** The row that a result stands at. */
  static KeptChange read(ResultSet row) throws SQLException {
    return new KeptChange(
        row.getLong("entry"),
        row.getString("ring_id"),
        Columns.time(row, "at"),
        row.getString("kind"),
        row.getString("other_ring"),
        row.getInt("members"),
        row.getInt("joined_count"),
        row.getInt("left_count"),
        row.getString("joined_accounts"),
        row.getString("left_accounts"));
  }
}
