package dev.ringwatch.postgres.ring;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Two members of a ring that share more than chance explains.
 *
 * @param a the one's id
 * @param b the other's
 * @param weight how strong the tie is, above 0 and up to 1
 * @param pValue the probability of so much in common by chance, 0 to 1
 * @param evidence what they share: an object {@code {shared, evidence}}, as JSON
 */
public record KeptEdge(String a, String b, double weight, double pValue, String evidence) {

  /** The row that a result stands at. */
  static KeptEdge read(ResultSet row) throws SQLException {
    return new KeptEdge(
        row.getString("account_a"),
        row.getString("account_b"),
        row.getDouble("weight"),
        row.getDouble("p_value"),
        row.getString("evidence"));
  }

  /** Where it stands among the edges of its ring. */
  public Place place() {
    return new Place(weight, a, b);
  }

  /**
   * A place among the edges of a ring, which are in the order of weight, then of accounts.
   *
   * @param weight the strongest first
   */
  public record Place(double weight, String a, String b) {}
}
