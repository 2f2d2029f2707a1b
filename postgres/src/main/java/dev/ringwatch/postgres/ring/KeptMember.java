package dev.ringwatch.postgres.ring;

import dev.ringwatch.postgres.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account that is or was in a ring.
 *
 * @param account its id
 * @param role how it belongs, or did
 * @param joined when it came, for the last time
 * @param left when it went; null if it is in the ring, or was at its end
 * @param risk its latest final risk score; null if none is written
 * @param band that score in a word; null if none is written
 */
public record KeptMember(
    String account,
    String role,
    Instant joined,
    @Nullable Instant left,
    @Nullable Double risk,
    @Nullable String band) {
  /** The row that a result stands at. */
  static KeptMember read(ResultSet row) throws SQLException {
    return new KeptMember(
        row.getString("account_id"),
        row.getString("role"),
        Columns.time(row, "joined_at"),
        Columns.timeOrNull(row, "left_at"),
        row.getObject("risk_score", Double.class),
        row.getString("band"));
  }
}
