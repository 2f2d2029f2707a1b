package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import dev.ringwatch.app.detection.FoundRings;
import dev.ringwatch.app.load.EventSender;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.generate.GeneratedDay;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.PlantedRing;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import dev.ringwatch.postgres.results.Models;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rings that a running server finds, over HTTP and on its pages. */
class RingRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern POINTS = Pattern.compile("<b>([+−])([0-9.]+)</b>");
  private static final Pattern TOTAL = Pattern.compile("class=\"total\"><b>([0-9.]+)</b>");

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor client;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static GeneratedDay day;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static String worst;

  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer(data, "ringwatch.operators.second-factor=false");
    client = server.visitor().asProgram().with("Authorization", "Bearer " + server.key(Scope.READ));
    Instant start =
        LocalDate.now(ZoneOffset.UTC).minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    day =
        Generator.of(GeneratorConfig.ofDefaults().withVolume(new Volume(start, 1, 1_000, 20_000)));
    try (EventSender sender =
        new EventSender(
            URI.create("http://127.0.0.1:" + server.port()), server.key(Scope.INGEST))) {
      day.forEach(sender::add);
      closeMinutes(sender, 30);
      Await.until(() -> isLearned());
      closeMinutes(sender, 20);
      closeMinutes(sender, 10);
    }
    worst = json("/v1/rings?limit=1").at("/rings/0/ring_id").asString();
  }

  private static boolean isLearned() throws Exception {
    return !server.context().getBean(Models.class).latest(1).isEmpty();
  }

  /**
   * Has the log's time come to some minutes ago, and waits until that was searched. What is found
   * at one closed minute, and the first model, hold from the next one on.
   */
  private static void closeMinutes(EventSender sender, int minutesAgo) throws Exception {
    Instant time = Instant.now().minus(Duration.ofMinutes(minutesAgo));
    sender.add(
        Event.builder(new AccountId("the clock"), "tick", time).id("tick " + minutesAgo).build());
    sender.flush();
    Await.until(() -> {
      Instant closed =
          Instant.parse(json("/v1/status").get("closed_tick").asString("1970-01-01T00:00:00Z"));
      JsonNode seen = json("/v1/rings?limit=1").at("/rings/0/last_seen");
      return closed.isAfter(time.minus(Duration.ofMinutes(5)))
          && closed.toString().equals(seen.asString(""));
    });
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = client.get(path);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static List<String> texts(JsonNode rows, String field) {
    List<String> texts = new ArrayList<>();
    rows.forEach(row -> texts.add(row.get(field).asString()));
    return texts;
  }

  /** All rows of a list, page by page. */
  private static List<JsonNode> all(String path, String rows, int limit) throws Exception {
    List<JsonNode> all = new ArrayList<>();
    String more = path + (path.contains("?") ? "&" : "?") + "limit=" + limit;
    JsonNode page;
    do {
      page = json(more + (all.isEmpty() ? "" : "&cursor=" + last(all)));
      page.get(rows).forEach(all::add);
      all.add(page.get("next"));
    } while (page.get("next").isString());
    return all.stream().filter(JsonNode::isObject).toList();
  }

  private static String last(List<JsonNode> all) {
    return all.getLast().asString();
  }

  @Test
  void findsRingsThatWerePlanted() throws Exception {
    List<Set<String>> planted =
        day.truth().rings().stream()
            .map(PlantedRing::members)
            .map(members ->
                members.stream().map(AccountId::value).collect(Collectors.<String>toSet()))
            .toList();
    int right = 0;
    List<JsonNode> rings = all("/v1/rings", "rings", 50);
    for (JsonNode ring : rings) {
      Set<String> found =
          new HashSet<>(
              texts(
                  json("/v1/rings/" + ring.get("ring_id").asString()).get("accounts"),
                  "account_id"));
      assertThat(found).hasSizeGreaterThanOrEqualTo(ring.get("members").asInt());
      right += planted.stream().anyMatch(members -> isMostly(found, members)) ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(rings.size() / 2);
  }

  private static boolean isMostly(Set<String> found, Set<String> planted) {
    Set<String> common = new HashSet<>(found);
    common.retainAll(planted);
    return 2 * common.size() > found.size();
  }

  @Test
  void givesThemByScorePageByPage() throws Exception {
    List<JsonNode> rings = all("/v1/rings", "rings", 1);
    assertThat(rings).hasSizeGreaterThan(2);
    assertThat(rings.stream().map(ring -> -ring.get("ring_score").asDouble())).isSorted();
    assertThat(rings).isEqualTo(all("/v1/rings", "rings", 500));
    double middle = rings.get(1).get("ring_score").asDouble();
    assertThat(all("/v1/rings?min_score=" + middle, "rings", 50))
        .isEqualTo(
            rings.stream().filter(ring -> ring.get("ring_score").asDouble() >= middle).toList());
    assertThat(all("/v1/rings?min_members=6", "rings", 50))
        .isEqualTo(rings.stream().filter(ring -> ring.get("members").asInt() >= 6).toList());
  }

  @Test
  void saysOfARingWhyItIsOneAndWhoIsInIt() throws Exception {
    JsonNode ring = json("/v1/rings/" + worst);
    double sum = 0;
    for (JsonNode reason : ring.get("reasons")) {
      sum += reason.get("points").asDouble();
      assertThat(reason.get("sentence").asString()).isNotEmpty();
    }
    assertThat(sum).isCloseTo(ring.get("ring_score").asDouble(), within(0.11));
    List<JsonNode> members = all("/v1/rings/" + worst + "/members", "accounts", 2);
    assertThat(ring.get("accounts").size()).isEqualTo(members.size());
    List<JsonNode> edges = all("/v1/rings/" + worst + "/edges", "edges", 3);
    assertThat(edges).hasSize(Math.min(2_000, ring.get("edges").asInt()));
    assertThat(edges.stream().map(edge -> -edge.get("weight").asDouble())).isSorted();
    assertThat(edges.getFirst().at("/evidence/0/sentence").asString()).startsWith("both ");
    List<JsonNode> history = all("/v1/rings/" + worst + "/history", "history", 1);
    assertThat(history.getLast().get("kind").asString()).isIn("found", "split");
    assertThat(history.getFirst().get("members").asInt()).isEqualTo(ring.get("members").asInt());
  }

  @Test
  void saysOfAnAccountWhichRingItIsIn() throws Exception {
    String account = json("/v1/rings/" + worst).at("/accounts/0/account_id").asString();
    Await.until(() -> json("/v1/accounts/" + account).get("ring_id").isString());
    JsonNode view = json("/v1/accounts/" + account);
    assertThat(view.get("ring_id").asString()).isEqualTo(worst);
    assertThat(view.get("ring_score").asDouble()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/rings?min_score=101",
        "/v1/rings?min_score=a",
        "/v1/rings?min_members=-1",
        "/v1/rings?ended=maybe",
        "/v1/rings?limit=0",
        "/v1/rings?cursor=x",
        "/v1/rings?colour=red"
      })
  void refusesWhatCannotBe(String path) throws Exception {
    assertThat(client.get(path).statusCode()).isEqualTo(400);
  }

  @Test
  void knowsNoCursorOfTheOtherList() throws Exception {
    String next = json("/v1/rings?limit=1").get("next").asString();
    assertThat(client.get("/v1/rings?limit=1&ended=true&cursor=" + next).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/members", "/edges", "/history"})
  void knowsNoRingThatIsNot(String part) throws Exception {
    HttpResponse<String> answer = client.get("/v1/rings/nothing" + part);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("there is no ring nothing");
    assertThat(client.get("/v1/rings/a%27b" + part).statusCode()).isEqualTo(404);
  }

  @Test
  void recordsEveryLookBeforeItAnswers() throws Exception {
    Operator operator = server.operator(Role.VIEWER);
    Visitor visitor = server.withPassword(operator);
    String ring = "/v1/rings/" + all("/v1/rings", "rings", 50).get(1).get("ring_id").asString();
    visitor.get(ring);
    visitor.get(ring + "/edges?limit=1");
    visitor.get("/rings/none");
    assertThat(
            server.recorded(
                "ring",
                ring.substring("/v1/rings/".length()),
                row ->
                    row.actorId().equals(Long.toString(operator.id()))
                        ? row.action() + " " + new TreeMap<>(row.details().plain().orElseThrow())
                        : "of another"))
        .filteredOn(row -> !row.equals("of another"))
        .satisfiesExactly(
            look -> assertThat(look).startsWith("ring.look {ring_score=").contains("living"),
            edges -> assertThat(edges).isEqualTo("ring.edges {edges=1}"));
    assertThat(server.recorded("ring", "none", row -> row.action() + " " + row.outcome()))
        .containsExactly("ring.look not_found");
  }

  @Test
  void showsThemOnPagesWithReasonsThatSumToTheScore() throws Exception {
    Visitor visitor = server.withPassword(server.operator(Role.VIEWER));
    assertThat(visitor.get("/").body()).contains("Worst rings", "/rings/" + worst);
    assertThat(visitor.get("/rings").body()).contains("/rings/" + worst);
    assertThat(visitor.get("/rings?ended=true").body()).contains("Rings that have ended");
    String page = visitor.get("/rings/" + worst).body();
    assertThat(page)
        .contains("Why it is a ring", "<svg", "The strongest pairs", "both ", "What became of it")
        .doesNotContain("style=", "<script>", "fraudster");
    Matcher total = TOTAL.matcher(page);
    assertThat(total.find()).isTrue();
    double sum = 0;
    for (Matcher points = POINTS.matcher(page); points.find(); ) {
      double part = Double.parseDouble(points.group(2));
      sum += points.group(1).equals("+") ? part : -part;
    }
    assertThat(sum).isCloseTo(Double.parseDouble(total.group(1)), within(0.31));
    String account = json("/v1/rings/" + worst).at("/accounts/0/account_id").asString();
    Await.until(() -> visitor.get("/accounts?id=" + account).body().contains("/rings/" + worst));
    assertThat(visitor.get("/rings/none").statusCode()).isEqualTo(404);
  }

  @Tag("browser")
  @ParameterizedTest(name = "{0} pixels, dark {1}")
  @CsvSource({"390,true", "1440,false"})
  void fitsItsWindowWithoutAWordOnTheConsole(int width, boolean dark) throws Exception {
    Operator operator = server.operator(Role.ANALYST);
    try (Browser browser = new Browser(server.port())) {
      Page page = browser.window(width, dark);
      Browser.signIn(page, operator.login());
      for (String path : List.of("/", "/rings", "/rings?ended=true", "/rings/" + worst)) {
        page.navigate(path);
        assertThat(Browser.misfits(page)).isEmpty();
        assertThat(browser.wrong()).isEmpty();
      }
    }
  }

  @Test
  void keepsAnEndedRingToBeLookedAt() throws Exception {
    try (RunningServer other =
        new RunningServer(data.resolve("ended"), "ringwatch.operators.second-factor=false")) {
      FoundRings found = other.context().getBean(Store.class).foundRings();
      Tick tick = Tick.of(Instant.parse("2026-11-26T12:00:00Z"));
      found.write(tick, SampleRings.two());
      found.write(tick.next(), new RingFindings(List.of(), List.of()));
      Visitor visitor = other.withPassword(other.operator(Role.VIEWER));
      assertThat(visitor.get("/").body()).contains("No rings yet: they appear after");
      assertThat(visitor.get("/rings?ended=true").body())
          .contains("/rings/ring-1", "/rings/ring-2");
      assertThat(visitor.get("/rings/ring-1").body())
          .contains("It ended", "no longer found", "no score yet")
          .doesNotContain("<script>", "\u202E")
          .contains("⟨U+202E⟩");
    }
  }
}
