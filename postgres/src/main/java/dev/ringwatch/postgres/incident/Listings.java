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
record Listings(Map<String, Listing> byAccount) {

  /** Who is on both lists is let pass. */
  private static final String LISTED =
      """
      SELECT value, bool_or(kind = 'allow') FROM listed
      WHERE kind IN ('allow', 'watch') AND what = 'account' AND value = ANY (?)
        AND (expires_at IS NULL OR expires_at > ?)
      GROUP BY value
      """;

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
    Map<String, Listing> found = new HashMap<>();
    if (accounts.length == 0) {
      return new Listings(found);
    }
    try (PreparedStatement select = connection.prepareStatement(LISTED)) {
      select.setArray(1, connection.createArrayOf("text", accounts));
      Columns.set(select, 2, now);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(row.getString(1), row.getBoolean(2) ? Listing.ALLOWED : Listing.WATCHED);
        }
      }
    }
    return new Listings(found);
  }

  /** What the subject of evidence is listed as. */
  Listing of(Evidence evidence) {
    return evidence.kind().isOfAccount()
        ? byAccount.getOrDefault(evidence.subject(), Listing.NONE)
        : Listing.NONE;
  }
}
