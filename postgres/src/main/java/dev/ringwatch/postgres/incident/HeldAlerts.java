package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.SuppressionCause;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Holds back what a silence covers, and has it told when that ends, if it is still open by then.
 * Nothing is lost by it: what is held back is noted with its reason, and that an incident of which
 * people were told is closed is told at once. Safe for threads and for several processes.
 */
public final class HeldAlerts implements Told {

  private static final String HOLD =
      """
      INSERT INTO alert_holds (incident_id, silence_id, change, held_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (incident_id) DO UPDATE SET silence_id = excluded.silence_id
      """;

  private static final String LET_GO =
      """
      WITH free AS (DELETE FROM alert_holds WHERE incident_id = ? RETURNING incident_id, change),
      told AS (UPDATE alert_incidents SET told_at = ? FROM free WHERE id = free.incident_id)
      SELECT change FROM free
      """;

  /** Whoever moves an incident holds its row: what is told of it then comes in that order. */
  private static final String HELD =
      "SELECT "
          + KeptIncident.COLUMNS
          + " FROM alert_incidents WHERE id IN (SELECT incident_id FROM alert_holds"
          + " WHERE incident_id > ? ORDER BY incident_id LIMIT ?)"
          + " ORDER BY id FOR UPDATE SKIP LOCKED";

  private static final int AT_ONCE = 500;

  private final DataSource dataSource;
  private final IncidentTexts texts;
  private final Told told;
  private final InstantSource clock;

  /**
   * Holds back alerts.
   *
   * @param told takes what is not held back
   */
  public HeldAlerts(DataSource dataSource, IncidentTexts texts, Told told, InstantSource clock) {
    this.dataSource = dataSource;
    this.texts = texts;
    this.told = told;
    this.clock = clock;
  }

  @Override
  public void add(Connection connection, Alert alert) throws SQLException {
    if (alert.change() == IncidentChange.ACKNOWLEDGED) {
      // It disturbs nobody, and of what is held back nobody knows who could be told.
      told.add(connection, alert);
      return;
    }
    Instant now = clock.instant();
    Optional<KeptSilence> silence =
        Silences.covering(connection, alert.kind(), alert.subject(), now);
    if (alert.change().closes()) {
      close(connection, alert, silence.isPresent(), now);
    } else if (silence.isPresent()) {
      hold(connection, alert, silence.get(), now);
    } else {
      // What was held back until a moment ago is the first that is said of it.
      told.add(connection, letGo(connection, alert.incident(), now).map(alert::as).orElse(alert));
    }
  }

  private void close(Connection connection, Alert alert, boolean silent, Instant now)
      throws SQLException {
    Optional<IncidentChange> unsaid = letGo(connection, alert.incident(), now);
    boolean wasTold = unsaid.isEmpty() || unsaid.get() == IncidentChange.ESCALATED;
    if (wasTold || !silent) {
      if (!wasTold) {
        // The silence ended a moment ago: it was still open then.
        told.add(connection, alert.as(unsaid.get()));
      }
      told.add(connection, alert);
      return;
    }
    SuppressionCause cause = SuppressionCause.ENDED_IN_SILENCE;
    note(connection, alert, cause, cause.sentence(), now);
  }

  private static void hold(Connection connection, Alert alert, KeptSilence silence, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(HOLD)) {
      insert.setLong(1, alert.incident());
      insert.setLong(2, silence.id());
      insert.setString(3, alert.change().label());
      Columns.set(insert, 4, now);
      insert.executeUpdate();
    }
    note(connection, alert, SuppressionCause.SILENCED, silence.sentence(now), now);
  }

  private static void note(
      Connection connection, Alert alert, SuppressionCause cause, String reason, Instant now)
      throws SQLException {
    Suppression.Note note =
        new Suppression.Note(alert.dedupKey(), cause, alert.incident(), reason, alert.score());
    Suppressions.note(connection, List.of(note), now);
  }

  private static Optional<IncidentChange> letGo(Connection connection, long incident, Instant now)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(LET_GO)) {
      delete.setLong(1, incident);
      Columns.set(delete, 2, now);
      try (ResultSet row = delete.executeQuery()) {
        return row.next()
            ? Optional.of(IncidentChange.valueOf(row.getString(1).toUpperCase(Locale.ROOT)))
            : Optional.empty();
      }
    }
  }

  /**
   * Has everything told that no silence covers any more.
   *
   * @return how many incidents
   */
  public int release() throws SQLException {
    int released = 0;
    long last = 0;
    boolean more = true;
    while (more) {
      long after = last;
      List<KeptIncident> held = new ArrayList<>();
      try (Connection connection = dataSource.getConnection()) {
        released += Transaction.run(connection, () -> release(connection, after, held));
      }
      more = held.size() == AT_ONCE;
      last = held.isEmpty() ? last : held.getLast().id();
    }
    return released;
  }

  private int release(Connection connection, long after, List<KeptIncident> held)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(HELD)) {
      select.setLong(1, after);
      select.setInt(2, AT_ONCE);
      held.addAll(IncidentPages.readAll(select));
    }
    Instant now = clock.instant();
    List<KeptSilence> silences = Silences.ahead(connection, now);
    int released = 0;
    for (KeptIncident incident : held) {
      if (Silences.covering(silences, incident.kind(), incident.subject(), now).isEmpty()) {
        Optional<IncidentChange> change = letGo(connection, incident.id(), now);
        if (change.isPresent()) {
          told.add(connection, texts.alert(incident, change.get(), now));
          if (incident.state() == KeptIncident.State.ACKNOWLEDGED) {
            told.add(connection, texts.alert(incident, IncidentChange.ACKNOWLEDGED, now));
          }
          released++;
        }
      }
    }
    return released;
  }
}
