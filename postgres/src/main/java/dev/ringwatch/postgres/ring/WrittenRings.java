package dev.ringwatch.postgres.ring;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads which rings a Flink job has written, for whoever acts on it. Safe for threads. */
public final class WrittenRings {

  /** Who belongs most to it first. */
  private static final String LIVING =
      """
      SELECT r.ring_id, r.ring_score, r.reasons, m.members
      FROM rings r, LATERAL (
        SELECT array_agg(account_id ORDER BY role <> 'core', account_id) AS members
        FROM ring_members WHERE ring_id = r.ring_id AND left_at IS NULL) m
      WHERE r.dissolved_at IS NULL ORDER BY r.ring_id
      """;

  /** What was said already changes nothing, so that nobody need remember. */
  private static final String ENDED =
      """
      SELECT DISTINCT r.ring_id, r.dissolved_at
      FROM alert_incidents i JOIN rings r ON r.ring_id = i.ring_id
      WHERE i.kind = 'ring' AND (i.closed_at IS NULL OR NOT i.cleared)
        AND r.dissolved_at IS NOT NULL ORDER BY r.ring_id
      """;

  private final DataSource dataSource;

  /** The rings in a database that has the schema. */
  public WrittenRings(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A ring that lives.
   *
   * @param id which
   * @param score 0 to 100, higher is worse
   * @param reasons what the score is made of
   * @param members who is in it
   */
  public record Living(String id, double score, List<Reason> reasons, List<AccountId> members) {

    /** Copies the lists. */
    public Living {
      reasons = List.copyOf(reasons);
      members = List.copyOf(members);
    }
  }

  /** All rings that live. */
  public List<Living> living() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(LIVING);
        ResultSet row = select.executeQuery()) {
      List<Living> rings = new ArrayList<>();
      while (row.next()) {
        rings.add(
            new Living(
                row.getString("ring_id"),
                row.getDouble("ring_score"),
                RingJson.readReasons(row.getString("reasons")),
                Arrays.stream((String[]) row.getArray("members").getArray())
                    .map(AccountId::new)
                    .toList()));
      }
      return rings;
    }
  }

  /** The rings that are no more and have an incident that does not say so, and since when. */
  public Map<String, Tick> ended() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(ENDED);
        ResultSet row = select.executeQuery()) {
      Map<String, Tick> rings = new LinkedHashMap<>();
      while (row.next()) {
        rings.put(row.getString("ring_id"), Tick.of(Columns.time(row, "dissolved_at")));
      }
      return rings;
    }
  }
}
