package dev.ringwatch.postgres.alert;

import static dev.ringwatch.postgres.alert.AlertDatabase.alert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.risk.Band;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BacklogTest {

  @AutoClose private static final AlertDatabase ALERTS = new AlertDatabase();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final Backlog backlog = new Backlog(ALERTS.dataSource(), Duration.ofSeconds(10));

  @Test
  void countsWhatWaitsAndForWhomAndWhatWasGivenUpLately() throws SQLException {
    assertThat(backlog.count()).isEqualTo(Backlog.Counts.NONE);
    Outbox outbox = new Outbox((format, alert) -> "{}");
    ALERTS.addEndpoint("pager", NOON);
    long off = ALERTS.addEndpoint("off", NOON);
    long quiet = ALERTS.addEndpoint("quiet", NOON);
    long incident = ALERTS.addIncident("a");
    ALERTS.send(outbox, alert(incident, IncidentChange.OPENED, Band.HIGH, NOON));
    ALERTS.pass(Duration.ofMinutes(20));
    try (Connection connection = ALERTS.dataSource().getConnection()) {
      new Endpoints(ALERTS.dataSource()).disable(connection, off, "", NOON);
    }
    DueDeliveries.Taking taking =
        new DueDeliveries.Taking(UUID.randomUUID(), Duration.ofMinutes(1), 10, 10);
    DueDelivery dead =
        new DueDeliveries(ALERTS.dataSource())
            .take(taking, Map.of()).stream()
                .filter(one -> one.to().endpoint() == quiet)
                .findFirst()
                .orElseThrow();
    new DeliveryOutcomes(ALERTS.dataSource())
        .write(
            List.of(new Outcome(dead, new Attempt(NOON, 1, 500, "no", ""), new Outcome.Dead("no"))),
            List.of(new EndpointState(quiet, dead.to().url(), 5, Duration.ofMinutes(5), null)));
    Backlog.Counts counts = backlog.count();
    assertThat(counts.oldest()).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(25));
    assertThat(counts).isEqualTo(new Backlog.Counts(2, 2, counts.oldest(), 1, 1, 1));
    ALERTS.pass(Duration.ofHours(1));
    assertThat(backlog.count().deadLately()).isZero();
    assertThat(backlog.count().paused()).isZero();
  }
}
