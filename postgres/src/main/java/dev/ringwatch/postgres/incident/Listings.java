package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.Listing;
import dev.ringwatch.alert.PolicyTimeline;
import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the accounts of some evidence are listed as; asked for those only of which it matters.
 *
 * @param byAccount those that are on a list
 */
public record Listings(Map<String, Listing> byAccount) {

  /** Who is on both lists is let pass. */
  private static final String ALL =
      """
      SELECT value, bool_or(kind = 'allow') FROM listed
      WHERE kind IN ('allow', 'watch') AND what = 'account'
        AND (expires_at IS NULL OR expires_at > ?)
      """;

  private static final String EACH = " GROUP BY value";
  private static final String LISTED = ALL + " AND value = ANY (?)" + EACH;

  /** Copies the map. */
  public Listings {
    byAccount = Map.copyOf(byAccount);
  }

  /** Nobody is on a list. */
  public static Listings none() {
    return new Listings(Map.of());
  }

  /** Everybody who is on a list at a time. */
  public static Listings all(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ALL + EACH)) {
      Columns.set(select, 1, now);
      return read(select);
    }
  }

  static Listings of(
      Connection connection, List<Evidence> evidence, PolicyTimeline policies, Instant now)
      throws SQLException {
    String[] accounts =
        evidence.stream()
            .filter(one -> one.kind().isOfAccount())
            .filter(one ->
                one.kind() == IncidentKind.HUNT
                    || one.score() >= policies.at(one.tick()).watchedFrom())
            .map(Evidence::subject)
            .toArray(String[]::new);
    if (accounts.length == 0) {
      return none();
    }
    try (PreparedStatement select = connection.prepareStatement(LISTED)) {
      Columns.set(select, 1, now);
      select.setArray(2, connection.createArrayOf("text", accounts));
      return read(select);
    }
  }

  private static Listings read(PreparedStatement select) throws SQLException {
    Map<String, Listing> found = new HashMap<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        found.put(row.getString(1), row.getBoolean(2) ? Listing.ALLOWED : Listing.WATCHED);
      }
    }
    return new Listings(found);
  }

  /** What the subject of evidence is listed as. */
  public Listing of(Evidence evidence) {
    return evidence.kind().isOfAccount()
        ? byAccount.getOrDefault(evidence.subject(), Listing.NONE)
        : Listing.NONE;
  }
}
