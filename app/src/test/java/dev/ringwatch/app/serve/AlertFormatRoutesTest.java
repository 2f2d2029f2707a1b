package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.ringwatch.app.Main;
import dev.ringwatch.postgres.Scope;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Endpoints of chat, paging and mail, over HTTP and by command, with real receivers. */
class AlertFormatRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String OTHER_KEY = "fedcba9876543210fedcba9876543210";

  @TempDir private Path data;

  private final List<String> received = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before each test
  private RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Visitor client;

  @SuppressWarnings("NullAway.Init") // set before each test
  private HttpServer receiver;

  @SuppressWarnings("NullAway.Init") // set before each test
  private GreenMail mail;

  @BeforeEach
  void start() throws Exception {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    server =
        new RunningServer(
            data,
            "ringwatch.alerts.allowed-networks=127.0.0.0/8",
            "ringwatch.alerts.smtp.host=127.0.0.1",
            "ringwatch.alerts.smtp.port=" + mail.getSmtp().getPort(),
            "ringwatch.alerts.smtp.from=ringwatch@example.org");
    client =
        server.visitor().asProgram().with("Authorization", "Bearer " + server.key(Scope.values()));
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    receiver.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          received.add(new String(body, StandardCharsets.UTF_8));
          byte[] answer = "no_service".getBytes(StandardCharsets.UTF_8);
          boolean ok = !exchange.getRequestURI().getPath().equals("/revoked");
          exchange.sendResponseHeaders(ok ? 200 : 404, ok ? -1 : answer.length);
          if (!ok) {
            exchange.getResponseBody().write(answer);
          }
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    server.close();
    mail.stop();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
  }

  private JsonNode ask(String method, String path, String body, int status) throws Exception {
    HttpResponse<String> answer = client.send(method, path, body);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  @Test
  void takesTheRoutingKeyAndNeverTellsIt() throws Exception {
    String body = "{\"name\":\"p\",\"format\":\"pagerduty\",\"url\":\"%s\",\"routing_key\":\"%s\"}";
    JsonNode made = ask("POST", "/v1/endpoints", body.formatted(url("/v2"), KEY), 201);
    String path = "/v1/endpoints/" + made.path("id").asInt();
    assertThat(made.has("secret")).isFalse();
    assertThat(made.path("format").asString()).isEqualTo("pagerduty");
    assertThat(made.toString()).doesNotContain(KEY);
    assertThat(ask("POST", path + "/test", "", 200).path("delivered").asBoolean()).isTrue();
    assertThat(JSON.readTree(received.getLast()).path("routing_key").asString()).isEqualTo(KEY);
    ask("PUT", path, "{\"name\":\"q\",\"url\":\"" + url("/v2") + "\"}", 200);
    ask("POST", path + "/test", "", 200);
    assertThat(JSON.readTree(received.getLast()).path("routing_key").asString()).isEqualTo(KEY);
    ask("PUT", path, body.formatted(url("/v2"), OTHER_KEY), 200);
    ask("POST", path + "/test", "", 200);
    assertThat(JSON.readTree(received.getLast()).path("routing_key").asString())
        .isEqualTo(OTHER_KEY);
    String id = server.delivery();
    assertThat(ask("GET", "/v1/deliveries/" + id, "", 200).toString())
        .contains("dedup_key")
        .doesNotContain(OTHER_KEY);
    ask("POST", path + "/secret", "", 422);
    ask("PUT", path, "{\"name\":\"q\",\"format\":\"teams\",\"url\":\"https://a.example\"}", 422);
  }

  @Test
  void sendsALetterAndShowsWhatTheMailServerReplied() throws Exception {
    String body =
        "{\"name\":\"m\",\"format\":\"email\",\"addresses\":[\"a@example.org\",\"b@example.org\"]}";
    JsonNode made = ask("POST", "/v1/endpoints", body, 201);
    assertThat(made.has("url")).isFalse();
    assertThat(made.path("addresses")).hasSize(2);
    JsonNode tried = ask("POST", "/v1/endpoints/" + made.path("id").asInt() + "/test", "", 200);
    assertThat(tried.path("delivered").asBoolean()).as("%s", tried).isTrue();
    assertThat(tried.path("status").asInt()).isEqualTo(250);
    assertThat(mail.getReceivedMessages()).hasSize(2);
    assertThat(mail.getReceivedMessages()[0].getSubject()).contains("Test of this endpoint");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name':'x','format':'fax','url':'https://a.example'} | format knows [json, slack",
        "{'name':'x','format':'slack'} | url is missing",
        "{'name':'x','format':'slack','url':'https://a.example','addresses':['a@b']} | addresses",
        "{'name':'x','format':'slack','url':'https://a.example','routing_key':'k'} | routing_key is",
        "{'name':'x','format':'slack','url':'mailto:a@b'} | of the format email",
        "{'name':'x','format':'pagerduty'} | routing_key is missing",
        "{'name':'x','format':'pagerduty','routing_key':'short'} | 32 letters and digits",
        "{'name':'x','format':'email'} | a list of 1 to 20",
        "{'name':'x','format':'email','addresses':['a@b\\r\\nc']} | addresses are such as",
        "{'name':'x','format':'email','addresses':['a@b'],'url':'https://a.example'} | no url"
      })
  void saysInASentenceWhatDoesNotGoTogether(String body, String sentence) throws Exception {
    assertThat(ask("POST", "/v1/endpoints", body.replace('\'', '"'), 422).path("detail").asString())
        .contains(sentence);
  }

  private record Run(int code, String out, String err) {}

  private Run run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Run(code, out.toString(), err.toString());
  }

  private String settings() throws Exception {
    Path password = Files.writeString(data.resolve("password"), server.database().password());
    return Files.writeString(
            data.resolve("settings.yaml"),
            """
            ringwatch:
              data: "%s"
              database: {url: "%s", user: "%s", password-file: "%s"}
              alerts:
                allowed-networks: 127.0.0.0/8
            """
                .formatted(data, server.database().url(), server.database().user(), password))
        .toString();
  }

  @Test
  void isMadeListedAndTriedOutByCommand() throws Exception {
    String settings = settings();
    Path key = Files.writeString(data.resolve("key"), KEY + "\n");
    assertThat(run("endpoint", "list", "--config", settings).err()).contains("no endpoint yet");
    Run added = run("endpoint", "add", "--name", "j", "--url", url("/j"), "--config", settings);
    assertThat(added.code()).as("%s", added).isZero();
    assertThat(added.out()).startsWith("whsec_");
    assertThat(
            run(
                "endpoint",
                "add",
                "--name",
                "p",
                "--format",
                "pagerduty",
                "--url",
                url("/p"),
                "--routing-key-file",
                key.toString(),
                "--config",
                settings))
        .satisfies(one -> assertThat(one.code()).as("%s", one).isZero())
        .satisfies(one -> assertThat(one.out()).isEmpty());
    run(
        "endpoint",
        "add",
        "--name",
        "s",
        "--format",
        "slack",
        "--url",
        url("/revoked"),
        "--config",
        settings);
    Run mailless =
        run(
            "endpoint",
            "add",
            "--name",
            "m",
            "--format",
            "email",
            "--address",
            "a@b",
            "--config",
            settings);
    assertThat(mailless.code()).isEqualTo(1);
    assertThat(mailless.err()).contains("ringwatch.alerts.smtp.host is not set");
    assertThat(run("endpoint", "list", "--config", settings).out())
        .contains("j  json  from low  on", "p  pagerduty", "s  slack");
    JsonNode all = ask("GET", "/v1/endpoints", "", 200).path("endpoints");
    assertThat(all).hasSize(3);
    Run tried = run("endpoint", "test", all.get(1).path("id").asString(), "--config", settings);
    assertThat(tried.code()).as("%s", tried).isZero();
    assertThat(tried.out()).startsWith("delivered in ").contains("status 200");
    assertThat(JSON.readTree(received.getLast()).path("routing_key").asString()).isEqualTo(KEY);
    Run revoked = run("endpoint", "test", all.get(2).path("id").asString(), "--config", settings);
    assertThat(revoked.code()).isEqualTo(1);
    assertThat(revoked.out()).contains("HTTP status 404", "it answered: no_service");
    assertThat(run("endpoint", "test", "999", "--config", settings).err())
        .contains("there is no endpoint 999");
    String object = all.get(1).path("id").asString();
    assertThat(server.recorded("endpoint", object, row -> row.actorKind() + " " + row.action()))
        .containsExactly("console endpoint.create", "console endpoint.test");
  }
}
