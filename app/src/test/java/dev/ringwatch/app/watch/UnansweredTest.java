package dev.ringwatch.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.Silence;
import dev.ringwatch.alert.Silence.Rhythm;
import dev.ringwatch.postgres.alert.AlertDatabase;
import dev.ringwatch.postgres.alert.EndpointFormat;
import dev.ringwatch.postgres.alert.EndpointRequest;
import dev.ringwatch.postgres.alert.Outbox;
import dev.ringwatch.postgres.incident.IncidentPages;
import dev.ringwatch.postgres.incident.KeptTexts;
import dev.ringwatch.postgres.incident.Silences;
import dev.ringwatch.risk.Band;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class UnansweredTest {

  @AutoClose private static final AlertDatabase ALERTS = new AlertDatabase();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  @Test
  void tellsOnceOfWhatNobodyAnswersAndNotOfWhatASilenceCovers() throws SQLException {
    ALERTS.addEndpoint(
        new EndpointRequest(
            "second",
            EndpointFormat.JSON,
            "https://second.example",
            Band.LOW,
            Set.of(IncidentKind.ACCOUNT),
            Optional.empty(),
            OptionalInt.of(15)),
        new byte[1],
        NOON.minusSeconds(1));
    // More than are read at once.
    for (int i = 0; i < 600; i++) {
      ALERTS.addIncident("account:u" + i);
    }
    ALERTS.addIncident("account:silent");
    ALERTS
        .database()
        .execute(
            "UPDATE alert_incidents SET opened_at = '%s', band = 'high', score = 80"
                .formatted(NOON));
    Instant now = NOON.plus(Duration.ofMinutes(20));
    Silence silence =
        new Silence(
            Set.of(), "silent", NOON, Duration.ofHours(1), Rhythm.ONCE, NOON.plusSeconds(3_600));
    try (Connection connection = ALERTS.dataSource().getConnection()) {
      new Silences(ALERTS.dataSource()).add(connection, silence, "r", "operator 1", NOON);
    }
    Unanswered unanswered =
        new Unanswered(
            ALERTS.dataSource(),
            new IncidentPages(ALERTS.dataSource()),
            KeptTexts.INSTANCE,
            new Outbox((format, alert) -> alert.change().label() + " " + alert.subject()),
            () -> now);
    assertThat(unanswered.tell()).isEqualTo(600);
    List<String> told = ALERTS.database().texts("SELECT payload FROM alert_deliveries");
    assertThat(told)
        .hasSize(600)
        .contains("unacknowledged u599")
        .doesNotContain("unacknowledged silent");
    assertThat(unanswered.tell()).isZero();
  }
}
