package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.encryption.SecretKeyFile;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.alert.AlertDatabase;
import dev.ringwatch.postgres.alert.Attempt;
import dev.ringwatch.postgres.alert.Budget;
import dev.ringwatch.postgres.alert.Deliveries;
import dev.ringwatch.postgres.alert.Delivery;
import dev.ringwatch.postgres.alert.DeliveryLog;
import dev.ringwatch.postgres.alert.Digest;
import dev.ringwatch.postgres.alert.Endpoint;
import dev.ringwatch.postgres.alert.EndpointFormat;
import dev.ringwatch.postgres.alert.EndpointRequest;
import dev.ringwatch.postgres.alert.Endpoints;
import dev.ringwatch.postgres.alert.Outbox;
import dev.ringwatch.risk.Band;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole deliveries: a real database, a real receiver that verifies, and faults between them. */
class DeliveryWorkerTest {

  @AutoClose private static final AlertDatabase ALERTS = new AlertDatabase();

  private static final TestDatabase DATABASE = ALERTS.database();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SECRET = Signing.draw(new SecureRandom());
  private static final List<IncidentChange> CHANGES =
      List.of(IncidentChange.OPENED, IncidentChange.ESCALATED, IncidentChange.RESOLVED);
  private static final SendLimits LIMITS =
      new SendLimits(Duration.ofSeconds(1), Duration.ofMillis(700), 1_000);

  /** That a machine is slow is no fault: a message that was taken would come twice. */
  private static final SendLimits PATIENT =
      new SendLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), 1_000);

  @TempDir private static Path folder;

  private final Outbox outbox =
      new Outbox((format, alert) -> alert.incident() + " " + alert.change().label());
  private final DeliveryLog log = new DeliveryLog(ALERTS.dataSource());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private SendLimits limits = PATIENT;
  private final List<DeliveryWorker> workers = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before each test
  private Receiver receiver;

  @SuppressWarnings("NullAway.Init") // set before each test
  private SecretSeal seal;

  @BeforeEach
  void begin() throws IOException, SQLException {
    ALERTS.clear();
    receiver = new Receiver(SECRET);
    seal = new SecretSeal(SecretKeyFile.open(folder.resolve("secret.key")));
  }

  @AfterEach
  void end() {
    receiver.close();
    workers.forEach(DeliveryWorker::close);
  }

  private DeliveryWorker start(DataSource database) {
    return start(database, InstantSource.system());
  }

  private DeliveryWorker start(DataSource database, InstantSource clock) {
    WebhookSender sender =
        new WebhookSender(
            new PinnedAddresses(
                new AddressCheck(Networks.of("127.0.0.0/8")), InetAddress::getAllByName),
            limits,
            64,
            clock);
    DeliveryConfig config =
        new DeliveryConfig(
            64, 16, Duration.ofHours(1), Duration.ofMillis(5), Duration.ofMillis(20));
    DeliveryWorker worker =
        new DeliveryWorker(
            Deliveries.in(database, DeliveryWorkerTest::words),
            sender,
            seal,
            config,
            new DeliveryMeters(meters));
    workers.add(worker);
    worker.start();
    return worker;
  }

  private static String words(EndpointFormat format, Digest digest) {
    return digest.lines().stream()
        .map(line -> line.incident() + " " + line.change())
        .collect(Collectors.joining("\n"));
  }

  private long endpoint(String name, Receiver to) throws SQLException {
    return ALERTS.addEndpoint(name, to.url(), seal.seal(SECRET), Instant.now());
  }

  /** Incidents that open, escalate and are resolved; how many alerts that makes. */
  private int incidents(int count) throws SQLException {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(ALERTS.addIncident("account:u" + i));
    }
    for (IncidentChange change : CHANGES) {
      for (long id : ids) {
        ALERTS.send(outbox, AlertDatabase.alert(id, change, Band.HIGH, Instant.now()));
      }
    }
    return count * CHANGES.size();
  }

  /** Waits for something while a second passes at every look. */
  private void hurryUntil(Callable<Boolean> condition) {
    WaitFor.condition(
        PATIENCE,
        () -> {
          ALERTS.pass(Duration.ofSeconds(1));
          return condition.call();
        });
  }

  private List<Delivery> deliveries() throws SQLException {
    DeliveryLog.Filter all =
        new DeliveryLog.Filter(Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
    return log.page(all, OptionalLong.empty(), 100_000).reversed();
  }

  private boolean nothingWaits() throws SQLException {
    return DATABASE
        .texts("SELECT count(*) FROM alert_deliveries WHERE state = 'waiting'")
        .equals(List.of("0"));
  }

  /** Each message arrived, under its own id, and the first of each incident's in order. */
  private void assertAllArrived(int messages) throws SQLException {
    Map<String, String> bodies = new LinkedHashMap<>();
    for (Receiver.Got got : receiver.accepted()) {
      String before = bodies.putIfAbsent(got.id(), got.body());
      assertThat(before == null ? got.body() : before).isEqualTo(got.body());
    }
    assertThat(receiver.forged()).isEmpty();
    assertThat(bodies).hasSize(messages);
    assertThat(deliveries())
        .allSatisfy(delivery -> {
          assertThat(delivery.state().word()).isEqualTo("delivered");
          assertThat(bodies).containsEntry(delivery.id().toString(), delivery.payload());
        });
    Map<String, List<String>> byIncident = new LinkedHashMap<>();
    for (String body : new LinkedHashSet<>(bodies.values())) {
      String[] words = body.split(" ", 2);
      byIncident.computeIfAbsent(words[0], _ -> new ArrayList<>()).add(words[1]);
    }
    assertThat(byIncident.values())
        .allSatisfy(told -> assertThat(told).containsExactly("opened", "escalated", "resolved"));
  }

  @Test
  void deliversOnceAndInOrderWhenAllIsWell() throws SQLException {
    endpoint("pager", receiver);
    start(ALERTS.dataSource());
    int messages = incidents(50);
    WaitFor.condition(PATIENCE, this::nothingWaits);
    assertAllArrived(messages);
    assertThat(receiver.all()).hasSize(messages);
  }

  @Test
  void deliversAllWhenHalfOfTheAnswersAreErrors() throws SQLException {
    endpoint("pager", receiver);
    receiver.behave((call, exchange) -> call % 2 == 0 ? 500 : 200);
    int messages = incidents(20);
    start(ALERTS.dataSource());
    hurryUntil(this::nothingWaits);
    assertAllArrived(messages);
    assertThat(receiver.all().size()).isGreaterThan(messages);
  }

  @Test
  void deliversAllWhenConnectionsBreakForAWhile() throws SQLException {
    endpoint("pager", receiver);
    receiver.behave((call, exchange) -> call < 8 ? -1 : 204);
    int messages = incidents(10);
    start(ALERTS.dataSource());
    hurryUntil(this::nothingWaits);
    assertAllArrived(messages);
  }

  @Test
  void deliversAllWhenTheReceiverHangsForAWhile() throws SQLException {
    limits = LIMITS;
    endpoint("pager", receiver);
    receiver.behave((call, exchange) -> call < 3 ? receiver.hang() : 204);
    int messages = incidents(10);
    start(ALERTS.dataSource());
    hurryUntil(this::nothingWaits);
    assertAllArrived(messages);
    assertThat(DATABASE.texts("SELECT error FROM alert_attempts WHERE status IS NULL"))
        .hasSize(3)
        .allMatch(error -> error.matches("no whole answer within 0.7 s|no answer in time"));
  }

  @Test
  void stopsWhereNothingIsWantedAnyMore() throws SQLException {
    long id = endpoint("pager", receiver);
    receiver.behave((call, exchange) -> 410);
    incidents(3);
    start(ALERTS.dataSource());
    Endpoints endpoints = new Endpoints(ALERTS.dataSource());
    WaitFor.condition(PATIENCE, () -> endpoints.find(id).orElseThrow().disabledAt() != null);
    assertThat(endpoints.find(id).orElseThrow().disabledReason()).startsWith("it answered 410");
    assertThat(receiver.all()).hasSize(1);
    assertThat(deliveries())
        .filteredOn(delivery -> delivery.state().word().equals("dead"))
        .singleElement()
        .satisfies(dead -> assertThat(dead.state().reason()).contains("410"));
  }

  @Test
  void waitsAsLongAsTheReceiverAsks() throws SQLException {
    endpoint("pager", receiver);
    List<String> calls = new CopyOnWriteArrayList<>();
    receiver.behave((call, exchange) -> {
      calls.add(databaseTime());
      exchange.getResponseHeaders().set("Retry-After", "90");
      return call == 0 ? 429 : 204;
    });
    incidents(1);
    start(ALERTS.dataSource());
    hurryUntil(this::nothingWaits);
    assertThat(Double.parseDouble(calls.get(1)) - Double.parseDouble(calls.get(0)))
        .isGreaterThan(90);
  }

  /** In seconds since 1970. */
  private static String databaseTime() {
    try (Connection connection = ALERTS.dataSource().getConnection();
        ResultSet row =
            connection.createStatement().executeQuery("SELECT extract(epoch FROM now())")) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void givesUpAfterTheLastTryAndSendsAgainWhenAsked() throws SQLException {
    endpoint("pager", receiver);
    receiver.behave((call, exchange) -> 500);
    long incident = ALERTS.addIncident("account:a");
    ALERTS.send(
        outbox, AlertDatabase.alert(incident, IncidentChange.OPENED, Band.LOW, Instant.now()));
    start(ALERTS.dataSource());
    WaitFor.condition(
        PATIENCE,
        () -> {
          ALERTS.pass(Duration.ofSeconds(100));
          return nothingWaits();
        });
    Delivery dead = deliveries().getFirst();
    assertThat(dead.state().reason()).isEqualTo("given up after 10 tries");
    assertThat(log.attempts(dead.id())).hasSize(10).extracting(Attempt::status).containsOnly(500);
    receiver.behave((call, exchange) -> 200);
    try (Connection connection = ALERTS.dataSource().getConnection()) {
      assertThat(log.sendAgain(connection, dead.id())).isTrue();
    }
    hurryUntil(this::nothingWaits);
    assertThat(receiver.accepted())
        .containsExactly(new Receiver.Got(dead.id().toString(), dead.payload()));
  }

  @Test
  void losesNothingWhenAServerDiesInTheMiddle() throws SQLException {
    endpoint("pager", receiver);
    int messages = incidents(40);
    ConnectionPool doomed = ConnectionPool.open(DATABASE.settings(), "doomed");
    receiver.behave((call, exchange) -> {
      if (call == 30) {
        doomed.close();
      }
      return 204;
    });
    DeliveryWorker first = start(doomed.dataSource());
    WaitFor.condition(PATIENCE, () -> receiver.all().size() > 30);
    first.close();
    assertThat(nothingWaits()).isFalse();
    ALERTS.pass(Duration.ofHours(2));
    start(ALERTS.dataSource());
    hurryUntil(this::nothingWaits);
    assertAllArrived(messages);
  }

  @Test
  void doesNotWaitUntilADatabaseThatWasSetBackIsThereAgain() throws SQLException {
    endpoint("pager", receiver);
    int messages = incidents(10);
    ALERTS.pass(Duration.ofHours(-5));
    start(ALERTS.dataSource());
    WaitFor.condition(PATIENCE, this::nothingWaits);
    assertAllArrived(messages);
  }

  @Test
  void sendsNothingTwiceWithTwoServersOnOneDatabase() throws SQLException {
    endpoint("pager", receiver);
    start(ALERTS.dataSource());
    start(ALERTS.dataSource());
    int messages = incidents(60);
    WaitFor.condition(PATIENCE, this::nothingWaits);
    assertAllArrived(messages);
    assertThat(receiver.all()).hasSize(messages);
  }

  /** Of three servers one's clock is hours ahead, and one's hours behind. */
  @Test
  void neitherStealsNorStarvesWhateverAServersClockSays() throws SQLException {
    endpoint("pager", receiver);
    for (int hours : List.of(7, -7, 0)) {
      InstantSource wrong = () -> Instant.now().plus(Duration.ofHours(hours));
      start(ALERTS.dataSource(), wrong);
      int messages = incidents(20);
      WaitFor.condition(PATIENCE, this::nothingWaits);
      assertThat(receiver.all()).hasSize(messages);
      assertAllArrived(messages);
      workers.removeLast().close();
      ALERTS.clear();
      endpoint("pager", receiver);
      receiver.forget();
    }
    receiver.behave((call, exchange) -> {
      LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
      return call % 5 == 0 ? 500 : 204;
    });
    for (int hours : List.of(7, -7, 0)) {
      start(ALERTS.dataSource(), () -> Instant.now().plus(Duration.ofHours(hours)));
    }
    int messages = incidents(30);
    hurryUntil(this::nothingWaits);
    assertAllArrived(messages);
    assertThat(receiver.accepted()).hasSize(messages);
  }

  @Test
  void countsWhatItSends() throws SQLException {
    endpoint("pager", receiver);
    receiver.behave((call, exchange) -> call == 0 ? 500 : 204);
    start(ALERTS.dataSource());
    int messages = incidents(4);
    hurryUntil(() -> meters.get("ringwatch.delivery").timer().count() == messages);
    assertThat(attempts("delivered")).isEqualTo(messages);
    assertThat(attempts("failed")).isEqualTo(1);
    assertThat(attempts("given_up")).isZero();
  }

  private double attempts(String outcome) {
    return meters.get("ringwatch.delivery.attempts").tag("outcome", outcome).counter().count();
  }

  /** Two servers and a budget: together they send no more than it allows. */
  @Test
  void sendsWithinABudgetAndLosesNothing() throws SQLException {
    EndpointRequest request =
        new EndpointRequest(
            "pager",
            EndpointFormat.JSON,
            receiver.url(),
            Band.LOW,
            Set.of(IncidentKind.ACCOUNT),
            Optional.of(new Budget(60, 3)),
            OptionalInt.empty());
    ALERTS.addEndpoint(request, seal.seal(SECRET), Instant.now());
    start(ALERTS.dataSource());
    start(ALERTS.dataSource());
    int messages = incidents(40);
    WaitFor.condition(PATIENCE, this::nothingWaits);
    List<String> lines = receiver.accepted().stream().flatMap(got -> got.body().lines()).toList();
    assertThat(lines).hasSize(messages).doesNotHaveDuplicates();
    Map<String, List<String>> byIncident = new LinkedHashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ", 2);
      byIncident.computeIfAbsent(words[0], _ -> new ArrayList<>()).add(words[1]);
    }
    assertThat(byIncident.values())
        .allSatisfy(told -> assertThat(told).containsExactly("opened", "escalated", "resolved"));
    assertThat(meters.get("ringwatch.delivery.digests").counter().count()).isPositive();
    double seconds =
        Double.parseDouble(
            DATABASE
                .texts(
                    "SELECT extract(epoch FROM max(delivered_at) - min(created_at))"
                        + " FROM alert_deliveries")
                .getFirst());
    assertThat((double) receiver.all().size()).isLessThanOrEqualTo(3 + seconds + 1);
  }

  @Test
  void finishesWhatIsUnderWayWhenItStops() throws SQLException {
    endpoint("pager", receiver);
    CountDownLatch arrived = new CountDownLatch(1);
    receiver.behave((call, exchange) -> {
      arrived.countDown();
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      return 204;
    });
    incidents(1);
    DeliveryWorker worker = start(ALERTS.dataSource());
    WaitFor.condition(PATIENCE, () -> arrived.getCount() == 0);
    worker.close();
    assertThat(receiver.all()).hasSize(1);
    assertThat(deliveries())
        .extracting(delivery -> delivery.state().word())
        .containsExactly("delivered", "waiting", "waiting");
  }

  @Test
  void isNotSlowedByEndpointsThatAreDead() throws Exception {
    limits = LIMITS;
    try (Receiver dead = new Receiver(SECRET)) {
      dead.behave((call, exchange) -> dead.hang());
      for (int i = 0; i < 30; i++) {
        endpoint("dead" + i, dead);
      }
      long alive = endpoint("alive", receiver);
      int messages = incidents(20);
      start(ALERTS.dataSource());
      WaitFor.condition(PATIENCE, () -> receiver.accepted().size() == messages);
      assertThat(dead.accepted()).isEmpty();
      Endpoint well = new Endpoints(ALERTS.dataSource()).find(alive).orElseThrow();
      assertThat(well.circuit().failuresInRow()).isZero();
      WaitFor.condition(
          PATIENCE,
          () ->
              DATABASE
                  .texts("SELECT count(*) FROM alert_endpoints WHERE quiet_until IS NOT NULL")
                  .equals(List.of("30")));
    }
  }

  @Test
  void saysNothingSecretInTheLog() throws SQLException {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      endpoint("pager", receiver);
      receiver.behave((call, exchange) -> call < 2 ? 500 : 410);
      incidents(1);
      DeliveryWorker worker = start(ALERTS.dataSource());
      hurryUntil(() -> receiver.all().size() > 2);
      worker.close();
    } finally {
      System.setOut(before);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("the endpoint pager wants no alerts any more")
        .doesNotContain("hidden")
        .doesNotContain(SECRET.substring("whsec_".length()));
    assertThat(DATABASE.texts("SELECT error || answer FROM alert_attempts"))
        .noneMatch(text -> text.contains("hidden"));
  }
}
