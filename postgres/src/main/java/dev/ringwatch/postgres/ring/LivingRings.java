package dev.ringwatch.postgres.ring;

import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes which rings there are, and what became of them: the difference between what the tables say
 * lives and what was found now. So nothing is lost by a crash between two writes, and nothing is
 * said twice. One writer at a time, and a second one waits; safe for threads.
 */
public final class LivingRings {

  /** So many edges at a time are texts in memory. */
  private static final int EDGES_AT_ONCE = 10_000;

  private static final String WRITTEN =
      "INSERT INTO rings_written (at) VALUES (?) ON CONFLICT (only_row) DO UPDATE SET at ="
          + " EXCLUDED.at";

  /** What of a living ring is neither its beginning nor its end. */
  private static final String FORGET_CHANGES =
      "DELETE FROM ring_history WHERE at < ? AND kind IN ('grew', 'shrank', 'changed')";

  private static final String FORGET_WHO_LEFT = "DELETE FROM ring_members WHERE left_at < ?";

  /** With all that belongs to them. */
  private static final String FORGET_ENDED = "DELETE FROM rings WHERE dissolved_at < ?";

  private final DataSource dataSource;
  private final RingTexts texts;

  /** The rings in a database that has the schema. */
  public LivingRings(DataSource dataSource, RingTexts texts) {
    this.dataSource = dataSource;
    this.texts = texts;
  }

  /**
   * Writes what a search found: all or, if it fails, nothing. Writing the same twice is as once. A
   * ring that lived and is not among them has ended; one that had ended and is among them is back.
   * What was found before the newest that is written changes nothing, as after a start from a
   * snapshot.
   *
   * <p>What is as it was is not written again. O(members and edges), a handful of round trips.
   *
   * @param at the closed tick of the search
   */
  public void write(Instant at, RingFindings found) throws SQLException {
    List<ToldRing> told = ToldRing.of(found, texts);
    try (Connection connection = dataSource.getConnection()) {
      Transaction.run(
          connection,
          () -> {
            lock(connection);
            Instant newest = newest(connection);
            if (newest == null || !at.isBefore(newest)) {
              write(connection, new Moments(at, newest), told);
            }
            return true;
          });
    }
  }

  /**
   * When.
   *
   * @param at now
   * @param before the newest that is written; null if nothing is
   */
  private record Moments(Instant at, @Nullable Instant before) {}

  /**
   * Has other writers wait. Of this table, so that nobody waits who reads, and no vacuum of the
   * large ones is given up for it.
   */
  private static void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE rings_written IN EXCLUSIVE MODE");
    }
  }

  /** When the newest that is written was found; null if nothing is. */
  private static @Nullable Instant newest(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT at FROM rings_written")) {
      return row.next() ? Columns.time(row, "at") : null;
    }
  }

  private void write(Connection connection, Moments moments, List<ToldRing> told)
      throws SQLException {
    KnownRings known = KnownRings.read(connection, told.stream().map(ToldRing::id).toList());
    Map<String, Set<String>> found =
        told.stream().collect(Collectors.toMap(ToldRing::id, ToldRing::accounts));
    List<RingChange> changes = RingDiff.between(known.members(true), known.members(false), found);
    RingRows rows = new RingRows(connection, texts, moments.at());
    rows.writeRings(told.stream().filter(ring -> isOther(known, ring)).toList());
    rows.endRings(ended(known, found.keySet()), moments.before());
    rows.writeMembers(told, known);
    rows.endMembers(changes.stream().filter(change -> change.members() > 0).toList());
    writeEdges(rows, told.stream().filter(ring -> !hasPrint(known, ring)).toList());
    rows.writeHistory(changes);
    if (!moments.at().equals(moments.before())) {
      update(connection, WRITTEN, moments.at());
    }
  }

  private static boolean isOther(KnownRings known, ToldRing ring) {
    return !hasPrint(known, ring)
        || !known.ring(ring.id()).orElseThrow().living()
        || ring.hasOtherMembers(known);
  }

  private static boolean hasPrint(KnownRings known, ToldRing ring) {
    return known.ring(ring.id()).filter(one -> one.print() == ring.print()).isPresent();
  }

  private static List<String> ended(KnownRings known, Set<String> found) {
    Set<String> ended = new HashSet<>(known.members(true).keySet());
    ended.removeAll(found);
    return ended.stream().sorted().toList();
  }

  private static void writeEdges(RingRows rows, List<ToldRing> rings) throws SQLException {
    List<ToldRing> some = new ArrayList<>();
    int edges = 0;
    for (ToldRing ring : rings) {
      some.add(ring);
      edges += ring.strongest().size();
      if (edges >= EDGES_AT_ONCE) {
        rows.writeEdges(some);
        some.clear();
        edges = 0;
      }
    }
    rows.writeEdges(some);
  }

  /**
   * Forgets rings that ended before a time, with all that belongs to them, and of the others who
   * left before and how they changed.
   *
   * @return how many rings
   */
  public int forgetBefore(Instant time) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return Transaction.run(
          connection,
          () -> {
            // A ring that is about to be back is not forgotten beside it.
            lock(connection);
            int rings = update(connection, FORGET_ENDED, time);
            update(connection, FORGET_WHO_LEFT, time);
            update(connection, FORGET_CHANGES, time);
            return rings;
          });
    }
  }

  private static int update(Connection connection, String sql, Instant time) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      Columns.set(update, 1, time);
      return update.executeUpdate();
    }
  }
}
