package dev.ringwatch.postgres.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.risk.Band;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EscalationsTest {

  @AutoClose private static final AlertDatabase ALERTS = new AlertDatabase();

  private static final TestDatabase DATABASE = ALERTS.database();
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  @BeforeEach
  void forget() throws SQLException {
    ALERTS.clear();
  }

  private static long endpoint(String name, Band least, int minutes) throws SQLException {
    return ALERTS.addEndpoint(
        new EndpointRequest(
            name,
            EndpointFormat.JSON,
            "https://" + name + ".example",
            least,
            Set.of(IncidentKind.ACCOUNT),
            Optional.empty(),
            OptionalInt.of(minutes)),
        new byte[1],
        NOON.minusSeconds(86_400));
  }

  /** An incident that was opened at noon, of band high. */
  private static long incident(String key) throws SQLException {
    long id = ALERTS.addIncident(key);
    DATABASE.execute(
        "UPDATE alert_incidents SET opened_at = '%s', band = 'high', provisional = false,"
                .formatted(NOON)
            + " state = 'open' WHERE id = "
            + id);
    return id;
  }

  private static List<Escalations.Due> due(long minutesAfterNoon) throws SQLException {
    try (Connection connection = ALERTS.dataSource().getConnection()) {
      return Escalations.due(
          connection, NOON.plusSeconds(60 * minutesAfterNoon), Escalations.Due.FIRST, 100);
    }
  }

  @Test
  void isDueOnceNobodyHasAcknowledgedForSoLong() throws SQLException {
    long late = endpoint("late", Band.LOW, 60);
    long soon = endpoint("soon", Band.HIGH, 15);
    long incident = incident("account:a");
    assertThat(due(14)).isEmpty();
    assertThat(due(15)).containsExactly(new Escalations.Due(incident, soon));
    assertThat(due(60))
        .containsExactlyInAnyOrder(
            new Escalations.Due(incident, soon), new Escalations.Due(incident, late));
    DATABASE.execute("UPDATE alert_incidents SET state = 'acknowledged'");
    assertThat(due(60)).isEmpty();
  }

  @Test
  void countsFromWhenPeopleWereToldAndPageByPage() throws SQLException {
    long pager = endpoint("pager", Band.LOW, 15);
    long first = incident("account:a");
    long second = incident("account:b");
    try (Connection connection = ALERTS.dataSource().getConnection()) {
      Instant now = NOON.plusSeconds(20 * 60);
      Escalations.Due before = new Escalations.Due(first, pager);
      assertThat(Escalations.due(connection, now, Escalations.Due.FIRST, 1))
          .containsExactly(before);
      assertThat(Escalations.due(connection, now, before, 1))
          .containsExactly(new Escalations.Due(second, pager));
    }
    DATABASE.execute(
        "UPDATE alert_incidents SET told_at = timestamptz '%s'".formatted(NOON.plusSeconds(600)));
    assertThat(due(24)).isEmpty();
    assertThat(due(25)).hasSize(2);
  }

  @Test
  void leavesOutWhatIsBelowOfAnotherKindProvisionalOrOlderThanTheEndpoint() throws SQLException {
    endpoint("pager", Band.HIGH, 15);
    incident("account:a");
    for (String change :
        List.of(
            "band = 'medium'",
            "provisional = true",
            "kind = 'ring'",
            "closed_at = now(), state = 'resolved'")) {
      DATABASE.execute(
          "UPDATE alert_incidents SET band = 'high', provisional = false, kind = 'account', closed_at = NULL, state = 'open'");
      assertThat(due(20)).hasSize(1);
      DATABASE.execute("UPDATE alert_incidents SET " + change);
      assertThat(due(20)).as(change).isEmpty();
    }
    DATABASE.execute("UPDATE alert_incidents SET closed_at = NULL, state = 'open'");
    DATABASE.execute(
        "UPDATE alert_endpoints SET told_from = timestamptz '%s'".formatted(NOON.plusSeconds(1)));
    assertThat(due(20)).isEmpty();
  }

  @Test
  void isNotToldOfWhatWasOpenBeforeItBeganToWait() throws SQLException {
    EndpointRequest atOnce =
        new EndpointRequest(
            "pager", "https://pager.example", Band.LOW, Set.of(IncidentKind.ACCOUNT));
    long pager = ALERTS.addEndpoint(atOnce, new byte[1], NOON.minusSeconds(86_400));
    incident("account:a");
    change(pager, OptionalInt.of(15), NOON.plusSeconds(60));
    assertThat(due(20)).isEmpty();
    long later = incident("account:b");
    DATABASE.execute(
        "UPDATE alert_incidents SET opened_at = timestamptz '%s' WHERE id = %d"
            .formatted(NOON.plusSeconds(120), later));
    assertThat(due(20)).containsExactly(new Escalations.Due(later, pager));
    change(pager, OptionalInt.of(30), NOON.plusSeconds(300));
    assertThat(due(20)).isEmpty();
    assertThat(due(40))
        .as("what it waited for before its minutes changed")
        .containsExactly(new Escalations.Due(later, pager));
    change(pager, OptionalInt.empty(), NOON.plusSeconds(300));
    change(pager, OptionalInt.of(30), NOON.plusSeconds(300));
    assertThat(due(40)).isEmpty();
  }

  private static void change(long endpoint, OptionalInt minutes, Instant now) throws SQLException {
    try (Connection connection = ALERTS.dataSource().getConnection()) {
      assertThat(
              new Endpoints(ALERTS.dataSource())
                  .change(
                      connection,
                      endpoint,
                      new EndpointRequest(
                          "pager",
                          EndpointFormat.JSON,
                          "https://pager.example",
                          Band.LOW,
                          Set.of(IncidentKind.ACCOUNT),
                          Optional.empty(),
                          minutes),
                      null,
                      now))
          .isPresent();
    }
  }

  @Test
  void tellsNobodyTwiceNorOfWhatASilenceHoldsBack() throws SQLException {
    long pager = endpoint("pager", Band.HIGH, 15);
    long incident = incident("account:a");
    DATABASE.execute(
        "INSERT INTO alert_silences (kinds, reason, starts_at, ends_at, rhythm, until, created_by,"
            + " created_at) VALUES ('{account}', 'r', now(), now() + interval '1h', 'once',"
            + " now() + interval '1h', 'operator 1', now())");
    DATABASE.execute(
        "INSERT INTO alert_holds SELECT %d, id, 'opened', now() FROM alert_silences"
            .formatted(incident));
    assertThat(due(20)).isEmpty();
    DATABASE.execute("TRUNCATE alert_holds, alert_silences");
    assertThat(due(20)).hasSize(1);
    DATABASE.execute(
        "INSERT INTO alert_deliveries (incident_id, endpoint_id, state, payload, next_attempt_at,"
            + " created_at, waiting_since) VALUES (%d, %d, 'waiting', '{}', now(), now(), now())"
                .formatted(incident, pager));
    assertThat(due(20)).isEmpty();
  }
}
