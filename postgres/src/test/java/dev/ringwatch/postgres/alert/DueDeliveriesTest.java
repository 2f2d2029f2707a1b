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
import java.time.Duration;
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
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final Outbox outbox =
      new Outbox((format, alert) -> alert.incident() + " " + alert.change().label());
  private final DueDeliveries due = new DueDeliveries(ALERTS.dataSource());
  private final DeliveryOutcomes outcomes = new DeliveryOutcomes(ALERTS.dataSource());
  private final Followers followers = new Followers(ALERTS.dataSource());
  private final DeliveryLog log = new DeliveryLog(ALERTS.dataSource());

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

  private List<DueDelivery> take() throws SQLException {
    return due.take(taking(100, 10), Map.of());
  }

  private static DueDeliveries.Taking taking(int most, int roomOfOthers) {
    return new DueDeliveries.Taking(UUID.randomUUID(), LEASE, most, roomOfOthers);
  }

  private static void pass(int seconds) throws SQLException {
    ALERTS.pass(Duration.ofSeconds(seconds));
  }

  private static Outcome outcome(DueDelivery delivery, Outcome.Next next) {
    boolean arrived = next instanceof Outcome.Delivered;
    return new Outcome(
        delivery,
        new Attempt(NOON, 5, arrived ? 200 : 500, arrived ? "" : "HTTP status 500", "hm"),
        next);
  }

  private void end(DueDelivery delivery, Outcome.Next next) throws SQLException {
    outcomes.write(List.of(outcome(delivery, next)), List.of());
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
    try (Connection connection = ALERTS.dataSource().getConnection()) {
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
    try (Connection connection = ALERTS.dataSource().getConnection()) {
      new Endpoints(ALERTS.dataSource()).disable(connection, off, "", NOON);
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
    List<DueDelivery> first = take();
    assertThat(payloads(first)).containsExactlyInAnyOrder("1 opened", "2 opened");
    assertThat(take()).isEmpty();
    DueDelivery opened =
        first.stream().filter(one -> one.payload().equals("1 opened")).findFirst().orElseThrow();
    end(opened, new Outcome.Again(Duration.ofSeconds(30)));
    pass(25);
    assertThat(take()).isEmpty();
    pass(5);
    DueDelivery again = take().getFirst();
    assertThat(again.id()).isEqualTo(opened.id());
    assertThat(again.tries()).isEqualTo(1);
    end(again, new Outcome.Dead("enough"));
    DueDelivery escalated = take().getFirst();
    assertThat(escalated.payload()).isEqualTo("1 escalated");
    end(escalated, new Outcome.Delivered());
    assertThat(payloads(take())).containsExactly("1 resolved");
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
    DueDelivery lost = take().getFirst();
    pass(55);
    assertThat(take()).isEmpty();
    pass(5);
    DueDelivery again = take().getFirst();
    assertThat(again.id()).isEqualTo(lost.id());
    assertThat(again.lease()).isNotEqualTo(lost.lease());
    end(lost, new Outcome.Dead("late word"));
    assertThat(all().getFirst().state().word()).isEqualTo("waiting");
    assertThat(take()).isEmpty();
    end(again, new Outcome.Delivered());
    assertThat(all().getFirst().state().word()).isEqualTo("delivered");
    assertThat(log.attempts(lost.id())).hasSize(2);
  }

  @Test
  void doesNotWaitUntilAClockThatWasSetBackIsThereAgain() throws SQLException {
    ALERTS.addEndpoint("pager", NOON);
    incident("failed", IncidentChange.OPENED);
    end(take().getFirst(), new Outcome.Again(Duration.ofMinutes(30)));
    incident("under way", IncidentChange.OPENED, IncidentChange.RESOLVED);
    assertThat(payloads(take())).containsExactly("2 opened");
    incident("new", IncidentChange.OPENED);
    followers.park();
    assertThat(due.catchUp(LEASE)).as("all as it should be").isZero();
    ALERTS.pass(Duration.ofMinutes(-40));
    assertThat(take()).isEmpty();
    assertThat(due.catchUp(LEASE))
        .as("one under way, the one behind it, and a new one")
        .isEqualTo(3);
    assertThat(payloads(take())).containsExactlyInAnyOrder("2 opened", "3 opened");
    assertThat(due.catchUp(LEASE)).isZero();
    ALERTS.pass(Duration.ofMinutes(70));
    assertThat(payloads(take())).contains("1 opened");
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
          IntStream.range(0, 4).<Callable<List<DueDelivery>>>mapToObj(i -> this::takeAll).toList();
      List<UUID> taken = new ArrayList<>();
      for (Future<List<DueDelivery>> one : threads.invokeAll(takers)) {
        one.get().forEach(delivery -> taken.add(delivery.id()));
      }
      assertThat(taken).doesNotHaveDuplicates().hasSize(100);
    }
  }

  private List<DueDelivery> takeAll() throws SQLException {
    List<DueDelivery> all = new ArrayList<>();
    List<DueDelivery> some = due.take(taking(7, 3), Map.of());
    while (!some.isEmpty()) {
      all.addAll(some);
      some = due.take(taking(7, 3), Map.of());
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
    List<DueDelivery> taken = due.take(taking(100, 1), Map.of(busy, 0, free, 4));
    assertThat(taken)
        .extracting(delivery -> delivery.to().name())
        .containsExactlyInAnyOrder("free", "free", "free", "free", "new");
    assertThat(due.take(taking(3, 9), Map.of())).hasSize(3);
  }

  @Test
  void leavesAnEndpointAloneThatIsQuietOrGone() throws SQLException {
    long quiet = ALERTS.addEndpoint("quiet", NOON);
    long gone = ALERTS.addEndpoint("gone", NOON);
    incident("a", IncidentChange.OPENED);
    outcomes.write(
        List.of(),
        List.of(
            new EndpointState(quiet, "https://quiet.example", 5, Duration.ofSeconds(30), null),
            new EndpointState(gone, "https://gone.example", 1, Duration.ZERO, "it answered 410")));
    pass(25);
    assertThat(take()).isEmpty();
    pass(5);
    DueDelivery probe = take().getFirst();
    assertThat(probe.to().failuresInRow()).isEqualTo(5);
    Endpoint disabled = new Endpoints(ALERTS.dataSource()).find(gone).orElseThrow();
    assertThat(disabled.disabledReason()).isEqualTo("it answered 410");
    assertThat(disabled.disabledAt()).isNotNull();
  }

  @Test
  void sendsAgainWhatSomebodyAsksFor() throws SQLException {
    ALERTS.addEndpoint("pager", NOON);
    incident("a", IncidentChange.OPENED);
    DueDelivery first = take().getFirst();
    end(first, new Outcome.Dead("enough"));
    assertThat(sendAgain(first.id())).isTrue();
    assertThat(sendAgain(new UUID(0, 0))).isFalse();
    DueDelivery again = take().getFirst();
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.tries()).isZero();
  }

  private boolean sendAgain(UUID id) throws SQLException {
    try (Connection connection = ALERTS.dataSource().getConnection()) {
      return Transaction.run(connection, () -> log.sendAgain(connection, id));
    }
  }

  @Test
  void givesUpWhatWaitsForTooLongAndForgetsWhatIsOld() throws SQLException {
    ALERTS.addEndpoint("pager", NOON);
    incident("a", IncidentChange.OPENED, IncidentChange.RESOLVED);
    pass(100);
    DueDelivery underWay = take().getFirst();
    assertThat(log.giveUpAfter(Duration.ofSeconds(110))).isZero();
    assertThat(log.giveUpAfter(Duration.ofSeconds(100))).isEqualTo(1);
    assertThat(all())
        .extracting(delivery -> delivery.state().word())
        .containsExactly("waiting", "dead");
    log.forgetBefore(Instant.now().plusSeconds(1));
    assertThat(all()).as("who was told of one that is open is told how it ends").hasSize(2);
    DATABASE.execute("UPDATE alert_incidents SET closed_at = now(), state = 'resolved'");
    log.forgetBefore(Instant.now().plusSeconds(1));
    assertThat(all()).extracting(Delivery::id).containsExactly(underWay.id());
  }

  @Test
  void givesUpWhatWaitsForAnEndpointThatIsDeleted() throws SQLException {
    long id = ALERTS.addEndpoint("pager", NOON);
    incident("a", IncidentChange.OPENED);
    try (Connection connection = ALERTS.dataSource().getConnection()) {
      new Endpoints(ALERTS.dataSource()).delete(connection, id, NOON);
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

  @Test
  void givesARedeliveredOneAsLongAsANewOne() throws SQLException {
    ALERTS.addEndpoint("pager", NOON);
    incident("a", IncidentChange.OPENED);
    end(take().getFirst(), new Outcome.Dead("enough"));
    ALERTS.pass(Duration.ofDays(4));
    assertThat(sendAgain(all().getFirst().id())).isTrue();
    assertThat(log.giveUpAfter(Duration.ofDays(3))).isZero();
    ALERTS.pass(Duration.ofDays(3).plusSeconds(1));
    assertThat(log.giveUpAfter(Duration.ofDays(3))).isEqualTo(1);
  }

  @Test
  void heedsWhatAnAddressAnsweredOnlyWhileTheEndpointIsThere() throws SQLException {
    long id = ALERTS.addEndpoint("pager", NOON);
    Endpoints endpoints = new Endpoints(ALERTS.dataSource());
    incident("a", IncidentChange.OPENED, IncidentChange.RESOLVED);
    DueDelivery old = take().getFirst();
    EndpointRequest moved =
        new EndpointRequest("pager", "https://new.example", Band.LOW, Set.of(IncidentKind.ACCOUNT));
    try (Connection connection = ALERTS.dataSource().getConnection()) {
      endpoints.change(connection, id, moved, null, NOON);
    }
    outcomes.write(
        List.of(outcome(old, new Outcome.Dead("410"))),
        List.of(new EndpointState(id, old.to().url(), 1, Duration.ofHours(1), "it answered 410")));
    Endpoint now = endpoints.find(id).orElseThrow();
    assertThat(now.disabledAt()).isNull();
    assertThat(now.circuit()).isEqualTo(new Endpoint.Circuit(0, null));
    DueDelivery again = take().getFirst();
    assertThat(again.id()).isEqualTo(old.id());
    assertThat(again.tries()).isZero();
    assertThat(again.to().url()).isEqualTo("https://new.example");
  }

  private List<String> parked() throws SQLException {
    return DATABASE.texts(
        "SELECT payload FROM alert_deliveries WHERE lease IS NULL AND tries = 0"
            + " AND next_attempt_at > created_at + interval '1 minute' ORDER BY place");
  }

  @Test
  void parksWhatIsBehindAnotherAndWakesItWhenThatEnds() throws SQLException {
    ALERTS.addEndpoint("pager", NOON);
    incident("a", IncidentChange.OPENED, IncidentChange.ESCALATED, IncidentChange.RESOLVED);
    incident("b", IncidentChange.OPENED);
    List<DueDelivery> first = take();
    assertThat(followers.park()).isEqualTo(2);
    assertThat(followers.park()).isZero();
    assertThat(parked()).containsExactly("1 escalated", "1 resolved");
    for (DueDelivery one : first) {
      end(one, new Outcome.Again(Duration.ofSeconds(1)));
    }
    assertThat(parked()).hasSize(2);
    pass(1);
    for (DueDelivery one : take()) {
      end(one, new Outcome.Delivered());
    }
    assertThat(parked()).containsExactly("1 resolved");
    end(take().getFirst(), new Outcome.Dead("enough"));
    assertThat(payloads(take())).containsExactly("1 resolved");
  }

  @Test
  void looksAgainAtWhatIsParkedThoughNobodyWakesIt() throws SQLException {
    ALERTS.addEndpoint("pager", NOON);
    incident("a", IncidentChange.OPENED, IncidentChange.ESCALATED);
    take();
    followers.park();
    DATABASE.execute("DELETE FROM alert_deliveries WHERE payload LIKE '%opened'");
    pass(590);
    assertThat(take()).isEmpty();
    pass(10);
    assertThat(payloads(take())).containsExactly("1 escalated");
  }

  @Test
  void isNotHeldUpByAnyNumberOfFollowers() throws SQLException {
    ALERTS.addEndpoint("pager", NOON);
    long incident = incident("a", IncidentChange.OPENED);
    end(take().getFirst(), new Outcome.Again(Duration.ofHours(1)));
    DATABASE.execute(
        "INSERT INTO alert_deliveries (incident_id, endpoint_id, state, payload, next_attempt_at,"
            + " created_at, waiting_since) SELECT "
            + incident
            + ", 1, 'waiting', 'follower', now(), now(), now() FROM generate_series(1, 25000)");
    incident("b", IncidentChange.OPENED);
    assertThat(followers.park()).isEqualTo(10_000);
    assertThat(followers.park()).isEqualTo(10_000);
    assertThat(followers.park()).isEqualTo(5_000);
    assertThat(payloads(take())).containsExactly("2 opened");
  }

  /** Each parks and ends at a time, over and over: nobody is left parked with nobody before him. */
  @Test
  void forgetsNobodyWhoeverParksWhileOthersEnd() throws Exception {
    ALERTS.addEndpoint("pager", NOON);
    for (int i = 0; i < 30; i++) {
      incident("k" + i, IncidentChange.OPENED, IncidentChange.ESCALATED, IncidentChange.RESOLVED);
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<Integer> parking =
          () -> {
            int parked = 0;
            for (long end = System.nanoTime() + LEASE.toNanos();
                waiting() > 0 && System.nanoTime() < end; ) {
              parked += followers.park();
            }
            return parked;
          };
      Callable<Integer> sending =
          () -> {
            int ended = 0;
            for (long end = System.nanoTime() + LEASE.toNanos();
                waiting() > 0 && System.nanoTime() < end; ) {
              for (DueDelivery one : due.take(taking(5, 5), Map.of())) {
                end(one, new Outcome.Delivered());
                ended++;
              }
            }
            return ended;
          };
      int ended = 0;
      List<Future<Integer>> senders =
          threads.invokeAll(List.of(sending, sending, parking, parking));
      for (Future<Integer> one : senders.subList(0, 2)) {
        ended += one.get();
      }
      assertThat(ended).isEqualTo(90);
    }
  }

  private static long waiting() throws SQLException {
    return Long.parseLong(
        DATABASE.texts("SELECT count(*) FROM alert_deliveries WHERE state = 'waiting'").getFirst());
  }
}
