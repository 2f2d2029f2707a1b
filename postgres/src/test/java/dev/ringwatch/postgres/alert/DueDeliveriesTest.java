package dev.ringwatch.postgres.alert;

import static dev.ringwatch.postgres.alert.AlertDatabase.alert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.Transaction;
import dev.ringwatch.risk.Band;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DueDeliveriesTest {

  @AutoClose private static final AlertDatabase ALERTS = new AlertDatabase();

  private static final TestDatabase DATABASE = ALERTS.database();
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Instant LEASE_END = NOON.plusSeconds(60);
  private static final UUID OURS = new UUID(1, 1);
  private static final UUID THEIRS = new UUID(2, 2);

  private final Outbox outbox =
      new Outbox((format, alert) -> alert.incident() + " " + alert.change().label(), () -> NOON);
  private final DueDeliveries due = new DueDeliveries(DATABASE.dataSource());
  private final DeliveryLog log = new DeliveryLog(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    ALERTS.clear();
  }

  private long incident(String key, IncidentChange... changes) throws SQLException {
    long incident = ALERTS.addIncident(key);
    for (IncidentChange change : changes) {
      ALERTS.send(outbox, alert(incident, change, Band.MEDIUM, NOON));
    }
    return incident;
  }

  private List<DueDelivery> take(UUID lease, Instant now) throws SQLException {
    return due.take(new DueDeliveries.Taker(lease, now.plusSeconds(60), 100, 10), Map.of(), now);
  }

  private static Outcome outcome(DueDelivery delivery, Outcome.Next next) {
    boolean arrived = next instanceof Outcome.Delivered;
    return new Outcome(
        delivery.id(),
        new Attempt(NOON, 5, arrived ? 200 : 500, arrived ? "" : "HTTP status 500", "hm"),
        next);
  }

  private void end(UUID lease, DueDelivery delivery, Outcome.Next next) throws SQLException {
    due.end(lease, List.of(outcome(delivery, next)), List.of(), NOON);
  }

  private List<Delivery> all() throws SQLException {
    return log.page(anything(), OptionalLong.empty(), 100).reversed();
  }

  private static DeliveryLog.Filter anything() {
    return new DeliveryLog.Filter(Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
  }

  private static List<String> payloads(List<DueDelivery> taken) {
    return taken.stream().map(DueDelivery::payload).toList();
  }

  @Test
  void isThereWithTheTransactionOrNot() throws SQLException {
    ALERTS.addEndpoint("pager", NOON);
    long incident = ALERTS.addIncident("a");
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      outbox.add(connection, alert(incident, IncidentChange.OPENED, Band.HIGH, NOON));
      connection.rollback();
    }
    assertThat(all()).isEmpty();
  }

  @Test
  void tellsWhoWantsToBeTold() throws SQLException {
    ALERTS.addEndpoint("all", NOON);
    ALERTS.addEndpoint(
        new EndpointRequest(
            "high", "https://high.example", Band.HIGH, Set.of(IncidentKind.ACCOUNT)),
        new byte[1],
        NOON);
    ALERTS.addEndpoint(
        new EndpointRequest("rings", "https://rings.example", Band.LOW, Set.of(IncidentKind.RING)),
        new byte[1],
        NOON);
    long off = ALERTS.addEndpoint("off", NOON);
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      new Endpoints(DATABASE.dataSource()).disable(connection, off, "", NOON);
    }
    long incident = incident("a", IncidentChange.OPENED);
    assertThat(all()).extracting(Delivery::endpointName).containsExactly("all");
    ALERTS.send(outbox, alert(incident, IncidentChange.ESCALATED, Band.HIGH, NOON));
    ALERTS.send(outbox, alert(incident, IncidentChange.RESOLVED, Band.LOW, NOON));
    assertThat(all())
        .extracting(delivery -> delivery.endpointName() + " " + delivery.payload())
        .containsExactlyInAnyOrder(
            "all 1 opened",
            "all 1 escalated",
            "high 1 escalated",
            "all 1 resolved",
            "high 1 resolved");
  }

  @Test
  void goesInOrderWithinAnIncidentAndAnEndpoint() throws SQLException {
    ALERTS.addEndpoint("pager", NOON);
    incident("a", IncidentChange.OPENED, IncidentChange.ESCALATED, IncidentChange.RESOLVED);
    incident("b", IncidentChange.OPENED);
    List<DueDelivery> first = take(OURS, NOON);
    assertThat(payloads(first)).containsExactlyInAnyOrder("1 opened", "2 opened");
    assertThat(take(OURS, NOON)).isEmpty();
    DueDelivery opened =
        first.stream().filter(one -> one.payload().equals("1 opened")).findFirst().orElseThrow();
    end(OURS, opened, new Outcome.Again(NOON.plusSeconds(30)));
    assertThat(take(OURS, NOON.plusSeconds(29))).isEmpty();
    DueDelivery again = take(OURS, NOON.plusSeconds(30)).getFirst();
    assertThat(again.id()).isEqualTo(opened.id());
    assertThat(again.tries()).isEqualTo(1);
    end(OURS, again, new Outcome.Dead("enough"));
    DueDelivery escalated = take(OURS, NOON).getFirst();
    assertThat(escalated.payload()).isEqualTo("1 escalated");
    end(OURS, escalated, new Outcome.Delivered());
    assertThat(payloads(take(OURS, NOON))).containsExactly("1 resolved");
    assertThat(all())
        .extracting(delivery -> delivery.state().word())
        .containsExactly("dead", "delivered", "waiting", "waiting");
    assertThat(log.attempts(opened.id()))
        .extracting(Attempt::error)
        .containsExactly("HTTP status 500", "HTTP status 500");
  }

  @Test
  void comesBackWhenWhoTookItIsGone() throws SQLException {
    ALERTS.addEndpoint("pager", NOON);
    incident("a", IncidentChange.OPENED);
    DueDelivery lost = take(THEIRS, NOON).getFirst();
    assertThat(take(OURS, LEASE_END.minusMillis(1))).isEmpty();
    DueDelivery again = take(OURS, LEASE_END).getFirst();
    assertThat(again.id()).isEqualTo(lost.id());
    end(THEIRS, lost, new Outcome.Dead("late word"));
    assertThat(all().getFirst().state().word()).isEqualTo("waiting");
    end(OURS, again, new Outcome.Delivered());
    assertThat(all().getFirst().state().deliveredAt()).isEqualTo(NOON);
    assertThat(log.attempts(lost.id())).hasSize(2);
  }

  @Test
  void isTakenOnceHoweverManyTakeAtATime() throws Exception {
    for (int i = 0; i < 5; i++) {
      ALERTS.addEndpoint("e" + i, NOON);
    }
    for (int i = 0; i < 20; i++) {
      incident("k" + i, IncidentChange.OPENED, IncidentChange.RESOLVED);
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<List<DueDelivery>>> takers =
          IntStream.range(0, 4)
              .<Callable<List<DueDelivery>>>mapToObj(i -> () -> takeAll(new UUID(3, i)))
              .toList();
      List<UUID> taken = new ArrayList<>();
      for (Future<List<DueDelivery>> one : threads.invokeAll(takers)) {
        one.get().forEach(delivery -> taken.add(delivery.id()));
      }
      assertThat(taken).doesNotHaveDuplicates().hasSize(100);
    }
  }

  private List<DueDelivery> takeAll(UUID lease) throws SQLException {
    DueDeliveries.Taker taker = new DueDeliveries.Taker(lease, LEASE_END, 7, 3);
    List<DueDelivery> all = new ArrayList<>();
    List<DueDelivery> some = due.take(taker, Map.of(), NOON);
    while (!some.isEmpty()) {
      all.addAll(some);
      some = due.take(taker, Map.of(), NOON);
    }
    return all;
  }

  @Test
  void takesNoMoreThanThereIsRoom() throws SQLException {
    long busy = ALERTS.addEndpoint("busy", NOON);
    long free = ALERTS.addEndpoint("free", NOON);
    ALERTS.addEndpoint("new", NOON);
    for (int i = 0; i < 9; i++) {
      incident("k" + i, IncidentChange.OPENED);
    }
    DueDeliveries.Taker taker = new DueDeliveries.Taker(OURS, LEASE_END, 100, 1);
    List<DueDelivery> taken = due.take(taker, Map.of(busy, 0, free, 4), NOON);
    assertThat(taken)
        .extracting(delivery -> delivery.to().name())
        .containsExactlyInAnyOrder("free", "free", "free", "free", "new");
    assertThat(due.take(new DueDeliveries.Taker(OURS, LEASE_END, 3, 9), Map.of(), NOON)).hasSize(3);
  }

  @Test
  void leavesAnEndpointAloneThatIsQuietOrGone() throws SQLException {
    long quiet = ALERTS.addEndpoint("quiet", NOON);
    long gone = ALERTS.addEndpoint("gone", NOON);
    incident("a", IncidentChange.OPENED);
    due.end(
        OURS,
        List.of(),
        List.of(
            new EndpointState(quiet, new Endpoint.Circuit(5, NOON.plusSeconds(9)), null),
            new EndpointState(gone, new Endpoint.Circuit(1, null), "it answered 410")),
        NOON);
    assertThat(take(OURS, NOON.plusSeconds(8))).isEmpty();
    DueDelivery probe = take(OURS, NOON.plusSeconds(9)).getFirst();
    assertThat(probe.to().failuresInRow()).isEqualTo(5);
    Endpoint disabled = new Endpoints(DATABASE.dataSource()).find(gone).orElseThrow();
    assertThat(disabled.disabledReason()).isEqualTo("it answered 410");
    assertThat(disabled.disabledAt()).isEqualTo(NOON);
  }

  @Test
  void sendsAgainWhatSomebodyAsksFor() throws SQLException {
    ALERTS.addEndpoint("pager", NOON);
    incident("a", IncidentChange.OPENED);
    DueDelivery first = take(OURS, NOON).getFirst();
    end(OURS, first, new Outcome.Dead("enough"));
    assertThat(sendAgain(first.id())).isTrue();
    assertThat(sendAgain(new UUID(0, 0))).isFalse();
    DueDelivery again = take(OURS, NOON).getFirst();
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.tries()).isZero();
  }

  private boolean sendAgain(UUID id) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      return Transaction.run(connection, () -> log.sendAgain(connection, id, NOON));
    }
  }

  @Test
  void givesUpWhatWaitsForTooLongAndForgetsWhatIsOld() throws SQLException {
    ALERTS.addEndpoint("pager", NOON);
    incident("a", IncidentChange.OPENED, IncidentChange.RESOLVED);
    DueDelivery underWay = take(OURS, NOON).getFirst();
    assertThat(log.giveUpBefore(NOON, NOON)).isZero();
    assertThat(log.giveUpBefore(NOON.plusSeconds(1), NOON)).isEqualTo(1);
    assertThat(all())
        .extracting(delivery -> delivery.state().word())
        .containsExactly("waiting", "dead");
    log.forgetBefore(NOON.plusSeconds(1));
    assertThat(all()).extracting(Delivery::id).containsExactly(underWay.id());
  }

  @Test
  void givesUpWhatWaitsForAnEndpointThatIsDeleted() throws SQLException {
    long id = ALERTS.addEndpoint("pager", NOON);
    incident("a", IncidentChange.OPENED);
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      new Endpoints(DATABASE.dataSource()).delete(connection, id, NOON);
    }
    assertThat(all().getFirst().state().reason()).isEqualTo("the endpoint was deleted");
    assertThat(sendAgain(all().getFirst().id())).isFalse();
  }

  @Test
  void pagesByWhatIsAskedFor() throws SQLException {
    long pager = ALERTS.addEndpoint("pager", NOON);
    ALERTS.addEndpoint("chat", NOON);
    long incident = incident("a", IncidentChange.OPENED);
    incident("b", IncidentChange.OPENED);
    List<Delivery> newest = log.page(anything(), OptionalLong.empty(), 3);
    assertThat(newest).hasSize(3);
    assertThat(log.page(anything(), OptionalLong.of(newest.getLast().place()), 3)).hasSize(1);
    DeliveryLog.Filter both =
        new DeliveryLog.Filter(
            Optional.of("waiting"), OptionalLong.of(incident), OptionalLong.of(pager));
    Delivery only = log.page(both, OptionalLong.empty(), 9).getFirst();
    assertThat(only.endpointName()).isEqualTo("pager");
    assertThat(log.find(only.id())).contains(only);
    Alert sent = alert(incident, IncidentChange.OPENED, Band.MEDIUM, NOON);
    assertThat(only.payload()).isEqualTo(sent.incident() + " opened");
  }
}
