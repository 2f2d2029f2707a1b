package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.Move;
import dev.ringwatch.alert.PolicyTimeline;
import dev.ringwatch.alert.Standing;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.Transaction;
import dev.ringwatch.postgres.threshold.ThresholdsInForce;
import dev.ringwatch.risk.Band;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Moves incidents by evidence, and notes what is to be told of it in the same transaction. The same
 * evidence again moves nothing, of an account on the list {@code allow} none is opened, and one on
 * the list {@code watch} has its own threshold. Safe for threads, beside people who decide.
 */
public final class Incidents {

  private static final String STANDINGS =
      """
      SELECT DISTINCT ON (dedup_key) id, dedup_key, closed_at IS NULL AS open, provisional, score,
        band, minute, cleared
      FROM alert_incidents WHERE dedup_key = ANY (?) ORDER BY dedup_key, id DESC
      """;

  /**
   * But for those that say what somebody decided of a matter that goes on, and those of which
   * somebody is yet to be told.
   */
  private static final String FORGET =
      """
      DELETE FROM alert_incidents old WHERE closed_at < ? AND (cleared OR EXISTS (
        SELECT FROM alert_incidents later
        WHERE later.dedup_key = old.dedup_key AND later.id > old.id))
        AND NOT EXISTS (SELECT FROM alert_deliveries d
          WHERE d.incident_id = old.id AND d.state = 'waiting')
      """;

  private final DataSource dataSource;
  private final ThresholdsInForce thresholds;
  private final IncidentTexts texts;
  private final Told told;
  private final InstantSource clock;

  /** As it was read last. */
  private volatile PolicyTimeline policies;

  /** The last tick that anything was said of an account or ring. */
  private Tick last = new Tick(0);

  /**
   * The incidents in a database that has the schema.
   *
   * @param thresholds from which score on they are opened
   * @param told takes what is to be told
   */
  public Incidents(
      DataSource dataSource,
      ThresholdsInForce thresholds,
      IncidentTexts texts,
      Told told,
      InstantSource clock) {
    this.dataSource = dataSource;
    this.thresholds = thresholds;
    this.policies = PolicyTimeline.of(thresholds.initial());
    this.texts = texts;
    this.told = told;
    this.clock = clock;
  }

  /** What says how incidents move; what was let pass just now may not be in it. */
  public PolicyTimeline policies() {
    return policies;
  }

  /**
   * Moves incidents, all or none. Two round trips for all that moves nothing. One call at a time:
   * two of them would not see what the other opens. What an account is listed as is one more round
   * trip, for batches in which it matters.
   *
   * @param evidence of each matter once
   */
  public synchronized void see(List<Evidence> evidence) throws SQLException {
    if (evidence.isEmpty()) {
      return;
    }
    try (Connection connection = dataSource.getConnection()) {
      Transaction.run(
          connection,
          () -> {
            see(connection, evidence);
            return true;
          });
    }
  }

  private void see(Connection connection, List<Evidence> evidence) throws SQLException {
    Instant now = clock.instant();
    PolicyTimeline policies = policies(connection, evidence);
    Map<String, Standing> standings = standings(connection, evidence);
    Listings listings = Listings.of(connection, evidence, policies, now);
    IncidentMoves moves = new IncidentMoves(new IncidentRows(connection, texts, now), told);
    // In the order in which others lock them, so that no two wait for each other.
    List<Evidence> inOrder =
        evidence.stream()
            .sorted(Comparator.comparingLong(one -> number(standings.get(one.dedupKey()))))
            .toList();
    for (Evidence one : inOrder) {
      Standing standing = standings.get(one.dedupKey());
      Optional<Move> move = policies.at(one.tick()).judge(standing, one, listings.of(one));
      if (move.isPresent()) {
        moves.make(standing, move.get(), one);
      }
    }
    moves.finish();
  }

  /**
   * What is about the platform or us comes by the time of day, and says nothing of how far the
   * scores of accounts and rings are.
   */
  private PolicyTimeline policies(Connection connection, List<Evidence> evidence)
      throws SQLException {
    Optional<Tick> newest =
        evidence.stream()
            .filter(one -> PolicyTimeline.canChange(one.kind()))
            .map(Evidence::tick)
            .max(Tick::compareTo);
    if (newest.isPresent()) {
      last = newest.get().compareTo(last) > 0 ? newest.get() : last;
      policies = thresholds.use(connection, last.next());
    }
    return policies;
  }

  private static long number(@Nullable Standing standing) {
    return standing == null ? Long.MAX_VALUE : standing.incident();
  }

  private static Map<String, Standing> standings(Connection connection, List<Evidence> evidence)
      throws SQLException {
    Map<String, Standing> standings = new HashMap<>();
    Array keys =
        connection.createArrayOf(
            "text", evidence.stream().map(Evidence::dedupKey).toArray(String[]::new));
    try (PreparedStatement select = connection.prepareStatement(STANDINGS)) {
      select.setArray(1, keys);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          standings.put(row.getString("dedup_key"), standing(row));
        }
      }
    }
    return standings;
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        row.getLong("id"),
        row.getBoolean("open"),
        row.getBoolean("provisional"),
        row.getDouble("score"),
        Band.valueOf(row.getString("band").toUpperCase(Locale.ROOT)),
        new Tick(row.getLong("minute")),
        row.getBoolean("cleared"));
  }

  /**
   * Closes the incidents that have been quiet since a moment, and has it told; what rises again
   * afterwards is news.
   *
   * @return how many
   */
  public int closeQuiet(Instant since) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return Transaction.run(
          connection,
          () -> {
            Instant now = clock.instant();
            List<KeptIncident> quiet = new IncidentRows(connection, texts, now).closeQuiet(since);
            for (KeptIncident incident : quiet) {
              told.add(connection, texts.alert(incident, IncidentChange.RESOLVED, now));
            }
            return quiet.size();
          });
    }
  }

  /**
   * Deletes those that were closed before a moment, with what was told of them; the last decision
   * about a matter stays as long as the matter goes on.
   */
  public void forgetBefore(Instant moment) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete = connection.prepareStatement(FORGET)) {
      Columns.set(delete, 1, moment);
      delete.executeUpdate();
    }
  }
}
