package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.access.AccessTable;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document against OpenAPI, the routes, and what the server really answers. */
class OpenApiTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The routes of searches, each with a path that it takes. */
  private static final Map<String, String> SEARCHES =
      Map.of(
          "GET /v1/events", "/v1/events?limit=9",
          "GET /v1/accounts/{id}/events", "/v1/accounts/a/events?limit=9",
          "GET /v1/accounts/events", "/v1/accounts/events?id=a&limit=9");

  private static final List<String> RING_PARTS = List.of("/members", "/edges", "/history");

  private static final List<String> DECISIONS = List.of("/acknowledge", "/assign", "/resolve");
  private static final String DECIDED = "{\"to\":\"maria\",\"reason\":\"ours\"}";

  private static final String VERDICT =
      "{\"account\":\"a\",\"verdict\":\"abusive\",\"abuse_type\":\"spam\",\"reason\":\"seen\"}";

  /** It takes a full queue, many searches or two calibrations at a time, or one that takes long. */
  private static final Set<String> NOT_PROVOKED =
      Stream.concat(
              Stream.of(
                  "POST /v1/events 429",
                  "POST /v1/score 429",
                  "GET /v1/exports 429",
                  "POST /v1/calibrations 409",
                  "GET /v1/hunts/{name}/run 429"),
              SEARCHES.keySet().stream()
                  .flatMap(search -> Stream.of(search + " 422", search + " 429")))
          .collect(Collectors.toUnmodifiableSet());

  @TempDir private Path data;

  @SuppressWarnings("NullAway.Init") // set before each test
  private RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private DescribedApi api;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Visitor client;

  private final Set<String> seen = new TreeSet<>();

  @BeforeEach
  void start() throws Exception {
    SampleHunts.write(data.resolve("hunts"));
    server = new RunningServer(data, "ringwatch.hunts.directory=" + data.resolve("hunts"));
    client = client(Scope.values());
    HttpResponse<String> answer = server.visitor().asProgram().get("/v1/openapi.json");
    api = new DescribedApi(answer.body());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Visitor client(Scope... scopes) throws Exception {
    return server.visitor().asProgram().with("Authorization", "Bearer " + server.key(scopes));
  }

  @Test
  void isOpenApi() throws IOException {
    try (InputStream schema =
        getClass().getResourceAsStream("/openapi/schema-3.1-2022-10-07.json")) {
      assertThat(api.problemsUnder(JSON.readTree(Objects.requireNonNull(schema)))).isEmpty();
    }
    assertThat(api.document().at("/info/version").asString()).isEqualTo("development");
    List<String> wrong = new ArrayList<>();
    walk(api.document(), "", wrong);
    assertThat(wrong).isEmpty();
  }

  /** What the schema of OpenAPI does not see. */
  private void walk(JsonNode node, String place, List<String> wrong) {
    if (node.isNull() && !place.matches(".*/(enum|example)(/.*)?")) {
      // So a comma reads in a description that is not quoted.
      wrong.add(place + " is null");
    }
    if (node.path("$ref").isString() && api.resolved(node).isMissingNode()) {
      wrong.add(place + " refers to nothing");
    }
    if (place.endsWith("/schema") || place.matches("/components/schemas/[^/]+")) {
      // Compiled as the schema that it is; an example of what it describes breaks none of it.
      api.problems(node, JSON.createObjectNode());
    }
    if (node.has("schema") && node.has("example")) {
      api.problems(node.get("schema"), node.get("example"))
          .forEach(problem -> wrong.add(place + "/example " + problem));
    }
    node.properties().forEach(part -> walk(part.getValue(), place + "/" + part.getKey(), wrong));
    int index = 0;
    for (JsonNode item : node.isArray() ? node : JSON.createArrayNode()) {
      walk(item, place + "/" + index++, wrong);
    }
  }

  @Test
  void describesEveryRouteAndNothingElse() {
    Set<String> routes =
        AccessTable.ROUTES.stream()
            .map(Object::toString)
            .filter(route -> route.matches("[A-Z]+ /(v1|health)(/.*)?"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(api.routes()).isEqualTo(routes);
    List<String> ids = new ArrayList<>();
    api.forEach((route, operation) -> ids.add(operation.path("operationId").asString(route)));
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void saysOfEveryAnswerWhatItReallyIs() throws Exception {
    refuseEverywhere();
    sendEvents();
    readAccounts();
    readRings();
    decideIncidents();
    askForSilence();
    workThroughTheQueue();
    giveVerdicts();
    searchEvents();
    hunt();
    Visitor lead = chooseModels();
    calibrate(lead);
    learn(lead);
    changeLists();
    askAboutAlerts();
    ask("GET /v1/archives", "/v1/archives");
    ask("GET /v1/archives", "/v1/archives?cursor=none");
    forget();
    ask("GET /v1/keys", "/v1/keys");
    server.operator(Role.VIEWER);
    ask("GET /v1/operators", "/v1/operators");
    ask("GET /v1/status", "/v1/status");
    ask("GET /health", "/health");
    ask("GET /health/live", "/health/live");
    WaitFor.condition(PATIENCE, () -> answers("GET /health/ready", "/health/ready", 200));
    ask("GET /v1/openapi.json", "/v1/openapi.json");
    standStill();
    loseTheDatabase(lead);
    Set<String> described = api.answers();
    described.removeAll(NOT_PROVOKED);
    assertThat(seen).isEqualTo(described);
  }

  private void forget() throws Exception {
    ask("GET /v1/exports", "/v1/exports?account_id=gone");
    ask("GET /v1/exports", "/v1/exports");
    ask(client, "POST /v1/erasures", "/v1/erasures", "{\"account_id\":\"gone\"}");
    ask(client, "POST /v1/erasures", "/v1/erasures", "{\"account_id\":\"\"}");
    ask(client, "POST /v1/erasures", "/v1/erasures", "none");
    ask("GET /v1/erasures", "/v1/erasures");
    ask("GET /v1/erasures", "/v1/erasures?cursor=none");
  }

  private HttpResponse<String> ask(String route, String path) throws Exception {
    return ask(client, route, path, "");
  }

  private HttpResponse<String> ask(Visitor who, String route, String path, String body)
      throws Exception {
    HttpResponse<String> answer = who.send(route.substring(0, route.indexOf(' ')), path, body);
    api.check(route, answer);
    seen.add(route + " " + answer.statusCode());
    return answer;
  }

  private static String pathOf(String route) {
    return route
        .substring(route.indexOf(' ') + 1)
        .replace("{id}", "nobody")
        .replace("{name}", "none")
        .replace("{kind}", "watch");
  }

  /** Those that are not for everybody, by nobody and by a key of other scopes. */
  private void refuseEverywhere() throws Exception {
    Visitor nobody = server.visitor().asProgram();
    for (String route : api.routes()) {
      if (api.answers().contains(route + " 401")) {
        Scope other =
            route.matches(
                    "(POST|DELETE) /v1/(lists|incidents|silences|verdicts|queue|appeals|thresholds|calibrations|learned).*")
                ? Scope.READ
                : Scope.VERDICT;
        assertThat(ask(nobody, route, pathOf(route), "").statusCode()).isEqualTo(401);
        assertThat(ask(client(other), route, pathOf(route), "").statusCode()).isEqualTo(403);
      }
    }
  }

  private static String event(String id, Instant time) {
    return "{\"event_id\":\""
        + id
        + "\",\"account_id\":\"a\",\"action\":\"login\",\"timestamp\":\""
        + time
        + "\"}";
  }

  private void sendEvents() throws Exception {
    Instant now = Instant.now();
    String events = "POST /v1/events";
    ask(client, events, "/v1/events", "{}\n" + event("1", now));
    ask(client, events, "/v1/events", "nonsense");
    ask(client, events, "/v1/events", "{}\n".repeat(10_001));
    for (String body : Yesterday.bodies(1_000, 20_000, 5_000)) {
      ask(client, events, "/v1/events", body);
    }
    String score = "POST /v1/score";
    ask(client, score, "/v1/score", "nonsense");
    ask(client, score, "/v1/score", "{}");
    ask(client, score, "/v1/score", "{}\n{}");
    WaitFor.condition(PATIENCE, () -> status().accounts() > 0);
    ask(client, score, "/v1/score", event("2", now));
    WaitFor.condition(
        PATIENCE,
        () -> {
          try {
            return ask(client, score, "/v1/score", event("2", now)).body().contains("\"band\":\"");
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private DetectionStatus status() {
    return server.context().getBean(Detection.class).status();
  }

  private void readAccounts() throws Exception {
    String put = "{\"what\":\"account\",\"value\":\"a\",\"reason\":\"seen before\"}";
    ask(client, "POST /v1/lists/{kind}", "/v1/lists/allow", put);
    ask("GET /v1/accounts/{id}", "/v1/accounts/a");
    ask("GET /v1/accounts/{id}", "/v1/accounts/nobody");
    ask("GET /v1/accounts/{id}", "/v1/accounts/a%2Fb");
    ask("GET /v1/accounts", "/v1/accounts?id=a");
    ask("GET /v1/accounts", "/v1/accounts?id=nobody");
    ask("GET /v1/accounts", "/v1/accounts?band=violet");
    WaitFor.condition(PATIENCE, () -> answers("GET /v1/accounts", "/v1/accounts?limit=5", 200));
    ask("GET /v1/accounts", "/v1/accounts?band=low&min_score=1");
    ask("GET /v1/accounts/{id}/scores", "/v1/accounts/a/scores");
    ask("GET /v1/accounts/{id}/scores", "/v1/accounts/a/scores?cursor=none");
    ask("GET /v1/accounts/scores", "/v1/accounts/scores?id=a");
    ask("GET /v1/accounts/scores", "/v1/accounts/scores?id=");
  }

  private void readRings() throws Exception {
    WaitFor.condition(PATIENCE, () -> !firstRing().isEmpty());
    ask("GET /v1/rings", "/v1/rings?min_score=1&min_members=3&limit=2");
    ask("GET /v1/rings", "/v1/rings?ended=true");
    ask("GET /v1/rings", "/v1/rings?ended=perhaps");
    String ring = "/v1/rings/" + firstRing();
    ask("GET /v1/rings/{id}", ring);
    ask("GET /v1/rings/{id}", "/v1/rings/none");
    for (String part : RING_PARTS) {
      String route = "GET /v1/rings/{id}" + part;
      ask(route, ring + part);
      ask(route, ring + part + "?limit=1");
      ask(route, ring + part + "?cursor=none");
      ask(route, "/v1/rings/none" + part);
    }
  }

  private void decideIncidents() throws Exception {
    WaitFor.condition(PATIENCE, () -> !newestIncident().isEmpty());
    ask("GET /v1/incidents", "/v1/incidents?open=true&dedup_key=account:a");
    ask("GET /v1/incidents", "/v1/incidents?open=perhaps");
    ask("GET /v1/incidents", "/v1/incidents?cursor=none");
    String incident = "/v1/incidents/" + newestIncident();
    ask("GET /v1/incidents/{id}", incident);
    ask("GET /v1/incidents/{id}", "/v1/incidents/none");
    String history = "GET /v1/incidents/{id}/history";
    ask(history, incident + "/history?limit=1");
    ask(history, incident + "/history?cursor=none");
    ask(history, "/v1/incidents/none/history");
    for (String decision : DECISIONS) {
      ask(client, "POST /v1/incidents/{id}" + decision, "/v1/incidents/9999" + decision, DECIDED);
    }
    ask(client, "POST /v1/incidents/{id}/acknowledge", incident + "/acknowledge", "");
    String assign = "POST /v1/incidents/{id}/assign";
    ask(client, assign, incident + "/assign", "{\"to\":\"maria\"}");
    ask(client, assign, incident + "/assign", "nonsense");
    ask(client, assign, incident + "/assign", "{\"to\":1}");
    String resolve = "POST /v1/incidents/{id}/resolve";
    ask(client, resolve, incident + "/resolve", "nonsense");
    ask(client, resolve, incident + "/resolve", "{\"reason\":\" \"}");
    ask(client, resolve, incident + "/resolve", "{\"reason\":\"ours\"}");
    for (String decision : DECISIONS) {
      ask(client, "POST /v1/incidents/{id}" + decision, incident + decision, DECIDED);
    }
  }

  private void askForSilence() throws Exception {
    String add = "POST /v1/silences";
    Instant end = Instant.now().plusSeconds(600);
    String body = "{\"reason\":\"deploying\",\"subject\":\"nobody\",\"ends_at\":\"%s\"%s}";
    String made = ask(client, add, "/v1/silences", body.formatted(end, "")).body();
    ask(client, add, "/v1/silences", "nonsense");
    ask(client, add, "/v1/silences", body.formatted(end, ",\"rhythm\":\"yearly\""));
    ask("GET /v1/silences", "/v1/silences?limit=1");
    ask("GET /v1/silences", "/v1/silences?cursor=none");
    String silence = "/v1/silences/" + JSON.readTree(made).path("id").asLong() + "/end";
    for (String one : List.of(silence, silence, "/v1/silences/none/end")) {
      ask(client, "POST /v1/silences/{id}/end", one, "");
    }
    ask("GET /v1/suppressions", "/v1/suppressions?dedup_key=account:a");
    ask("GET /v1/suppressions", "/v1/suppressions?cursor=none");
    ask("GET /v1/suppressions", "/v1/suppressions?cause=weather");
  }

  private void workThroughTheQueue() throws Exception {
    String next = "POST /v1/queue/next";
    server.execute(
        "INSERT INTO alert_incidents (dedup_key, kind, state, account_id, score, band, provisional,"
            + " details, opened_at, last_evidence_at) VALUES ('hunt:waits', 'hunt', 'open',"
            + " 'waits', 100, 'high', false, '{\"reasons\":[],\"members\":[],\"memberCount\":0}',"
            + " now() - interval '9 days', now())");
    ask("GET /v1/queue", "/v1/queue?limit=1&older_hours=1");
    ask("GET /v1/queue", "/v1/queue?band=violet");
    ask(client, next, "/v1/queue/next?band=violet", "");
    String taken = ask(client, next, "/v1/queue/next?kind=account", "").body();
    assertThat(JSON.readTree(taken).at("/item/subject").asString()).isEqualTo("waits");
    ask("GET /v1/queue", "/v1/queue?claimed=me");
    ask(client, next, "/v1/queue/next?kind=ring&older_hours=99999", "");
    for (String form : List.of("take", "put-back", "verdict")) {
      String path = "/v1/queue/" + form;
      String verdict = form.equals("verdict") ? ",\"verdict\":\"benign\"" : "";
      ask(client, "POST " + path, path, "{\"account\":\"nobody\"" + verdict + "}");
      ask(client, "POST " + path, path, "{}");
      ask(client, "POST " + path, path, "nonsense");
      ask(client, "POST " + path, path, "x".repeat(1 << 19));
      ask(client, "POST /v1/queue/take", "/v1/queue/take", "{\"account\":\"waits\"}");
      ask(client, "POST " + path, path, "{\"account\":\"waits\"" + verdict + "}");
    }
  }

  private void loseTheDatabaseOfTheQueue() throws Exception {
    ask("GET /v1/queue", "/v1/queue");
    ask(client, "POST /v1/queue/next", "/v1/queue/next", "");
    String verdict = "{\"account\":\"waits\",\"verdict\":\"benign\"}";
    for (String form : List.of("take", "put-back", "verdict")) {
      ask(client, "POST /v1/queue/" + form, "/v1/queue/" + form, verdict);
    }
  }

  private void giveVerdicts() throws Exception {
    String give = "POST /v1/verdicts";
    String withdraw = "POST /v1/verdicts/{id}/withdraw";
    ask("GET /v1/verdicts/agreement", "/v1/verdicts/agreement");
    ask(client, give, "/v1/verdicts", VERDICT);
    ask(client, give, "/v1/verdicts", "[" + VERDICT + "," + VERDICT + "]");
    ask(client, give, "/v1/verdicts", "{\"ring\":\"" + firstRing() + "\",\"verdict\":\"unsure\"}");
    ask(client, give, "/v1/verdicts", "nonsense");
    ask(client, give, "/v1/verdicts", "[{\"verdict\":\"bad\"},1]");
    ask(client, give, "/v1/verdicts", "[" + "1,".repeat(1_000) + "1]");
    ask("GET /v1/accounts/{id}", "/v1/accounts/a");
    ask("GET /v1/rings/{id}", "/v1/rings/" + firstRing());
    ask("GET /v1/verdicts", "/v1/verdicts?account=a&verdict=abusive&origin=review&limit=1");
    ask("GET /v1/verdicts", "/v1/verdicts?since=yesterday");
    ask("GET /v1/verdicts/agreement", "/v1/verdicts/agreement?since=soon");
    appeal();
    for (String id : List.of("1", "1", "9999")) {
      ask(client, withdraw, "/v1/verdicts/" + id + "/withdraw", "{\"reason\":\"a slip\"}");
    }
    ask(client, withdraw, "/v1/verdicts/1/withdraw", "nonsense");
    ask(client, withdraw, "/v1/verdicts/1/withdraw", "{}");
    ask(client, withdraw, "/v1/verdicts/1/withdraw", "x".repeat(1 << 17));
    for (String queue : List.of("/v1/audit-items", "/v1/second-reviews")) {
      ask("GET " + queue, queue + "?limit=1");
      ask("GET " + queue, queue + "?limit=0");
    }
  }

  private void appeal() throws Exception {
    String appeal = "POST /v1/appeals";
    ask(client, appeal, "/v1/appeals", "{\"account\":\"a\",\"text\":\"not me\"}");
    ask(client, appeal, "/v1/appeals", "{\"account\":\"a\",\"text\":\"not me\"}");
    ask(client, appeal, "/v1/appeals", "{\"account\":\"a\"}");
    ask(client, appeal, "/v1/appeals", "nonsense");
    ask(client, appeal, "/v1/appeals", "x".repeat(1 << 18));
    ask(
        client(Scope.VERDICT),
        "POST /v1/verdicts",
        "/v1/verdicts",
        VERDICT.replace("}", ",\"origin\":\"appeal\"}"));
    ask("GET /v1/appeals", "/v1/appeals?account=a&state=upheld");
    ask("GET /v1/appeals", "/v1/appeals?state=lost");
  }

  private Visitor lead() throws Exception {
    Visitor lead = server.signedIn(Role.LEAD);
    String token = Visitor.hidden(lead.get("/").body()).getOrDefault("_csrf", "");
    return lead.asProgram().with("X-XSRF-TOKEN", token);
  }

  private void calibrate(Visitor lead) throws Exception {
    Visitor other = lead();
    String propose = "POST /v1/thresholds";
    String proposal = "{\"kind\":\"ring\",\"threshold\":%s,\"reason\":\"so\"}";
    String because = "{\"reason\":\"so\"}";
    ask(client, "POST /v1/calibrations", "/v1/calibrations", "");
    for (String one : List.of("61", "62", "70", "101")) {
      ask(lead, propose, "/v1/thresholds", proposal.formatted(one));
    }
    ask(lead, propose, "/v1/thresholds", "nonsense");
    ask("GET /v1/thresholds", "/v1/thresholds?limit=2");
    ask("GET /v1/thresholds", "/v1/thresholds?state=good");
    ask("GET /v1/thresholds/{id}", "/v1/thresholds/1");
    ask("GET /v1/thresholds/{id}", "/v1/thresholds/9999");
    for (String decision : List.of("reject", "approve")) {
      String route = "POST /v1/thresholds/{id}/" + decision;
      String newest =
          JSON.readTree(ask("GET /v1/thresholds", "/v1/thresholds").body())
              .at("/thresholds/0/id")
              .asString();
      for (String id : List.of(newest, newest, "9999")) {
        ask(other, route, "/v1/thresholds/" + id + "/" + decision, because);
      }
      ask(lead, route, "/v1/thresholds/1/" + decision, "{}");
      ask(lead, route, "/v1/thresholds/1/" + decision, "nonsense");
      ask(lead, propose, "/v1/thresholds", proposal.formatted("63"));
    }
  }

  private void learn(Visitor lead) throws Exception {
    String because = "{\"reason\":\"so\"}";
    ask(client, "POST /v1/learned", "/v1/learned", "");
    ask("GET /v1/learned", "/v1/learned?limit=1");
    ask("GET /v1/labels", "/v1/labels");
    ask("GET /v1/learned", "/v1/learned?limit=0");
    for (String decision : List.of("reject", "approve", "give-up")) {
      String route = "POST /v1/learned/{id}/" + decision;
      if (!decision.equals("give-up")) {
        server.execute(
            "INSERT INTO learned_blends (state, reason, verdicts, report, weights, spread,"
                + " learned_until, threshold, previous_threshold, proposed_by, proposed_at) VALUES"
                + " ('proposed', 'it finds more', 300, '{\"chance\": 0.01}', '{\"format\": 1,"
                + " \"adjustments\": {}, \"probability\": {\"intercept\": 0, \"slope\": 1}}',"
                + " '{0}', now(), 70, 70, 'system', now())");
      }
      String newest =
          JSON.readTree(ask("GET /v1/learned", "/v1/learned").body())
              .at("/learned/0/id")
              .asString();
      for (String id : List.of(newest, newest, "9999")) {
        ask(lead, route, "/v1/learned/" + id + "/" + decision, because);
      }
      ask(lead, route, "/v1/learned/1/" + decision, "{}");
      ask(lead, route, "/v1/learned/1/" + decision, "nonsense");
      ask(client, "POST /v1/learned", "/v1/learned", "");
    }
  }

  private void loseTheDatabaseOfThresholds(Visitor lead) throws Exception {
    ask("GET /v1/learned", "/v1/learned");
    ask("GET /v1/labels", "/v1/labels");
    ask(client, "POST /v1/learned", "/v1/learned", "");
    for (String decision : List.of("reject", "approve", "give-up")) {
      ask(
          lead,
          "POST /v1/learned/{id}/" + decision,
          "/v1/learned/1/" + decision,
          "{\"reason\":\"so\"}");
    }
    String because = "{\"reason\":\"so\"}";
    String proposal = "{\"kind\":\"ring\",\"threshold\":64,\"reason\":\"so\"}";
    ask("GET /v1/thresholds", "/v1/thresholds");
    ask("GET /v1/thresholds/{id}", "/v1/thresholds/1");
    ask(lead, "POST /v1/thresholds", "/v1/thresholds", proposal);
    ask(client, "POST /v1/calibrations", "/v1/calibrations", "");
    for (String decision : List.of("reject", "approve")) {
      String route = "POST /v1/thresholds/{id}/" + decision;
      ask(lead, route, "/v1/thresholds/1/" + decision, because);
    }
  }

  private void loseTheDatabaseOfVerdicts() throws Exception {
    ask(client, "POST /v1/verdicts", "/v1/verdicts", VERDICT);
    String slip = "{\"reason\":\"a slip\"}";
    ask(client, "POST /v1/verdicts/{id}/withdraw", "/v1/verdicts/1/withdraw", slip);
    String text = "{\"account\":\"a\",\"text\":\"not me\"}";
    ask(client, "POST /v1/appeals", "/v1/appeals", text);
    for (String list :
        List.of("verdicts", "verdicts/agreement", "audit-items", "second-reviews", "appeals")) {
      ask("GET /v1/" + list, "/v1/" + list);
    }
  }

  /** The number of the newest incident; empty while there is none. */
  private String newestIncident() {
    try {
      String page = ask("GET /v1/incidents", "/v1/incidents?limit=1").body();
      return JSON.readTree(page).at("/incidents/0/id").asString("");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The id of the worst ring; empty while there is none. */
  private String firstRing() {
    try {
      String page = ask("GET /v1/rings", "/v1/rings?limit=1").body();
      return JSON.readTree(page).at("/rings/0/ring_id").asString("");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean answers(String route, String path, int status) {
    try {
      return ask(route, path).statusCode() == status;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a lead, who may choose. */
  private Visitor chooseModels() throws Exception {
    String list = ask("GET /v1/models", "/v1/models").body();
    String id = JSON.readTree(list).at("/models/0/id").asString();
    ask("GET /v1/models/{id}", "/v1/models/" + id);
    ask("GET /v1/models/{id}", "/v1/models/none");
    Visitor lead = lead();
    String choice = "POST /v1/models/{id}/choice";
    ask(lead, choice, "/v1/models/" + id + "/choice", "");
    ask(lead, choice, "/v1/models/none/choice", "");
    ask("GET /v1/models", "/v1/models");
    String release = "DELETE /v1/models/{id}/choice";
    ask(lead, release, "/v1/models/" + id + "/choice", "");
    ask(lead, release, "/v1/models/" + id + "/choice", "");
    return lead;
  }

  private void searchEvents() throws Exception {
    for (Map.Entry<String, String> search : SEARCHES.entrySet()) {
      assertThat(ask(search.getKey(), search.getValue()).body()).contains("\"event_id\":");
      ask(search.getKey(), search.getValue() + "9999");
    }
  }

  private void hunt() throws Exception {
    String run = "GET /v1/hunts/{name}/run";
    assertThat(ask("GET /v1/hunts", "/v1/hunts").body()).contains("\"problem\":\"the header");
    for (String name : List.of("busy", "none")) {
      ask("GET /v1/hunts/{name}", "/v1/hunts/" + name);
      ask(run, "/v1/hunts/" + name + "/run?since=24h&limit=1");
    }
    server.execute(
        "INSERT INTO hunt_runs VALUES ('busy', now(), now(), 1, 1, NULL);"
            + "INSERT INTO hunt_findings VALUES ('a', 'busy', now(), now(), '{\"n\": 1}'),"
            + " ('b', 'busy', now(), now(), '{}')");
    String findings = "GET /v1/hunts/{name}/findings";
    for (String asked : List.of("busy/findings?limit=1", "none/findings", "busy/findings?x=1")) {
      ask(findings, "/v1/hunts/" + asked);
    }
    ask(run, "/v1/hunts/busy/run?events=0");
    ask(run, "/v1/hunts/share/run?parts=0");
  }

  private void changeLists() throws Exception {
    String route = "POST /v1/lists/{kind}";
    String one = "{\"what\":\"account\",\"value\":\"%s\",\"reason\":\"seen before\"%s}";
    String end = ",\"expires_at\":\"2999-01-01T00:00:00Z\"";
    String two = "[" + one.formatted("a", "") + "," + one.formatted("b", end) + "]";
    ask(client, route, "/v1/lists/watch", two);
    ask(client, route, "/v1/lists/watch", two);
    ask(client, route, "/v1/lists/watch", "nonsense");
    ask(client, route, "/v1/lists/watch", "{}");
    ask(client, route, "/v1/lists/watch", "[" + "1,".repeat(1_000) + "1]");
    ask(client, route, "/v1/lists/grey", two);
    String page = "GET /v1/lists/{kind}";
    ask(page, "/v1/lists/watch?limit=1");
    ask(page, "/v1/lists/watch?limit=9");
    ask(page, "/v1/lists/watch?limit=0");
    ask(page, "/v1/lists/grey");
    String removal = "DELETE /v1/lists/{kind}";
    ask(removal, "/v1/lists/watch?what=account&value=a");
    ask(removal, "/v1/lists/watch?what=account&value=a");
    ask(removal, "/v1/lists/watch");
  }

  private static String endpoint(String name, String url) {
    return "{\"name\":\"%s\",\"url\":\"%s\"}".formatted(name, url);
  }

  private void askAboutAlerts() throws Exception {
    String page = "GET /v1/endpoints";
    String add = "POST /v1/endpoints";
    String change = "PUT /v1/endpoints/{id}";
    String elsewhere = "https://hook.invalid/a";
    ask(client, add, "/v1/endpoints", "nonsense");
    ask(client, add, "/v1/endpoints", endpoint("b", "http://127.0.0.1/"));
    HttpResponse<String> made = ask(client, add, "/v1/endpoints", endpoint("b", elsewhere));
    ask(client, add, "/v1/endpoints", endpoint("b", elsewhere));
    ask(client, add, "/v1/endpoints", endpoint("a", elsewhere));
    String one = "/v1/endpoints/" + JSON.readTree(made.body()).path("id").asInt();
    ask(page, "/v1/endpoints?limit=1");
    ask(page, "/v1/endpoints?limit=0");
    for (String path : List.of(one, "/v1/endpoints/none")) {
      ask(client, change, path, endpoint("c", elsewhere));
      for (String what : List.of("/secret", "/disable", "/enable", "/test")) {
        ask(client, "POST /v1/endpoints/{id}" + what, path + what, "");
      }
    }
    ask(client, change, one, "nonsense");
    ask(client, change, one, endpoint("a", elsewhere));
    ask(client, change, one, endpoint("a", "ftp://hook.invalid/"));
    askForTheSecretOfChat(add);
    askAboutDeliveries();
    // Once more than it takes: a machine that is busy may say 503 first.
    for (int i = 0; i < 3; i++) {
      ask("DELETE /v1/endpoints/{id}", one);
    }
  }

  /** It has none. */
  private void askForTheSecretOfChat(String add) throws Exception {
    String chat = "{\"name\":\"d\",\"format\":\"slack\",\"url\":\"https://hook.invalid/d\"}";
    HttpResponse<String> made = ask(client, add, "/v1/endpoints", chat);
    String one = "/v1/endpoints/" + JSON.readTree(made.body()).path("id").asInt();
    ask(client, "POST /v1/endpoints/{id}/secret", one + "/secret", "");
    ask("DELETE /v1/endpoints/{id}", one);
  }

  private void askAboutDeliveries() throws Exception {
    String id = server.delivery();
    String again = "POST /v1/deliveries/{id}/redeliver";
    for (String path : List.of("/v1/deliveries/" + id, "/v1/deliveries/none")) {
      ask(client, again, path + "/redeliver", "");
      ask("GET /v1/deliveries/{id}", path);
    }
    ask("GET /v1/deliveries", "/v1/deliveries?limit=1");
    ask("GET /v1/deliveries", "/v1/deliveries?state=lost");
  }

  private void loseTheDatabaseOfAlerts() throws Exception {
    String elsewhere = endpoint("c", "https://hook.invalid/a");
    ask("GET /v1/endpoints", "/v1/endpoints");
    ask(client, "POST /v1/endpoints", "/v1/endpoints", elsewhere);
    ask(client, "PUT /v1/endpoints/{id}", "/v1/endpoints/1", elsewhere);
    ask("DELETE /v1/endpoints/{id}", "/v1/endpoints/1");
    for (String what : List.of("/secret", "/disable", "/enable", "/test")) {
      ask(client, "POST /v1/endpoints/{id}" + what, "/v1/endpoints/1" + what, "");
    }
    String id = "00000000-0000-0000-0000-000000000000";
    ask("GET /v1/deliveries", "/v1/deliveries");
    ask("GET /v1/deliveries/{id}", "/v1/deliveries/" + id);
    String again = "POST /v1/deliveries/{id}/redeliver";
    ask(client, again, "/v1/deliveries/" + id + "/redeliver", "");
  }

  /** A control record of a newer release stops detection, and nothing else. */
  private void standStill() throws Exception {
    server
        .context()
        .getBean(EventLog.class)
        .append(new ControlRecord("verdict", new Tick(1), "of a newer release"));
    WaitFor.condition(PATIENCE, () -> !status().failure().isEmpty());
    ask("GET /health", "/health");
    ask("GET /health/live", "/health/live");
    ask("GET /health/ready", "/health/ready");
    ask("GET /v1/status", "/v1/status");
    ask("GET /v1/accounts/{id}", "/v1/accounts/a");
    ask("GET /v1/accounts", "/v1/accounts?id=a");
    ask("GET /v1/models", "/v1/models");
    ask(client, "POST /v1/score", "/v1/score", event("3", Instant.now()));
  }

  /** Keys that were shown lately are still known. */
  private void loseTheDatabase(Visitor lead) throws Exception {
    server.context().getBean(Store.class).close();
    ask(lead, "POST /v1/models/{id}/choice", "/v1/models/none/choice", "");
    ask(lead, "DELETE /v1/models/{id}/choice", "/v1/models/none/choice", "");
    ask("GET /v1/models/{id}", "/v1/models/none");
    ask("GET /v1/accounts/{id}/scores", "/v1/accounts/a/scores");
    ask("GET /v1/accounts/scores", "/v1/accounts/scores?id=a");
    ask("GET /v1/rings", "/v1/rings");
    ask("GET /v1/rings/{id}", "/v1/rings/none");
    for (String part : RING_PARTS) {
      ask("GET /v1/rings/{id}" + part, "/v1/rings/none" + part);
    }
    ask("GET /v1/silences", "/v1/silences");
    ask("GET /v1/suppressions", "/v1/suppressions");
    ask(client, "POST /v1/silences/{id}/end", "/v1/silences/1/end", "");
    String later = Instant.now().plusSeconds(600).toString();
    ask(
        client,
        "POST /v1/silences",
        "/v1/silences",
        "{\"reason\":\"a\",\"ends_at\":\"" + later + "\"}");
    ask("GET /v1/incidents", "/v1/incidents");
    ask("GET /v1/incidents/{id}", "/v1/incidents/1");
    ask("GET /v1/incidents/{id}/history", "/v1/incidents/1/history");
    for (String decision : DECISIONS) {
      ask(client, "POST /v1/incidents/{id}" + decision, "/v1/incidents/1" + decision, DECIDED);
    }
    ask(client, "POST /v1/events", "/v1/events", event("4", Instant.now()));
    ask(client, "POST /v1/score", "/v1/score", event("5", Instant.now()));
    ask("GET /v1/lists/{kind}", "/v1/lists/watch");
    String put = "{\"what\":\"account\",\"value\":\"a\",\"reason\":\"seen before\"}";
    ask(client, "POST /v1/lists/{kind}", "/v1/lists/watch", put);
    ask("DELETE /v1/lists/{kind}", "/v1/lists/watch?what=account&value=a");
    ask("GET /v1/archives", "/v1/archives");
    ask("GET /v1/erasures", "/v1/erasures");
    ask(client, "POST /v1/erasures", "/v1/erasures", "{\"account_id\":\"a\"}");
    ask("GET /v1/exports", "/v1/exports?account_id=a");
    ask("GET /v1/keys", "/v1/keys");
    ask("GET /v1/operators", "/v1/operators");
    // What was found cannot be recorded.
    ask("GET /v1/hunts/{name}/run", "/v1/hunts/busy/run");
    ask("GET /v1/hunts/{name}/findings", "/v1/hunts/busy/findings");
    loseTheDatabaseOfAlerts();
    loseTheDatabaseOfVerdicts();
    loseTheDatabaseOfTheQueue();
    loseTheDatabaseOfThresholds(lead);
    for (Map.Entry<String, String> search : SEARCHES.entrySet()) {
      ask(search.getKey(), search.getValue());
    }
  }
}
