package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.alert.Move;
import dev.ringwatch.alert.Standing;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.Transaction;
import dev.ringwatch.risk.Band;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Moves incidents by evidence, and notes what is to be told of it in the same transaction. The same
 * evidence again moves nothing, and of an account on the list {@code allow} none is opened. Safe
 * for threads, beside people who decide.
 */
public final class Incidents {

  private static final int MOST_REASONS = 20;
  private static final int MOST_MEMBERS = 20;

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
  private final IncidentPolicy policy;
  private final IncidentTexts texts;
  private final Told told;
  private final InstantSource clock;

  /**
   * The incidents in a database that has the schema.
   *
   * @param told takes what is to be told
   */
  public Incidents(
      DataSource dataSource,
      IncidentPolicy policy,
      IncidentTexts texts,
      Told told,
      InstantSource clock) {
    this.dataSource = dataSource;
    this.policy = policy;
    this.texts = texts;
    this.told = told;
    this.clock = clock;
  }

  /** What says how incidents move. */
  public IncidentPolicy policy() {
    return policy;
  }

  /**
   * Moves incidents, all or none. One round trip for all that moves nothing. One call at a time:
   * two of them would not see what the other opens.
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
            Map<String, Standing> standings = standings(connection, evidence);
            IncidentRows rows = new IncidentRows(connection, texts, clock.instant());
            for (Evidence one : evidence) {
              Standing standing = standings.get(one.dedupKey());
              Optional<Move> move = policy.judge(standing, one);
              if (move.isPresent()) {
                apply(rows, standing, move.get(), one);
              }
            }
            return true;
          });
    }
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

  private void apply(IncidentRows rows, @Nullable Standing standing, Move move, Evidence evidence)
      throws SQLException {
    if (move instanceof Move.Open(boolean reopened)) {
      if (evidence.kind() == IncidentKind.ACCOUNT && rows.isAllowed(evidence.subject())) {
        return;
      }
      OptionalLong id = rows.open(evidence, reopened ? standing : null);
      if (id.isPresent()) {
        IncidentChange change = reopened ? IncidentChange.REOPENED : IncidentChange.OPENED;
        tell(rows.connection(), id.getAsLong(), change, evidence);
      }
      return;
    }
    Standing known = Objects.requireNonNull(standing, "what moves is there");
    switch (move) {
      case Move.Gather(boolean escalated) -> {
        if (rows.gather(known, evidence) && escalated) {
          tell(rows.connection(), known.incident(), IncidentChange.ESCALATED, evidence);
        }
      }
      case Move.Withdraw withdraw -> {
        if (rows.withdraw(known, evidence)) {
          tell(rows.connection(), known.incident(), IncidentChange.WITHDRAWN, evidence);
        }
      }
      case Move.Fold fold -> {
        if (rows.fold(known, evidence)) {
          tell(rows.connection(), known.incident(), IncidentChange.RESOLVED, evidence);
        }
      }
      case Move.Clear clear -> rows.clear(known, evidence);
      case Move.Open open -> throw new IllegalStateException("an incident is opened above");
    }
  }

  private void tell(Connection connection, long incident, IncidentChange change, Evidence evidence)
      throws SQLException {
    told.add(connection, alert(incident, change, evidence, clock.instant()));
  }

  private static Alert alert(long incident, IncidentChange change, Evidence evidence, Instant now) {
    return new Alert(
        incident,
        evidence.dedupKey(),
        evidence.kind(),
        change,
        evidence.subject(),
        evidence.score(),
        evidence.band(),
        evidence.reasons().stream().limit(MOST_REASONS).toList(),
        evidence.members().stream().limit(MOST_MEMBERS).toList(),
        evidence.members().size(),
        now);
  }
}
