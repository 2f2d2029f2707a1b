package dev.ringwatch.postgres.ring;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An account that is tied to another one in a ring.
 *
 * @param account its id
 * @param weight how strong the tie is, above 0 and up to 1
 * @param evidence what the two share: an object {@code {shared, evidence}}, as JSON
 * @param risk its latest final risk score; null if none is written
 * @param band that score in a word; null if none is written
 */
public record Neighbour(
    String account, double weight, String evidence, @Nullable Double risk, @Nullable String band) {

  /** The row that a result stands at. */
  static Neighbour read(ResultSet row) throws SQLException {
    return new Neighbour(
        row.getString("account_id"),
        row.getDouble("weight"),
        row.getString("evidence"),
        row.getObject("risk_score", Double.class),
        row.getString("band"));
  }
}
