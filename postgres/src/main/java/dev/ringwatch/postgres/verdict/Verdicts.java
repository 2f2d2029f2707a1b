package dev.ringwatch.postgres.verdict;

import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.verdict.RefusedVerdictsException.Refusal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives verdicts and takes them back; on a connection, as part of its transaction. Rows are added,
 * none is changed. One transaction at a time gives verdicts, so that numbers and times have the
 * order of commits. Safe for threads, and beside other servers on the database.
 */
public final class Verdicts {

  /** Who waits too long fails, so that a long import does not use up the pool of connections. */
  private static final String LOCK =
      "SET LOCAL lock_timeout = '3s';"
          + " SELECT pg_advisory_xact_lock(hashtextextended('ringwatch verdicts', 0))";

  private static final String MEMBERS =
      "SELECT account_id, left_at IS NULL AS is_in FROM ring_members WHERE ring_id = ?"
          + " ORDER BY account_id";

  private static final String WITHDRAW =
      """
      INSERT INTO verdict_withdrawals (verdict_id, reason, withdrawn_by, withdrawn_at)
      SELECT id, ?, ?, ? FROM verdicts WHERE id = ? OR ring_verdict = ?
      ON CONFLICT DO NOTHING RETURNING verdict_id
      """;

  /**
   * What is found next of matters that nobody has decided about any more is news, and opens them
   * again; also where the verdict that closed one was taken back before the last that stood.
   */
  private static final String UNCLOSE =
      """
      WITH undecided AS (
        SELECT v.account_id, v.ring_id FROM verdicts v
        WHERE v.id = ANY (?)
          AND NOT EXISTS (SELECT FROM verdicts_now s
            WHERE s.account_id = v.account_id AND s.stands AND s.verdict <> 'unsure')
          AND NOT EXISTS (SELECT FROM verdicts_now s
            WHERE s.ring_id = v.ring_id AND s.stands AND s.verdict <> 'unsure')
      )
      UPDATE alert_incidents SET cleared = true
      WHERE closed_at IS NOT NULL AND verdict_id IN (
        SELECT c.id FROM undecided u JOIN verdicts_now c ON c.account_id = u.account_id
        WHERE c.withdrawn_at IS NOT NULL
        UNION ALL
        SELECT c.id FROM undecided u JOIN verdicts_now c ON c.ring_id = u.ring_id
        WHERE c.withdrawn_at IS NOT NULL)
      """;

  private final ClosedByVerdict closing;
  private final SecondShare share;

  /**
   * Verdicts in a database that has the schema.
   *
   * @param closing closes the incidents of what is decided
   * @param share which are looked at by a second person
   */
  public Verdicts(ClosedByVerdict closing, SecondShare share) {
    this.closing = closing;
    this.share = share;
  }

  /**
   * What became of verdicts that were given.
   *
   * @param verdicts as they are kept, each of a ring before those of its members
   * @param closed the numbers of the incidents that they closed
   */
  public record Given(List<KeptVerdict> verdicts, List<Long> closed) {

    /** Copies the lists. */
    public Given {
      verdicts = List.copyOf(verdicts);
      closed = List.copyOf(closed);
    }
  }

  /**
   * Gives verdicts, keeps what the accounts are like, and closes the open incidents of what is
   * abusive or benign by them. Two round trips a verdict.
   *
   * @throws RefusedVerdictsException if one of them cannot be; the transaction must not be
   *     committed
   */
  public Given give(Connection connection, List<NewVerdict> verdicts, Giver giver)
      throws SQLException {
    lock(connection);
    List<Long> ids = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    for (int i = 0; i < verdicts.size(); i++) {
      Optional<String> refused = add(connection, verdicts.get(i), giver, ids);
      if (refused.isPresent()) {
        refusals.add(new Refusal(i, refused.get()));
      }
    }
    if (!refusals.isEmpty()) {
      throw new RefusedVerdictsException(refusals);
    }
    JudgedFeatures.keep(connection, ids, giver.now());
    List<KeptVerdict> kept = VerdictPages.ofIds(connection, ids);
    return new Given(kept, closing.close(connection, kept, giver));
  }

  /**
   * Everybody who gives a verdict waits here for whoever does, up to the end of a transaction;
   * three seconds at most.
   *
   * @throws SQLException also if that was not enough
   */
  public static void lock(Connection connection) throws SQLException {
    try (Statement lock = connection.createStatement()) {
      lock.execute(LOCK);
    }
  }

  private Optional<String> add(
      Connection connection, NewVerdict verdict, Giver giver, List<Long> ids) throws SQLException {
    VerdictRow row = row(connection, verdict, giver, null);
    Optional<String> refused = row.refusal();
    if (refused.isPresent()) {
      return refused;
    }
    Map<String, Boolean> isIn = members(connection, verdict);
    Optional<String> stranger =
        verdict.members().chosen().stream().filter(one -> !isIn.containsKey(one)).findFirst();
    if (stranger.isPresent()) {
      return Optional.of(stranger.get() + " never was in the " + verdict.subject());
    }
    long id = row.insert(connection);
    ids.add(id);
    for (String member : chosen(verdict, isIn)) {
      ids.add(row(connection, verdict.of(member), giver, id).insert(connection));
    }
    return Optional.empty();
  }

  private VerdictRow row(
      Connection connection, NewVerdict verdict, Giver giver, @Nullable Long ringVerdict)
      throws SQLException {
    Known known = Known.of(connection, verdict.subject());
    return new VerdictRow(verdict, known, giver, ringVerdict, share);
  }

  private static Set<String> chosen(NewVerdict verdict, Map<String, Boolean> isIn) {
    return verdict.members().all()
        ? isIn.keySet().stream()
            .filter(isIn::get)
            .collect(Collectors.toCollection(LinkedHashSet::new))
        : new LinkedHashSet<>(verdict.members().chosen());
  }

  /** Who is in the ring, and who was. */
  private static Map<String, Boolean> members(Connection connection, NewVerdict verdict)
      throws SQLException {
    Map<String, Boolean> isIn = new TreeMap<>();
    if (verdict.members().equals(NewVerdict.Members.NONE)) {
      return isIn;
    }
    try (PreparedStatement select = connection.prepareStatement(MEMBERS)) {
      select.setString(1, verdict.subject().id());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          isIn.put(row.getString("account_id"), row.getBoolean("is_in"));
        }
      }
    }
    return isIn;
  }

  /**
   * Takes a verdict back, and those that were given with it to members of its ring: the one before
   * stands again. What it closed stays closed until something is found of it next, or, where a
   * verdict still stands that says abusive or benign, as that says.
   *
   * @return the numbers of all that were taken back; empty if there is none of this number, or it
   *     was taken back before
   */
  public List<Long> withdraw(Connection connection, long id, String reason, Giver giver)
      throws SQLException {
    lock(connection);
    List<Long> withdrawn = new ArrayList<>();
    try (PreparedStatement insert = connection.prepareStatement(WITHDRAW)) {
      insert.setString(1, reason);
      insert.setString(2, giver.who());
      Columns.set(insert, 3, giver.now());
      insert.setLong(4, id);
      insert.setLong(5, id);
      try (ResultSet row = insert.executeQuery()) {
        while (row.next()) {
          withdrawn.add(row.getLong(1));
        }
      }
    }
    Array ids = connection.createArrayOf("bigint", withdrawn.toArray());
    try (PreparedStatement update = connection.prepareStatement(UNCLOSE)) {
      update.setArray(1, ids);
      update.executeUpdate();
    } finally {
      ids.free();
    }
    return withdrawn;
  }
}
