package dev.ringwatch.postgres.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.risk.Band;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointWorksTest {

  @AutoClose private static final AlertDatabase ALERTS = new AlertDatabase();

  private static final TestDatabase DATABASE = ALERTS.database();
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final EndpointWorks works = new EndpointWorks(ALERTS.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    ALERTS.clear();
  }

  private static UUID delivery(long endpoint, String state, Instant made) throws SQLException {
    long incident = ALERTS.addIncident("account:" + UUID.randomUUID());
    return UUID.fromString(
        DATABASE
            .texts(
                """
                INSERT INTO alert_deliveries (incident_id, endpoint_id, state, payload,
                  next_attempt_at, created_at, waiting_since, delivered_at, dead_at)
                SELECT %d, %d, state, '{}', CASE state WHEN 'waiting' THEN now() END, at, at,
                  CASE state WHEN 'delivered' THEN at END, CASE state WHEN 'dead' THEN at END
                FROM (SELECT '%s' AS state, timestamptz '%s' AS at) one RETURNING id
                """
                    .formatted(incident, endpoint, state, made))
            .getFirst());
  }

  private static void attempt(UUID delivery, int second, int status, String error)
      throws SQLException {
    DATABASE.execute(
        "INSERT INTO alert_attempts (delivery_id, at, took_ms, status, error, answer)"
            + " VALUES ('%s', '%s', 7, %d, '%s', 'a')"
                .formatted(delivery, NOON.plusSeconds(second), status, error));
  }

  @Test
  void saysWhatWaitsAndHowItWentLately() throws SQLException {
    long pager = ALERTS.addEndpoint("pager", NOON);
    long idle = ALERTS.addEndpoint("idle", NOON);
    delivery(pager, "waiting", NOON.plusSeconds(5));
    delivery(pager, "waiting", NOON.plusSeconds(3));
    delivery(pager, "delivered", NOON.plusSeconds(1));
    UUID dead = delivery(pager, "dead", NOON);
    attempt(dead, 1, 500, "first");
    attempt(dead, 2, 503, "second");
    attempt(delivery(idle, "delivered", NOON.plusSeconds(9)), 3, 204, "");
    Map<Long, EndpointWork> all = works.of(List.of(pager, idle, 999L));
    EndpointWork work = Objects.requireNonNull(all.get(pager));
    assertThat(work.waiting()).isEqualTo(2);
    assertThat(work.since()).isEqualTo(NOON.plusSeconds(3));
    assertThat(work.dead()).isEqualTo(1);
    assertThat(work.delivered()).isEqualTo(NOON.plusSeconds(1));
    assertThat(Objects.requireNonNull(work.failed()).error()).isEqualTo("second");
    assertThat(work.room()).isEmpty();
    EndpointWork none = Objects.requireNonNull(all.get(idle));
    assertThat(none.waiting()).isZero();
    assertThat(none.since()).isNull();
    assertThat(none.failed()).isNull();
    assertThat(none.delivered()).isEqualTo(NOON.plusSeconds(9));
    assertThat(all).hasSize(2);
  }

  @Test
  void saysHowMuchRoomABudgetHasNow() throws SQLException {
    EndpointRequest request =
        new EndpointRequest(
            "slow",
            EndpointFormat.JSON,
            "https://slow.example",
            Band.LOW,
            Set.of(IncidentKind.ACCOUNT),
            Optional.of(new Budget(60, 10)),
            OptionalInt.empty());
    long slow = ALERTS.addEndpoint(request, new byte[1], NOON);
    assertThat(Objects.requireNonNull(works.of(List.of(slow)).get(slow)).room()).hasValue(10);
    DATABASE.execute("UPDATE alert_endpoints SET tokens = 0, tokens_at = now()");
    ALERTS.pass(Duration.ofSeconds(4));
    assertThat(Objects.requireNonNull(works.of(List.of(slow)).get(slow)).room().orElseThrow())
        .isBetween(4.0, 9.0);
  }

  @Test
  void tellsTheLastAttemptAtEachOfSome() throws SQLException {
    long pager = ALERTS.addEndpoint("pager", NOON);
    UUID tried = delivery(pager, "dead", NOON);
    UUID untried = delivery(pager, "waiting", NOON);
    attempt(tried, 1, 500, "no");
    attempt(tried, 2, 204, "");
    DeliveryLog log = new DeliveryLog(ALERTS.dataSource());
    Map<UUID, Attempt> last = log.lastAttempts(List.of(tried, untried));
    assertThat(last).containsOnlyKeys(tried);
    assertThat(Objects.requireNonNull(last.get(tried)).status()).isEqualTo(204);
    DeliveryLog.Filter ofPager =
        new DeliveryLog.Filter(Optional.empty(), OptionalLong.empty(), OptionalLong.of(pager));
    assertThat(log.page(ofPager, OptionalLong.empty(), 10)).hasSize(2);
  }
}
