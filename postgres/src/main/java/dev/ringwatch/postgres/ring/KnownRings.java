package dev.ringwatch.postgres.ring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the tables say of rings before something is written: all that live, and those of some ids
 * that have ended. Not thread-safe.
 */
final class KnownRings {

  private static final String READ =
      """
      SELECT r.ring_id, r.print, r.dissolved_at IS NULL AS living, m.account_id, m.role
      FROM rings r LEFT JOIN ring_members m ON m.ring_id = r.ring_id AND m.left_at IS NULL
      WHERE r.dissolved_at IS NULL OR r.ring_id = ANY (?)
      """;

  private final Map<String, Known> rings = new HashMap<>();

  /**
   * A ring.
   *
   * @param print what its row was written from, as a hash
   * @param living whether it has not ended
   * @param roles who is in it, or was at its end, and how
   */
  record Known(long print, boolean living, Map<String, String> roles) {}

  private KnownRings() {}

  /**
   * Reads them.
   *
   * @param ids which are to be read even if they have ended
   */
  static KnownRings read(Connection connection, Collection<String> ids) throws SQLException {
    KnownRings known = new KnownRings();
    try (PreparedStatement select = connection.prepareStatement(READ)) {
      select.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          known.add(row);
        }
      }
    }
    return known;
  }

  private void add(ResultSet row) throws SQLException {
    String id = row.getString("ring_id");
    Known ring = rings.get(id);
    if (ring == null) {
      ring = new Known(row.getLong("print"), row.getBoolean("living"), new HashMap<>());
      rings.put(id, ring);
    }
    String account = row.getString("account_id");
    if (account != null) {
      ring.roles().put(account, row.getString("role"));
    }
  }

  Optional<Known> ring(String id) {
    return Optional.ofNullable(rings.get(id));
  }

  /** The role that an account has in a ring, or had when it ended; null if none. */
  @Nullable String role(String ring, String account) {
    Known known = rings.get(ring);
    return known == null ? null : known.roles().get(account);
  }

  /** Who is in those that live, or was in those that have ended. */
  Map<String, Set<String>> members(boolean living) {
    Map<String, Set<String>> members = new HashMap<>();
    rings.forEach((id, ring) -> {
      if (ring.living() == living) {
        members.put(id, ring.roles().keySet());
      }
    });
    return members;
  }
}
