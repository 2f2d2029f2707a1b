package dev.ringwatch.postgres.alert;

import static dev.ringwatch.postgres.alert.AlertDatabase.alert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.risk.Band;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestsTest {

  @AutoClose private static final AlertDatabase ALERTS = new AlertDatabase();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final Outbox outbox =
      new Outbox((format, alert) -> alert.incident() + " " + alert.change().label());
  private final DueDeliveries due = new DueDeliveries(ALERTS.dataSource());
  private final DeliveryOutcomes outcomes = new DeliveryOutcomes(ALERTS.dataSource());
  private final Digests digests = new Digests(ALERTS.dataSource(), DigestsTest::words);
  private final DeliveryLog log = new DeliveryLog(ALERTS.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    ALERTS.clear();
  }

  private static String words(EndpointFormat format, Digest digest) {
    return digest.lines().stream()
        .map(line -> line.incident() + " " + line.change())
        .collect(Collectors.joining(", "));
  }

  private static EndpointRequest request(String name, Optional<Budget> budget) {
    return new EndpointRequest(
        name,
        EndpointFormat.JSON,
        "https://" + name + ".example",
        Band.LOW,
        Set.of(IncidentKind.ACCOUNT),
        budget,
        OptionalInt.empty());
  }

  private static long endpoint(String name, int perMinute, int burst) throws SQLException {
    return ALERTS.addEndpoint(
        request(name, Optional.of(new Budget(perMinute, burst))), new byte[1], NOON);
  }

  private long incident(String key, IncidentChange... changes) throws SQLException {
    long incident = ALERTS.addIncident("account:" + key);
    for (IncidentChange change : changes) {
      tell(incident, change);
    }
    return incident;
  }

  private void tell(long incident, IncidentChange change) throws SQLException {
    ALERTS.send(outbox, alert(incident, change, Band.MEDIUM, NOON));
  }

  private List<DueDelivery> take() throws SQLException {
    return due.take(new DueDeliveries.Taking(UUID.randomUUID(), LEASE, 100, 100), Map.of());
  }

  private List<String> taken() throws SQLException {
    return take().stream().map(DueDelivery::payload).toList();
  }

  private void end(DueDelivery delivery, Outcome.Next next) throws SQLException {
    String error = next instanceof Outcome.Delivered ? "" : "HTTP status 500";
    outcomes.write(
        List.of(new Outcome(delivery, new Attempt(NOON, 1, 200, error, ""), next)), List.of());
  }

  private List<Delivery> all() throws SQLException {
    DeliveryLog.Filter any =
        new DeliveryLog.Filter(Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
    return log.page(any, OptionalLong.empty(), 1_000).reversed();
  }

  @Test
  void sendsNoMoreThanTheBudgetAllowsAndTheRestAsOne() throws SQLException {
    endpoint("pager", 1, 2);
    ALERTS.addEndpoint("free", NOON);
    incident("a", IncidentChange.OPENED);
    incident("b", IncidentChange.OPENED);
    assertThat(digests.make()).isZero();
    assertThat(take()).hasSize(4).allSatisfy(one -> end(one, new Outcome.Delivered()));
    long third = incident("c", IncidentChange.OPENED, IncidentChange.ESCALATED);
    incident("d", IncidentChange.OPENED);
    assertThat(digests.make()).isZero();
    assertThat(take())
        .allSatisfy(one -> {
          assertThat(one.to().name()).isEqualTo("free");
          end(one, new Outcome.Delivered());
        });
    ALERTS.pass(Duration.ofSeconds(50));
    assertThat(digests.make()).isZero();
    ALERTS.pass(Duration.ofSeconds(11));
    assertThat(digests.make()).isEqualTo(1);
    Map<String, DueDelivery> next = new HashMap<>();
    take().forEach(one -> next.put(one.to().name(), one));
    end(Objects.requireNonNull(next.get("free")), new Outcome.Delivered());
    DueDelivery digest = Objects.requireNonNull(next.get("pager"));
    assertThat(digest.payload()).isEqualTo("3 opened, 3 escalated, 4 opened");
    List<Delivery> folded =
        all().stream().filter(one -> one.state().word().equals("digested")).toList();
    assertThat(folded)
        .hasSize(3)
        .allSatisfy(one -> {
          assertThat(one.state().digest()).isEqualTo(digest.id());
          assertThat(one.state().reason()).endsWith("sent within the digest " + digest.id());
          assertThat(one.endpointName()).isEqualTo("pager");
        });
    Delivery kept = log.find(digest.id()).orElseThrow();
    assertThat(kept.incident()).isEmpty();
    assertThat(kept.state().standsFor()).isEqualTo(3);

    tell(third, IncidentChange.RESOLVED);
    ALERTS.pass(Duration.ofSeconds(40));
    assertThat(digests.make()).isZero();
    assertThat(taken()).as("what follows waits for the digest").containsExactly("3 resolved");
    end(digest, new Outcome.Delivered());
    ALERTS.pass(Duration.ofSeconds(30));
    assertThat(taken()).containsExactly("3 resolved");
  }

  @Test
  void triesADigestAgainAsAnyOther() throws SQLException {
    endpoint("pager", 60, 1);
    incident("a", IncidentChange.OPENED);
    incident("b", IncidentChange.OPENED);
    assertThat(digests.make()).isEqualTo(1);
    DueDelivery first = take().getFirst();
    end(first, new Outcome.Again(Duration.ofSeconds(5)));
    ALERTS.pass(Duration.ofSeconds(5));
    assertThat(digests.make()).isZero();
    DueDelivery second = take().getFirst();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.payload()).isEqualTo("1 opened, 2 opened");
    assertThat(second.tries()).isEqualTo(1);
  }

  @Test
  void leavesWhatWasTriedAndWhatFollowsItByThemselves() throws SQLException {
    endpoint("pager", 600, 2);
    long tried = incident("a", IncidentChange.OPENED);
    end(take().getFirst(), new Outcome.Again(Duration.ofHours(1)));
    tell(tried, IncidentChange.RESOLVED);
    for (String key : List.of("b", "c", "d")) {
      incident(key, IncidentChange.OPENED);
    }
    ALERTS.pass(Duration.ofSeconds(1));
    assertThat(digests.make()).isEqualTo(1);
    assertThat(taken()).containsExactly("2 opened, 3 opened, 4 opened");
  }

  @Test
  void keepsTheBudgetWhereAllServersAndTheNextStartFindIt() throws SQLException {
    endpoint("pager", 1, 5);
    for (int i = 0; i < 3; i++) {
      incident("k" + i, IncidentChange.OPENED);
    }
    assertThat(take()).hasSize(3);
    incident("x", IncidentChange.OPENED);
    incident("y", IncidentChange.OPENED);
    incident("z", IncidentChange.OPENED);
    DueDeliveries another = new DueDeliveries(ALERTS.dataSource());
    DueDeliveries.Taking taking = new DueDeliveries.Taking(UUID.randomUUID(), LEASE, 100, 100);
    assertThat(another.take(taking, Map.of())).hasSize(2);
    assertThat(take()).isEmpty();
  }

  @Test
  void hasABudgetAlsoWhenTheClockWasSetBack() throws SQLException {
    endpoint("pager", 1, 2);
    incident("a", IncidentChange.OPENED);
    incident("b", IncidentChange.OPENED);
    assertThat(take()).hasSize(2);
    ALERTS.pass(Duration.ofMinutes(-40));
    incident("c", IncidentChange.OPENED);
    assertThat(taken()).containsExactly("3 opened");
  }

  @Test
  void leavesABucketAloneThatSomebodyElseTakesFrom() throws SQLException {
    endpoint("pager", 1, 5);
    incident("a", IncidentChange.OPENED);
    try (Connection connection = ALERTS.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("SELECT FROM alert_endpoints FOR NO KEY UPDATE");
      assertThat(take()).isEmpty();
      connection.rollback();
    }
    assertThat(take()).hasSize(1);
  }

  /** What arrives, message by message or within digests, against the order in which it was told. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void losesNothingAndKeepsTheOrderWhateverFails(long seed) throws SQLException {
    SplittableRandom random = new SplittableRandom(seed);
    endpoint("pager", 60, 1 + random.nextInt(4));
    Followers followers = new Followers(ALERTS.dataSource());
    Map<Long, List<String>> told = new HashMap<>();
    Map<Long, List<String>> arrived = new HashMap<>();
    List<Long> incidents = new ArrayList<>();
    // Of who has seen it only PagerDuty is told, which is sent no digest.
    IncidentChange[] changes =
        Arrays.stream(IncidentChange.values())
            .filter(change -> change != IncidentChange.ACKNOWLEDGED)
            .toArray(IncidentChange[]::new);
    int sent = 0;
    for (int step = 0; step < 80 || !settled(); step++) {
      assertThat(step).as("steps until all has arrived").isLessThan(2_000);
      for (int i = random.nextInt(4); step < 60 && i > 0; i--) {
        if (incidents.isEmpty() || random.nextInt(3) == 0) {
          incidents.add(ALERTS.addIncident("account:s" + seed + "i" + incidents.size()));
        }
        long incident = incidents.get(random.nextInt(incidents.size()));
        IncidentChange change = changes[random.nextInt(changes.length)];
        tell(incident, change);
        told.computeIfAbsent(incident, key -> new ArrayList<>()).add(change.label());
      }
      digests.make();
      for (DueDelivery one : take()) {
        sent++;
        if (random.nextInt(4) == 0) {
          end(one, new Outcome.Again(Duration.ofSeconds(random.nextInt(20))));
        } else if (random.nextInt(20) > 0) {
          note(one.payload(), arrived);
          end(one, new Outcome.Delivered());
        }
      }
      if (random.nextInt(3) == 0) {
        followers.park();
      }
      ALERTS.pass(Duration.ofMillis(random.nextInt(3_000)));
    }
    assertThat(arrived).isEqualTo(told);
    int messages = told.values().stream().mapToInt(List::size).sum();
    assertThat(sent).as("of " + messages).isPositive();
    assertThat(all()).anyMatch(one -> one.state().standsFor() > 0);
  }

  private static void note(String payload, Map<Long, List<String>> arrived) {
    for (String line : payload.split(", ", -1)) {
      String[] words = line.split(" ", 2);
      arrived.computeIfAbsent(Long.parseLong(words[0]), key -> new ArrayList<>()).add(words[1]);
    }
  }

  private static boolean settled() throws SQLException {
    return ALERTS
        .database()
        .texts("SELECT count(*) FROM alert_deliveries WHERE state = 'waiting'")
        .equals(List.of("0"));
  }

  @Test
  void keepsABudgetAndForgetsIt() throws SQLException {
    Endpoints endpoints = new Endpoints(ALERTS.dataSource());
    long id = endpoint("pager", 7, 9);
    assertThat(endpoints.find(id).orElseThrow().budget()).contains(new Budget(7, 9));
    try (Connection connection = ALERTS.dataSource().getConnection()) {
      endpoints.change(connection, id, request("pager", Optional.empty()), null, NOON);
      assertThat(endpoints.count(connection)).isEqualTo(1);
    }
    assertThat(endpoints.find(id).orElseThrow().budget()).isEmpty();
  }
}
