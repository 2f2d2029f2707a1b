package dev.ringwatch.postgres.ring;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads rings, and all that belongs to them, page by page. Safe for threads. */
public final class KeptRings {

  private static final String RING =
      """
      SELECT ring_id, ring_score, members, edges, first_seen_at, dissolved_at, reasons, coincidences,
        CASE WHEN dissolved_at IS NULL THEN (SELECT at FROM rings_written) ELSE last_seen_at END
          AS last_seen_at
      FROM rings
      """;

  private static final String BY_ID = RING + "WHERE ring_id = ?";

  /** The second bound of the score is what the index goes by. */
  private static final String LIVING =
      RING
          + """
          WHERE dissolved_at IS NULL AND ring_score >= ? AND members >= ?
            AND ring_score <= ? AND (ring_score < ? OR ring_id > ?)
          ORDER BY ring_score DESC, ring_id LIMIT ?
          """;

  private static final String ENDED =
      RING
          + """
          WHERE dissolved_at IS NOT NULL AND ring_score >= ? AND members >= ?
            AND dissolved_at <= ? AND (dissolved_at < ? OR ring_id > ?)
          ORDER BY dissolved_at DESC, ring_id LIMIT ?
          """;

  private static final String MEMBERS =
      """
      SELECT m.account_id, m.role, m.joined_at, m.left_at, a.risk_score, a.band
      FROM ring_members m LEFT JOIN accounts a USING (account_id)
      WHERE m.ring_id = ? AND (m.left_at IS NOT NULL, m.account_id) > (?, ?)
      ORDER BY m.left_at IS NOT NULL, m.account_id LIMIT ?
      """;

  private static final String RISKIEST =
      """
      SELECT m.account_id, m.role, m.joined_at, m.left_at, a.risk_score, a.band
      FROM ring_members m LEFT JOIN accounts a USING (account_id)
      WHERE m.ring_id = ?
      ORDER BY m.left_at IS NOT NULL, a.risk_score DESC NULLS LAST, m.account_id LIMIT ?
      """;

  private static final String MOST_TIED =
      """
      SELECT m.account_id, m.role, m.joined_at, m.left_at, a.risk_score, a.band
      FROM (SELECT account_id, count(*) AS ties
        FROM ring_edges, LATERAL (VALUES (account_a), (account_b)) AS ends (account_id)
        WHERE ring_id = ? GROUP BY account_id) t
      JOIN ring_members m ON m.ring_id = ? AND m.account_id = t.account_id AND m.left_at IS NULL
      LEFT JOIN accounts a ON a.account_id = t.account_id
      ORDER BY t.ties DESC, m.account_id LIMIT ?
      """;

  private static final String EDGES =
      """
      SELECT account_a, account_b, weight, p_value, evidence FROM ring_edges
      WHERE ring_id = ? AND weight <= ? AND (weight < ? OR (account_a, account_b) > (?, ?))
      ORDER BY weight DESC, account_a, account_b LIMIT ?
      """;

  private static final String HISTORY =
      """
      SELECT entry, ring_id, at, kind, other_ring, members, joined_count, left_count, joined_accounts,
        left_accounts
      FROM ring_history WHERE (ring_id = ? OR other_ring = ?) AND entry < ?
      ORDER BY entry DESC LIMIT ?
      """;

  /** Before all edges: none is as strong. */
  private static final KeptEdge.Place FIRST_EDGE = new KeptEdge.Place(2, "", "");

  private final DataSource dataSource;

  /** Who is in each ring that lives, by its id. */
  public static Map<String, Set<String>> livingMembers(Connection connection) throws SQLException {
    return KnownRings.read(connection, List.of()).members(true);
  }

  /** The rings in a database that has the schema. */
  public KeptRings(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A place among living rings, which are in the order of score, then of id.
   *
   * @param score the worst first
   */
  public record LivingPlace(double score, String id) {

    /** Before all of them. */
    public static final LivingPlace START = new LivingPlace(101, "");

    /** Where a ring stands. */
    public static LivingPlace of(KeptRing ring) {
      return new LivingPlace(ring.score(), ring.id());
    }
  }

  /**
   * A place among ended rings, which are in the order of their ends, then of id.
   *
   * @param ended the latest first
   */
  public record EndedPlace(Instant ended, String id) {

    /** Before all of them. */
    public static final EndedPlace START =
        new EndedPlace(Instant.parse("9999-12-31T23:59:59Z"), "");
  }

  /**
   * A place among the members of a ring: first those who are in it, then those who left, each by
   * id.
   *
   * @param left whether it is among those who left
   */
  public record MemberPlace(boolean left, String account) {

    /** Before all of them. */
    public static final MemberPlace START = new MemberPlace(false, "");

    /** Where a member stands. */
    public static MemberPlace of(KeptMember member) {
      return new MemberPlace(member.left() != null, member.account());
    }
  }

  /** What reads one row. */
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** What fills in the parameters. */
  private interface Parameters {
    void set(PreparedStatement select) throws SQLException;
  }

  private <T> List<T> read(String sql, Parameters parameters, Row<T> reader) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      parameters.set(select);
      List<T> all = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.add(reader.read(row));
        }
      }
      return all;
    }
  }

  /** The ring of an id, whether it lives or has ended. */
  public Optional<KeptRing> find(String id) throws SQLException {
    return read(BY_ID, select -> select.setString(1, id), KeptRing::read).stream().findFirst();
  }

  /**
   * Living rings, the worst first, equal ones by id.
   *
   * @param limit the most to return
   */
  public List<KeptRing> living(RingFilter filter, LivingPlace after, int limit)
      throws SQLException {
    return read(
        LIVING,
        select -> {
          select.setDouble(1, filter.leastScore());
          select.setInt(2, filter.leastMembers());
          select.setDouble(3, after.score());
          select.setDouble(4, after.score());
          select.setString(5, after.id());
          select.setInt(6, limit);
        },
        KeptRing::read);
  }

  /**
   * Ended rings, those that ended last first, equal ones by id.
   *
   * @param limit the most to return
   */
  public List<KeptRing> ended(RingFilter filter, EndedPlace after, int limit) throws SQLException {
    return read(
        ENDED,
        select -> {
          select.setDouble(1, filter.leastScore());
          select.setInt(2, filter.leastMembers());
          Columns.set(select, 3, after.ended());
          Columns.set(select, 4, after.ended());
          select.setString(5, after.id());
          select.setInt(6, limit);
        },
        KeptRing::read);
  }

  /** How many rings live. */
  public long countLiving() throws SQLException {
    return read(
            "SELECT count(*) FROM rings WHERE dissolved_at IS NULL",
            select -> {},
            row -> row.getLong(1))
        .getFirst();
  }

  /** The closed tick of the newest search that is written; empty before the first. */
  public Optional<Instant> writtenAt() throws SQLException {
    return read("SELECT at FROM rings_written", select -> {}, row -> Columns.time(row, "at"))
        .stream()
        .findFirst();
  }

  /**
   * Who is in a ring, and then who was.
   *
   * @param limit the most to return
   */
  public List<KeptMember> members(String ring, MemberPlace after, int limit) throws SQLException {
    return read(
        MEMBERS,
        select -> {
          select.setString(1, ring);
          select.setBoolean(2, after.left());
          select.setString(3, after.account());
          select.setInt(4, limit);
        },
        KeptMember::read);
  }

  /**
   * The riskiest of those who are in a ring, and then of those who left, equal ones by id. Looks at
   * all of them: milliseconds for a thousand.
   *
   * @param limit the most to return
   */
  public List<KeptMember> riskiest(String ring, int limit) throws SQLException {
    return read(
        RISKIEST,
        select -> {
          select.setString(1, ring);
          select.setInt(2, limit);
        },
        KeptMember::read);
  }

  /**
   * Those in a ring who have the most of the ties that are kept, equal ones by id. Looks at all of
   * these ties.
   *
   * @param limit the most to return
   */
  public List<KeptMember> mostTied(String ring, int limit) throws SQLException {
    return read(
        MOST_TIED,
        select -> {
          select.setString(1, ring);
          select.setString(2, ring);
          select.setInt(3, limit);
        },
        KeptMember::read);
  }

  /**
   * The edges of a ring that are kept, the strongest first, equal ones by account.
   *
   * @param after where the page before ended; null for the first
   * @param limit the most to return
   */
  public List<KeptEdge> edges(String ring, KeptEdge.@Nullable Place after, int limit)
      throws SQLException {
    KeptEdge.Place place = after == null ? FIRST_EDGE : after;
    return read(
        EDGES,
        select -> {
          select.setString(1, ring);
          select.setDouble(2, place.weight());
          select.setDouble(3, place.weight());
          select.setString(4, place.a());
          select.setString(5, place.b());
          select.setInt(6, limit);
        },
        KeptEdge::read);
  }

  /**
   * What became of a ring, and of others that went into it or came out of it, the newest first.
   *
   * @param before entries with smaller numbers only
   * @param limit the most to return
   */
  public List<KeptChange> history(String ring, long before, int limit) throws SQLException {
    return read(
        HISTORY,
        select -> {
          select.setString(1, ring);
          select.setString(2, ring);
          select.setLong(3, before);
          select.setInt(4, limit);
        },
        KeptChange::read);
  }
}
