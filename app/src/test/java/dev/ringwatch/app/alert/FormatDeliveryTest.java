package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.encryption.SecretKeyFile;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.alert.AlertDatabase;
import dev.ringwatch.postgres.alert.Deliveries;
import dev.ringwatch.postgres.alert.Delivery;
import dev.ringwatch.postgres.alert.DeliveryLog;
import dev.ringwatch.postgres.alert.EndpointFormat;
import dev.ringwatch.postgres.alert.EndpointRequest;
import dev.ringwatch.postgres.alert.Endpoints;
import dev.ringwatch.postgres.alert.Outbox;
import dev.ringwatch.risk.Band;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alerts of every format: from the outbox of a real database to real receivers. */
class FormatDeliveryTest {

  @AutoClose private static final AlertDatabase ALERTS = new AlertDatabase();

  private static final TestDatabase DATABASE = ALERTS.database();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";

  @TempDir private static Path folder;

  private final AlertFormats formats = new AlertFormats(() -> "https://ringwatch.example");
  private final DeliveryLog log = new DeliveryLog(ALERTS.dataSource());
  private final Outbox outbox = new Outbox(formats);

  /** What came, by path. */
  private final Map<String, List<String>> got = new ConcurrentHashMap<>();

  /** What is answered, by path: a status, a space, a body. */
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  @SuppressWarnings("NullAway.Init") // set before each test
  private HttpServer web;

  @SuppressWarnings("NullAway.Init") // set before each test
  private GreenMail mail;

  @SuppressWarnings("NullAway.Init") // set before each test
  private SecretSeal seal;

  @SuppressWarnings("NullAway.Init") // set before each test
  private DeliveryWorker worker;

  @BeforeEach
  void begin() throws IOException, SQLException {
    ALERTS.clear();
    seal = new SecretSeal(SecretKeyFile.open(folder.resolve("secret.key")));
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    web.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          byte[] body = exchange.getRequestBody().readAllBytes();
          boolean signed = exchange.getRequestHeaders().containsKey("webhook-signature");
          got.computeIfAbsent(path, _ -> new CopyOnWriteArrayList<>())
              .add((signed ? "signed " : "") + new String(body, StandardCharsets.UTF_8));
          String[] answer = answers.getOrDefault(path, "200 ok").split(" ", 2);
          byte[] bytes = answer[1].getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(Integer.parseInt(answer[0]), bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    web.start();
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    worker = worker();
  }

  private DeliveryWorker worker() {
    SmtpSettings smtp =
        new SmtpSettings(
            "127.0.0.1",
            mail.getSmtp().getPort(),
            Optional.empty(),
            "ringwatch@example.org",
            SmtpSettings.Tls.OPPORTUNISTIC,
            Duration.ofSeconds(20));
    Sender sender =
        new Senders(
            new WebhookSender(
                new PinnedAddresses(
                    new AddressCheck(Networks.of("127.0.0.0/8")), InetAddress::getAllByName),
                SendLimits.ofDefaults(),
                8,
                InstantSource.system()),
            new MailSender(
                Optional.of(smtp),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                InstantSource.system()));
    DeliveryConfig config =
        new DeliveryConfig(8, 8, Duration.ofHours(1), Duration.ofMillis(5), Duration.ofMillis(20));
    return new DeliveryWorker(
        Deliveries.in(ALERTS.dataSource(), formats),
        sender,
        seal,
        config,
        new DeliveryMeters(new SimpleMeterRegistry()));
  }

  @AfterEach
  void end() {
    worker.close();
    web.stop(0);
    mail.stop();
  }

  private long endpoint(EndpointFormat format, String secret) throws SQLException {
    String url =
        format == EndpointFormat.EMAIL
            ? "mailto:a@example.org,b@example.org"
            : "http://127.0.0.1:" + web.getAddress().getPort() + "/" + format.label();
    return ALERTS.addEndpoint(
        new EndpointRequest(format.label(), format, url, Band.LOW, Set.of(IncidentKind.ACCOUNT)),
        seal.seal(secret),
        Instant.now());
  }

  private void tell(IncidentChange... changes) throws SQLException {
    long incident = ALERTS.addIncident("account:u1");
    for (IncidentChange change : changes) {
      ALERTS.send(outbox, AlertDatabase.alert(incident, change, Band.HIGH, Instant.now()));
    }
  }

  private List<Delivery> deliveries() throws SQLException {
    return log.page(
        new DeliveryLog.Filter(Optional.empty(), OptionalLong.empty(), OptionalLong.empty()),
        OptionalLong.empty(),
        1_000);
  }

  private void waitForTheEnd() {
    WaitFor.condition(
        PATIENCE,
        () -> {
          ALERTS.pass(Duration.ofSeconds(1));
          return DATABASE
              .texts("SELECT count(*) FROM alert_deliveries WHERE state = 'waiting'")
              .equals(List.of("0"));
        });
  }

  private List<JsonNode> bodies(EndpointFormat format) {
    return got.getOrDefault("/" + format.label(), List.of()).stream()
        .map(body -> JsonMapper.shared().readTree(body.replace("signed ", "")))
        .toList();
  }

  @Test
  void reachesReceiversOfEveryFormatInItsWords() throws Exception {
    for (EndpointFormat format : EndpointFormat.values()) {
      boolean signs = format == EndpointFormat.JSON;
      endpoint(format, signs ? Signing.draw(new SecureRandom()) : ROUTING_KEY);
    }
    answers.put("/pagerduty", "202 {\"status\":\"success\"}");
    tell(IncidentChange.OPENED, IncidentChange.RESOLVED);
    worker.start();
    waitForTheEnd();
    assertThat(deliveries())
        .hasSize(2 * EndpointFormat.values().length)
        .allSatisfy(one -> {
          assertThat(one.state().word()).as("%s", one.endpointName()).isEqualTo("delivered");
          assertThat(one.payload()).doesNotContain(ROUTING_KEY);
        });
    assertThat(got.get("/json")).hasSize(2).allMatch(body -> body.startsWith("signed {"));
    assertThat(bodies(EndpointFormat.JSON))
        .extracting(body -> body.path("type").asString())
        .containsExactly("incident.opened", "incident.resolved");
    assertThat(got.get("/slack")).hasSize(2).allMatch(body -> body.startsWith("{"));
    assertThat(bodies(EndpointFormat.SLACK).getFirst().at("/blocks/0/type").asString())
        .isEqualTo("header");
    assertThat(bodies(EndpointFormat.PAGERDUTY))
        .extracting(body -> body.path("routing_key").asString() + body.path("event_action"))
        .containsExactly(ROUTING_KEY + "\"trigger\"", ROUTING_KEY + "\"resolve\"");
    assertThat(bodies(EndpointFormat.TEAMS)).hasSize(2);
    assertThat(mail.getReceivedMessages()).hasSize(4);
    assertThat(mail.getReceivedMessages()[0].getSubject()).contains("Incident opened");
  }

  @Test
  void givesUpAtOnceWhatPagerDutyRefusesAndShowsItsWords() throws Exception {
    long id = endpoint(EndpointFormat.PAGERDUTY, ROUTING_KEY);
    answers.put("/pagerduty", "400 {\"status\":\"invalid event\"}");
    tell(IncidentChange.OPENED);
    worker.start();
    waitForTheEnd();
    Delivery given = deliveries().getFirst();
    assertThat(given.state().tries()).isEqualTo(1);
    assertThat(given.state().reason())
        .isEqualTo(
            "the receiver would refuse it again: HTTP status 400: {\"status\":\"invalid event\"}");
    assertThat(new Endpoints(DATABASE.dataSource()).find(id).orElseThrow().disabledAt()).isNull();
  }

  @Test
  void disablesAWebhookThatSlackRevoked() throws Exception {
    long id = endpoint(EndpointFormat.SLACK, "");
    answers.put("/slack", "404 no_service");
    tell(IncidentChange.OPENED);
    worker.start();
    waitForTheEnd();
    assertThat(new Endpoints(DATABASE.dataSource()).find(id).orElseThrow().disabledReason())
        .isEqualTo("it answered 404 no_service: it wants nothing any more");
  }

  @Test
  void triesAgainWhatTeamsThrottlesWithinAnAnswerOf200() throws Exception {
    endpoint(EndpointFormat.TEAMS, "");
    answers.put(
        "/teams",
        "200 Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP"
            + " error 429 with ContextId x");
    tell(IncidentChange.OPENED);
    worker.start();
    WaitFor.condition(
        PATIENCE,
        () -> {
          ALERTS.pass(Duration.ofSeconds(1));
          return bodies(EndpointFormat.TEAMS).size() >= 2;
        });
    answers.remove("/teams");
    waitForTheEnd();
    assertThat(deliveries().getFirst().state().word()).isEqualTo("delivered");
    assertThat(DATABASE.texts("SELECT error FROM alert_attempts ORDER BY id LIMIT 1"))
        .containsExactly("HTTP status 200, but it did not arrive");
  }
}
