package dev.ringwatch.postgres.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.risk.Band;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

  @AutoClose private static final AlertDatabase ALERTS = new AlertDatabase();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final Outbox outbox =
      new Outbox((format, alert) -> format.label() + " of " + alert.incident());

  @BeforeEach
  void forget() throws SQLException {
    ALERTS.clear();
  }

  private static EndpointRequest request(EndpointFormat format, String name) {
    String url = format == EndpointFormat.EMAIL ? "mailto:a@example.org" : "https://a.example";
    return new EndpointRequest(name, format, url, Band.LOW, Set.of(IncidentKind.ACCOUNT));
  }

  @Test
  void wordsAnAlertForEachEndpointInItsFormat() throws SQLException {
    for (EndpointFormat format : EndpointFormat.values()) {
      ALERTS.addEndpoint(request(format, format.label()), new byte[1], NOON);
    }
    ALERTS.addEndpoint(request(EndpointFormat.SLACK, "second"), new byte[1], NOON);
    long incident = ALERTS.addIncident("account:a");
    ALERTS.send(outbox, AlertDatabase.alert(incident, IncidentChange.OPENED, Band.HIGH, NOON));
    List<String> expected = new ArrayList<>(List.of("second: slack of " + incident));
    for (EndpointFormat format : EndpointFormat.values()) {
      expected.add(format.label() + ": " + format.label() + " of " + incident);
    }
    assertThat(
            ALERTS
                .database()
                .texts(
                    "SELECT e.name || ': ' || d.payload FROM alert_deliveries d"
                        + " JOIN alert_endpoints e ON e.id = d.endpoint_id"))
        .containsExactlyInAnyOrderElementsOf(expected);
    DueDeliveries due = new DueDeliveries(ALERTS.database().dataSource());
    assertThat(
            due.take(
                new DueDeliveries.Taking(new UUID(1, 1), Duration.ofSeconds(60), 100, 10),
                Map.of()))
        .allSatisfy(one -> assertThat(one.payload()).startsWith(one.to().format().label() + " of "))
        .hasSize(expected.size());
  }

  @Test
  void tellsWhoWaitsForWhatNobodyAcknowledgesOnlyOnceSomebodySaysSo() throws SQLException {
    long first = ALERTS.addEndpoint(request(EndpointFormat.JSON, "first"), new byte[1], NOON);
    long second =
        ALERTS.addEndpoint(
            new EndpointRequest(
                "second",
                EndpointFormat.JSON,
                "https://b.example",
                Band.HIGH,
                Set.of(IncidentKind.ACCOUNT),
                Optional.empty(),
                OptionalInt.of(30)),
            new byte[1],
            NOON);
    long incident = ALERTS.addIncident("account:a");
    ALERTS.send(outbox, AlertDatabase.alert(incident, IncidentChange.OPENED, Band.HIGH, NOON));
    assertThat(toldEndpoints()).containsExactly(first);
    try (Connection connection = ALERTS.dataSource().getConnection()) {
      outbox.addFor(
          connection,
          AlertDatabase.alert(incident, IncidentChange.UNACKNOWLEDGED, Band.HIGH, NOON),
          second);
    }
    assertThat(toldEndpoints()).containsExactly(first, second);
    ALERTS.send(outbox, AlertDatabase.alert(incident, IncidentChange.RESOLVED, Band.LOW, NOON));
    assertThat(toldEndpoints()).as("both know of it").containsExactly(first, second, first, second);
  }

  @Test
  void tellsOfWhoHasSeenItWhereThatStopsSomethingAndWhereItWasTold() throws SQLException {
    long chat = ALERTS.addEndpoint(request(EndpointFormat.SLACK, "chat"), new byte[1], NOON);
    long pager = ALERTS.addEndpoint(request(EndpointFormat.PAGERDUTY, "pager"), new byte[1], NOON);
    long incident = ALERTS.addIncident("account:a");
    ALERTS.send(outbox, AlertDatabase.alert(incident, IncidentChange.OPENED, Band.HIGH, NOON));
    long late = ALERTS.addEndpoint(request(EndpointFormat.PAGERDUTY, "late"), new byte[1], NOON);
    ALERTS.send(
        outbox, AlertDatabase.alert(incident, IncidentChange.ACKNOWLEDGED, Band.HIGH, NOON));
    assertThat(toldEndpoints()).containsExactlyInAnyOrder(chat, pager, pager).doesNotContain(late);
    assertThat(
            ALERTS
                .database()
                .texts(
                    "SELECT change FROM alert_deliveries WHERE endpoint_id = %d ORDER BY place"
                        .formatted(pager)))
        .containsExactly("opened", "acknowledged");
  }

  private static List<Long> toldEndpoints() throws SQLException {
    return ALERTS
        .database()
        .texts("SELECT endpoint_id FROM alert_deliveries ORDER BY place")
        .stream()
        .map(Long::valueOf)
        .toList();
  }

  @Test
  void letsNoEndpointChangeItsFormat() throws SQLException {
    Endpoints endpoints = new Endpoints(ALERTS.database().dataSource());
    long id = ALERTS.addEndpoint(request(EndpointFormat.PAGERDUTY, "p"), new byte[] {1}, NOON);
    try (Connection connection = ALERTS.database().dataSource().getConnection()) {
      assertThat(endpoints.change(connection, id, request(EndpointFormat.TEAMS, "p"), null, NOON))
          .isEmpty();
      assertThat(
              endpoints.change(connection, id, request(EndpointFormat.PAGERDUTY, "q"), null, NOON))
          .isPresent();
      assertThat(endpoints.secrets(id, NOON).orElseThrow().current()).containsExactly(1);
      byte[] other = {2};
      assertThat(
              endpoints.change(connection, id, request(EndpointFormat.PAGERDUTY, "q"), other, NOON))
          .isPresent();
    }
    assertThat(endpoints.secrets(id, NOON).orElseThrow().current()).containsExactly(2);
  }

  @Test
  void keepsAddressesOfEmailOnlyOfEmail() {
    assertThatThrownBy(() ->
            new EndpointRequest(
                "a", EndpointFormat.JSON, "mailto:a@b", Band.LOW, Set.of(IncidentKind.RING)))
        .hasMessageContaining("of the format email");
    assertThatThrownBy(() ->
            new EndpointRequest(
                "a", EndpointFormat.EMAIL, "https://a", Band.LOW, Set.of(IncidentKind.RING)))
        .hasMessageContaining("of the format email");
  }
}
