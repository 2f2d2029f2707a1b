package dev.ringwatch.postgres.ring;

import dev.ringwatch.detect.ring.Edge;
import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.RowArrays;
import dev.ringwatch.postgres.RowArrays.Column;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements that write rings, within a transaction that somebody else ends; each writes any
 * number of rows in one round trip, and none of no rows. Not thread-safe.
 */
final class RingRows {

  /** The most accounts that an entry of the history names of those who came, and who went. */
  static final int MAX_NAMED = 100;

  private static final String RINGS =
      """
      INSERT INTO rings (ring_id, ring_score, members, edges, first_seen_at, last_seen_at, reasons,
        coincidences, print)
      SELECT ring_id, ring_score, members, edges, now.at, now.at, reasons::jsonb,
        coincidences::jsonb, print
      FROM (SELECT ?::timestamptz AS at) now, unnest(%s)
        AS t (ring_id, ring_score, members, edges, reasons, coincidences, print)
      ON CONFLICT (ring_id) DO UPDATE SET ring_score = EXCLUDED.ring_score,
        members = EXCLUDED.members, edges = EXCLUDED.edges, last_seen_at = EXCLUDED.last_seen_at,
        dissolved_at = NULL, reasons = EXCLUDED.reasons, coincidences = EXCLUDED.coincidences,
        print = EXCLUDED.print
      """;

  private static final String END_RINGS =
      "UPDATE rings SET dissolved_at = ?, last_seen_at = ? WHERE ring_id = ANY (?)";

  private static final RowArrays<InRing> MEMBER_COLUMNS =
      new RowArrays<>(
          List.of(
              new Column<>("text", InRing::ring),
              new Column<>("text", InRing::account),
              new Column<>("text", InRing::role)));

  /** Who is in it without a break keeps the time at which it came. */
  private static final String MEMBERS =
      """
      INSERT INTO ring_members AS m (ring_id, account_id, role, joined_at)
      SELECT ring_id, account_id, role, now.at
      FROM (SELECT ?::timestamptz AS at) now, unnest(%s) AS t (ring_id, account_id, role)
      ON CONFLICT (ring_id, account_id) DO UPDATE SET role = EXCLUDED.role, left_at = NULL,
        joined_at = CASE WHEN m.left_at IS NULL THEN m.joined_at ELSE EXCLUDED.joined_at END
      """;

  private static final String END_MEMBERS =
      """
      UPDATE ring_members m SET left_at = ?
      FROM unnest(%s) AS t (ring_id, account_id, role)
      WHERE m.ring_id = t.ring_id AND m.account_id = t.account_id
      """;

  private static final String END_EDGES =
      """
      DELETE FROM ring_edges e WHERE e.ring_id = ANY (?) AND (ring_id, account_a, account_b) NOT IN (
        SELECT * FROM unnest(?::text[], ?::text[], ?::text[]))
      """;

  private static final String EDGES =
      """
      INSERT INTO ring_edges AS e (ring_id, account_a, account_b, weight, p_value, evidence)
      SELECT ring_id, account_a, account_b, weight, p_value, evidence::jsonb
      FROM unnest(%s) AS t (ring_id, account_a, account_b, weight, p_value, evidence)
      ON CONFLICT (ring_id, account_a, account_b) DO UPDATE SET weight = EXCLUDED.weight,
        p_value = EXCLUDED.p_value, evidence = EXCLUDED.evidence
      WHERE (e.weight, e.p_value, e.evidence)
        IS DISTINCT FROM (EXCLUDED.weight, EXCLUDED.p_value, EXCLUDED.evidence)
      """;

  private static final String HISTORY =
      """
      INSERT INTO ring_history (ring_id, at, kind, other_ring, members, joined_count, left_count,
        joined_accounts, left_accounts)
      SELECT ring_id, now.at, kind, other_ring, members, joined_count, left_count,
        joined_accounts::jsonb, left_accounts::jsonb
      FROM (SELECT ?::timestamptz AS at) now, unnest(%s) WITH ORDINALITY
        AS t (ring_id, kind, other_ring, members, joined_count, left_count, joined_accounts,
          left_accounts, place)
      ORDER BY place
      """;

  private final Connection connection;
  private final Instant at;
  private final RowArrays<ToldRing> ringColumns;
  private final RowArrays<InRingEdge> edgeColumns;
  private final RowArrays<RingChange> historyColumns;

  /** An account in a ring. */
  private record InRing(String ring, String account, String role) {}

  /** An edge in a ring. */
  private record InRingEdge(String ring, Edge edge) {}

  RingRows(Connection connection, RingTexts texts, Instant at) {
    this.connection = connection;
    this.at = at;
    this.ringColumns = ringColumns(texts);
    this.edgeColumns = edgeColumns(texts);
    this.historyColumns = historyColumns(texts);
  }

  private static RowArrays<ToldRing> ringColumns(RingTexts texts) {
    return new RowArrays<>(
        List.of(
            new Column<>("text", ToldRing::id),
            new Column<>("float8", told -> told.ring().score()),
            new Column<>("integer", told -> told.ring().members().size()),
            new Column<>("bigint", ToldRing::edgeCount),
            new Column<>("text", told -> texts.reasons(told.ring().reasons())),
            new Column<>("text", told -> texts.coincidences(told.ring().coincidences())),
            new Column<>("bigint", ToldRing::print)));
  }

  private static RowArrays<InRingEdge> edgeColumns(RingTexts texts) {
    return new RowArrays<>(
        List.of(
            new Column<>("text", InRingEdge::ring),
            new Column<>("text", in -> in.edge().a().value()),
            new Column<>("text", in -> in.edge().b().value()),
            new Column<>("float8", in -> in.edge().weight()),
            new Column<>("float8", in -> in.edge().pValue()),
            new Column<>("text", in -> texts.evidence(in.edge()))));
  }

  private static RowArrays<RingChange> historyColumns(RingTexts texts) {
    return new RowArrays<>(
        List.of(
            new Column<>("text", RingChange::ringId),
            new Column<>("text", change -> change.kind().word()),
            new Column<>("text", RingChange::otherRing),
            new Column<>("integer", RingChange::members),
            new Column<>("integer", change -> change.joined().size()),
            new Column<>("integer", change -> change.left().size()),
            new Column<>("text", change -> texts.names(first(change.joined()))),
            new Column<>("text", change -> texts.names(first(change.left())))));
  }

  private static List<String> first(List<String> accounts) {
    return accounts.subList(0, Math.min(MAX_NAMED, accounts.size()));
  }

  /** Writes rings as they are now. */
  void writeRings(List<ToldRing> rings) throws SQLException {
    writeNow(RINGS, ringColumns, rings);
  }

  /**
   * Ends rings.
   *
   * @param seen when they were found last; null if never
   */
  void endRings(List<String> ids, @Nullable Instant seen) throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(END_RINGS)) {
      Columns.set(update, 1, at);
      Columns.set(update, 2, seen == null ? at : seen);
      update.setArray(3, connection.createArrayOf("text", ids.toArray()));
      update.executeUpdate();
    }
  }

  /** Writes who is in rings, as far as that is not known. */
  void writeMembers(List<ToldRing> rings, KnownRings known) throws SQLException {
    List<InRing> rows =
        rings.stream()
            .flatMap(told ->
                told.ring().members().stream()
                    .filter(member -> told.isOther(known, member))
                    .map(member -> inRing(told, member)))
            .toList();
    writeNow(MEMBERS, MEMBER_COLUMNS, rows);
  }

  private static InRing inRing(ToldRing told, Member member) {
    return new InRing(told.id(), member.account().value(), member.role().label());
  }

  /** Writes who is in rings no more. */
  void endMembers(List<RingChange> changes) throws SQLException {
    List<InRing> rows =
        changes.stream()
            .flatMap(change ->
                change.left().stream().map(account -> new InRing(change.ringId(), account, "")))
            .toList();
    writeNow(END_MEMBERS, MEMBER_COLUMNS, rows);
  }

  /** Writes the edges of rings in the place of those that are there. */
  void writeEdges(List<ToldRing> rings) throws SQLException {
    if (rings.isEmpty()) {
      return;
    }
    List<InRingEdge> rows =
        rings.stream()
            .flatMap(told -> told.strongest().stream().map(edge -> new InRingEdge(told.id(), edge)))
            .toList();
    try (PreparedStatement delete = connection.prepareStatement(END_EDGES)) {
      delete.setArray(1, texts(rings.stream().map(ToldRing::id).toList()));
      delete.setArray(2, texts(rows.stream().map(InRingEdge::ring).toList()));
      delete.setArray(3, texts(rows.stream().map(row -> row.edge().a().value()).toList()));
      delete.setArray(4, texts(rows.stream().map(row -> row.edge().b().value()).toList()));
      delete.executeUpdate();
    }
    try (PreparedStatement insert = connection.prepareStatement(filled(EDGES, edgeColumns))) {
      edgeColumns.set(insert, 1, rows);
      insert.executeUpdate();
    }
  }

  private Array texts(List<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  /** Writes what became of rings. */
  void writeHistory(List<RingChange> changes) throws SQLException {
    writeNow(HISTORY, historyColumns, changes);
  }

  /** A statement with a parameter for each column. */
  private static String filled(String sql, RowArrays<?> columns) {
    return sql.formatted(columns.parameters());
  }

  /** Runs a statement whose first parameter is the time, and the others rows. */
  private <T> void writeNow(String sql, RowArrays<T> columns, List<T> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement write = connection.prepareStatement(filled(sql, columns))) {
      Columns.set(write, 1, at);
      columns.set(write, 2, rows);
      write.executeUpdate();
    }
  }
}
