package dev.ringwatch.postgres.verdict;

import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.postgres.incident.IncidentPages;
import dev.ringwatch.postgres.incident.IncidentTexts;
import dev.ringwatch.postgres.incident.KeptIncident;
import dev.ringwatch.postgres.incident.Told;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Closes the incidents of what is decided, and has it told as other resolutions are. */
public final class ClosedByVerdict {

  private final IncidentPages incidents;
  private final IncidentTexts texts;
  private final Told told;

  /** Closes incidents. */
  public ClosedByVerdict(IncidentPages incidents, IncidentTexts texts, Told told) {
    this.incidents = incidents;
    this.texts = texts;
    this.told = told;
  }

  /**
   * Closes the open incidents of subjects of which a verdict stands that says abusive or benign,
   * but none that was opened after the verdict was decided elsewhere.
   *
   * @return their numbers
   */
  List<Long> close(Connection connection, List<KeptVerdict> verdicts, Giver giver)
      throws SQLException {
    Map<String, KeptVerdict> decided = new HashMap<>();
    for (KeptVerdict verdict : verdicts) {
      if (verdict.stands() && verdict.judgement() != Judgement.UNSURE) {
        verdict.subject().settledKeys().forEach(key -> decided.put(key, verdict));
      }
    }
    List<Long> closed = new ArrayList<>();
    for (KeptIncident incident : incidents.lockOpen(connection, decided.keySet())) {
      KeptVerdict verdict = Objects.requireNonNull(decided.get(incident.dedupKey()));
      boolean late = verdict.decided().at().isBefore(giver.now());
      if (!(late && incident.opened().isAfter(verdict.decided().at()))) {
        close(connection, incident, verdict, giver);
        closed.add(incident.id());
      }
    }
    return closed;
  }

  private void close(Connection connection, KeptIncident incident, KeptVerdict verdict, Giver giver)
      throws SQLException {
    if (!incidents.resolve(
        connection, incident.id(), giver.who(), reason(verdict), giver.now(), giver.known())) {
      throw new IllegalStateException("incident " + incident.id() + " was locked while open");
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE alert_incidents SET verdict_id = ? WHERE id = ?")) {
      update.setLong(1, verdict.id());
      update.setLong(2, incident.id());
      update.executeUpdate();
    }
    told.add(connection, texts.alert(incident, IncidentChange.RESOLVED, giver.now()));
  }

  private static String reason(KeptVerdict verdict) {
    String type = verdict.abuseType() == null ? "" : " (" + verdict.abuseType() + ")";
    String why = verdict.reason().isEmpty() ? "" : ": " + verdict.reason();
    Long ring = verdict.belongs().ringVerdict();
    return "verdict "
        + verdict.id()
        + ": "
        + verdict.judgement().word()
        + type
        + (ring == null ? "" : ", with its ring by verdict " + ring)
        + why;
  }
}
