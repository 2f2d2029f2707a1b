package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.queue.QueueCount;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The queue of analysts, as a browser without scripts gets it. */
class QueuePagesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HOSTILE = SampleQueue.HOSTILE;

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor client;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static SampleQueue queue;

  @BeforeAll
  static void start() throws Exception {
    // No minute closes meanwhile: what is written of accounts and rings stays as it is put there.
    server =
        new RunningServer(
            data,
            "ringwatch.operators.second-factor=false",
            "ringwatch.detection.lateness=1h",
            "ringwatch.verdicts.second-review-share=0");
    client =
        server.visitor().asProgram().with("Authorization", "Bearer " + server.key(Scope.values()));
    queue = new SampleQueue(server);
    server.execute("INSERT INTO rings_written (at) VALUES (now())");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void reset() throws Exception {
    queue.reset();
  }

  private static Visitor analyst() throws Exception {
    return server.withPassword(server.operator(Role.ANALYST));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String item(String account) {
    return "/queue/item?account=" + encoded(account);
  }

  /** Sends a form of the page at an address; where it leads. */
  private static String go(Visitor visitor, String page, String action, String... fields)
      throws Exception {
    HttpResponse<String> answer = visitor.submitTo(page, action, fields);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(303);
    return Visitor.location(answer);
  }

  private static String verdictOf(String account) throws Exception {
    return JSON.readTree(client.get("/v1/verdicts?account=" + encoded(account)).body())
        .path("verdicts")
        .valueStream()
        .map(one ->
            one.get("verdict").asString()
                + " "
                + one.get("origin").asString()
                + (one.get("withdrawn_at").isNull() ? "" : " withdrawn"))
        .toList()
        .toString();
  }

  @Test
  void saysWhatWouldFillIt() throws Exception {
    String empty = analyst().get("/queue").body();
    assertThat(empty)
        .contains(
            "0 items wait, 0 of them taken",
            "Incidents of accounts and rings come here when they are opened",
            "href=\"/queue\" aria-current=\"page\" data-go=\"q\"");
    assertThat(analyst().get("/queue?kind=ring").body())
        .contains("Nothing that waits is like that");
    assertThat(go(analyst(), "/queue", "/queue/next")).isEqualTo("/queue");
  }

  @Test
  void letsAnAnalystWorkThroughItAndUndo() throws Exception {
    queue.score("w1", "w2");
    queue.open("account", "w1", 95);
    queue.open("account", "w2", 85);
    Operator operator = server.operator(Role.ANALYST);
    Visitor analyst = server.withPassword(operator);
    String list = analyst.get("/queue").body();
    assertThat(list)
        .contains("2 items wait", "it does the same all day")
        .containsSubsequence("w1", "w2");
    assertThat(go(analyst, "/queue", "/queue/next")).isEqualTo("/queue/item?account=w1");
    String page = analyst.get("/queue/item?account=w1").body();
    assertThat(page)
        .contains(
            "It is yours for 15", "it does the same all day", "+90", "the score: the sum of these");
    String on =
        go(
            analyst,
            item("w1"),
            "/queue/verdict?account=w1",
            "verdict",
            "abusive",
            "abuse_type",
            "spam",
            "reason",
            "the same text");
    assertThat(on).isEqualTo("/queue/item?said=1&account=w2");
    assertThat(verdictOf("w1")).isEqualTo("[abusive review]");
    assertThat(server.count("SELECT count(*) FROM alert_incidents WHERE closed_at IS NULL"))
        .isEqualTo(1);
    assertThat(analyst.get(on).body())
        .contains(
            "You said <b>abusive</b> about the account <code><bdi>w1</bdi></code>",
            "data-key=\"z\"");
    assertThat(server.withPassword(server.operator(Role.LEAD)).get(on).body())
        .as("what somebody else said")
        .doesNotContain("You said");
    String back = go(analyst, on, "/queue/undo", "id", "1");
    assertThat(back).isEqualTo("/queue/item?account=w1");
    assertThat(analyst.get(back).body()).contains("It is yours for 15");
    assertThat(verdictOf("w1")).isEqualTo("[abusive review withdrawn]");
    assertThat(go(analyst, back, "/queue/verdict?account=w1", "verdict", "benign"))
        .isEqualTo("/queue/item?said=2&account=w2");
    assertThat(go(analyst, item("w2"), "/queue/verdict?account=w2", "verdict", "unsure"))
        .as("nothing is left, and what one is unsure about is not offered again")
        .isEqualTo("/queue?said=3");
    assertThat(analyst.get("/queue?said=3").body())
        .contains("You said <b>unsure</b>", "1 item waits", "you have spoken");
    assertThat(
            server.recorded(
                "account",
                "w1",
                row -> row.action() + " " + new TreeMap<>(row.details().plain().orElseThrow())))
        .startsWith(
            "account.claim {}",
            "account.look {page=queue, taken=true}",
            "account.look {page=queue, taken=true}",
            "account.verdict {abuse_type=spam, id=1, origin=review, reason=the same text,"
                + " verdict=abusive}")
        .contains("account.verdict_withdraw {id=1, reason=undone in the queue, verdicts=1}");
  }

  @Test
  void keepsItsFiltersWhileSomebodyWorksThroughIt() throws Exception {
    queue.open("account", "u1", 95);
    queue.open("account", "u2", 85);
    queue.open("account", "u3", 50);
    server.execute("INSERT INTO rings VALUES ('r', 99, 0, 0, now(), now(), NULL, '[]', '[]', 0)");
    queue.open("ring", "r", 99);
    Visitor analyst = analyst();
    String filters = "kind=account&min_score=80";
    assertThat(analyst.get("/queue?" + filters).body())
        .contains("2 items wait", "u1", "u2", "href=\"/queue?kind=account&amp;min_score=90\"")
        .doesNotContain(">u3<", ">r<");
    String first = go(analyst, "/queue?" + filters, "/queue/next?" + filters);
    assertThat(first).isEqualTo("/queue/item?" + filters + "&account=u1");
    String second =
        go(analyst, first, "/queue/verdict?" + filters + "&account=u1", "verdict", "benign");
    assertThat(second).isEqualTo("/queue/item?" + filters + "&said=1&account=u2");
    assertThat(
            go(analyst, second, "/queue/verdict?" + filters + "&account=u2", "verdict", "benign"))
        .isEqualTo("/queue?" + filters + "&said=2");
    for (String odd :
        List.of("kind=hunt", "band=odd", "claimed=u", "min_score=101", "older_hours=x", "what=x")) {
      assertThat(analyst.get("/queue?" + odd).statusCode()).as(odd).isEqualTo(400);
    }
    assertThat(analyst.get("/queue/item").statusCode()).isEqualTo(400);
    assertThat(analyst.get("/queue/item?account=a&ring=b").statusCode()).isEqualTo(400);
  }

  @Test
  void showsPageByPage() throws Exception {
    for (int i = 10; i < 35; i++) {
      queue.open("account", "u" + i, 60 + i);
    }
    Visitor analyst = analyst();
    String first = analyst.get("/queue?kind=account&limit=20").body();
    assertThat(first).contains("25 items wait", ">u34<").doesNotContain(">u14<");
    String next =
        first.replaceAll("(?s).*href=\"([^\"]*cursor=[^\"]*)\".*", "$1").replace("&amp;", "&");
    assertThat(analyst.get(next).body()).contains(">u14<", ">u10<").doesNotContain(">u34<");
  }

  @Test
  void isOnesOwnUntilItIsPutBackOrOver() throws Exception {
    queue.open("account", "u1", 95);
    Operator holder = server.operator(Role.ANALYST);
    Visitor first = server.withPassword(holder);
    Visitor second = analyst();
    Visitor lead = server.withPassword(server.operator(Role.LEAD));
    assertThat(go(first, item("u1"), "/queue/take?account=u1")).isEqualTo(item("u1"));
    assertThat(second.get(item("u1")).body())
        .contains("Somebody else has it")
        .doesNotContain("name=\"verdict\"", holder.displayName());
    assertThat(lead.get(item("u1")).body()).contains(holder.displayName() + " has it");
    assertThat(lead.get("/queue").body()).contains(holder.displayName() + ", for");
    assertThat(second.get("/queue").body()).contains("somebody, for");
    go(second, item("u1"), "/queue/take?account=u1");
    HttpResponse<String> refused =
        second.submitTo(item("u1"), "/queue/verdict?account=u1", "verdict", "abusive");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("you do not have the account u1", "Nothing was decided");
    assertThat(go(first, item("u1"), "/queue/put-back?account=u1", "skip", "yes"))
        .as("nothing else is left, and this one was passed on")
        .isEqualTo("/queue");
    assertThat(go(second, "/queue", "/queue/next")).isEqualTo(item("u1"));
    server.execute(
        "UPDATE queue_claims SET claimed_at = now() - interval '1 hour',"
            + " until = now() - interval '1 second'");
    assertThat(go(lead, "/queue", "/queue/next")).isEqualTo(item("u1"));
    assertThat(
            second.submitTo(item("u1"), "/queue/verdict?account=u1", "verdict", "abusive").body())
        .contains("you do not have the account u1");
    assertThat(go(lead, item("u1"), "/queue/put-back?account=u1", "skip", "no"))
        .isEqualTo("/queue");
    assertThat(go(lead, "/queue", "/queue/next")).isEqualTo(item("u1"));
    assertThat(verdictOf("u1")).isEqualTo("[]");
  }

  @Test
  void lastsLongerWhenItIsLookedAt() throws Exception {
    queue.open("account", "u1", 95);
    Visitor analyst = analyst();
    go(analyst, "/queue", "/queue/next");
    server.execute("UPDATE queue_claims SET until = now() + interval '1 minute'");
    assertThat(analyst.get(item("u1")).body()).contains("It is yours for 15");
    server.execute(
        "UPDATE queue_claims SET claimed_at = now() - interval '1 hour',"
            + " until = now() - interval '1 second'");
    assertThat(analyst.get(item("u1")).body())
        .as("over, and nobody has come")
        .contains("It is yours for 15");
    assertThat(analyst().get(item("u1")).body()).contains("Somebody else has it");
  }

  /** What differs from item to item of any kind: ids, and the token of forms. */
  private static String same(String page, String id) {
    return page.replace(id, "ID")
        .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
        .replaceAll("<time [^>]*>[^<]*</time>", "WHEN")
        .replaceAll("said=[0-9]+", "SAID")
        .replaceAll("yours for [^,]+,", "yours");
  }

  private static String row(String list, String id) {
    String from = list.substring(0, list.indexOf(">" + id + "<"));
    int start = from.lastIndexOf("<tr");
    return same(list.substring(start, list.indexOf("</tr>", start)), id);
  }

  @Test
  void showsNothingByWhichAnItemOfTheSampleIsKnown() throws Exception {
    queue.score("acct-7001", "acct-7002");
    queue.open("account", "acct-7001", 85);
    queue.sample("acct-7002");
    Visitor analyst = analyst();
    String list = analyst.get("/queue").body();
    assertThat(row(list, "acct-7002")).isEqualTo(row(list, "acct-7001")).contains("85", "WHEN");
    assertThat(same(analyst.get(item("acct-7002")).body(), "acct-7002"))
        .as("before it is taken")
        .isEqualTo(same(analyst.get(item("acct-7001")).body(), "acct-7001"))
        .contains("Nobody has taken it");
    go(analyst, item("acct-7002"), "/queue/take?account=acct-7002");
    go(analyst, item("acct-7001"), "/queue/take?account=acct-7001");
    assertThat(same(analyst.get(item("acct-7002")).body(), "acct-7002"))
        .isEqualTo(same(analyst.get(item("acct-7001")).body(), "acct-7001"))
        .contains("name=\"verdict\"", "None that is over")
        .doesNotContain("audit", "sample");
    String first =
        go(analyst, item("acct-7002"), "/queue/verdict?account=acct-7002", "verdict", "benign");
    String second =
        go(analyst, item("acct-7001"), "/queue/verdict?account=acct-7001", "verdict", "benign");
    assertThat(first).isEqualTo("/queue/item?said=1&account=acct-7001");
    assertThat(second).isEqualTo("/queue?said=2");
    assertThat(verdictOf("acct-7002")).isEqualTo("[benign audit]");
    assertThat(verdictOf("acct-7001")).isEqualTo("[benign review]");
  }

  @Test
  void asksASecondPersonWithoutSayingWhatTheFirstSaid() throws Exception {
    queue.score("u1", "acct-7003");
    queue.open("account", "u1", 85);
    Operator operator = server.operator(Role.ANALYST);
    Visitor first = server.withPassword(operator);
    Visitor second = analyst();
    go(first, item("u1"), "/queue/take?account=u1");
    go(
        first,
        item("u1"),
        "/queue/verdict?account=u1",
        "verdict",
        "abusive",
        "abuse_type",
        "spam",
        "reason",
        "four hundred texts");
    server.execute("UPDATE verdicts SET wants_second = true");
    queue.open("account", "acct-7003", 85);
    assertThat(first.get("/queue").body()).contains("1 item waits").doesNotContain(">u1<");
    assertThat(first.get(item("u1")).body()).contains("Nothing about it waits for your verdict");
    assertThat(second.get("/queue").body()).contains("2 items wait", ">u1<");
    go(second, item("u1"), "/queue/take?account=u1");
    go(second, item("acct-7003"), "/queue/take?account=acct-7003");
    String[] leaks = {operator.displayName(), "four hundred texts", "verdict 1", "second opinion"};
    String page = second.get(item("u1")).body();
    assertThat(page).contains("Incident 1, at a score of 85").doesNotContain(leaks);
    String common = "(?s)<h3>Earlier incidents</h3>.*?</section>";
    assertThat(same(page, "u1").replaceAll(common, ""))
        .isEqualTo(same(second.get(item("acct-7003")).body(), "acct-7003").replaceAll(common, ""));
    Visitor known = analystWhoSeesAccount("u1");
    assertThat(known.get("/accounts?id=u1").body()).contains("four hundred texts");
    go(second, item("u1"), "/queue/verdict?account=u1", "verdict", "benign");
    assertThat(verdictOf("u1")).isEqualTo("[benign second_review, abusive review]");
    assertThat(second.get("/accounts?id=u1").body()).contains("four hundred texts");
  }

  /** The page of an account is there once detection knows it. */
  private static Visitor analystWhoSeesAccount(String account) throws Exception {
    Map<String, String> event =
        Map.of("account_id", account, "action", "login", "timestamp", Instant.now().toString());
    assertThat(client.send("POST", "/v1/events", JSON.writeValueAsString(event)).statusCode())
        .isEqualTo(202);
    Await.until(() -> client.get("/v1/accounts/" + encoded(account)).statusCode() == 200);
    return analyst();
  }

  @Test
  void hidesOnItsOwnPageWhatWasDecidedFromWhoHasTakenIt() throws Exception {
    queue.score("u7");
    queue.open("account", "u7", 85);
    Visitor first = analystWhoSeesAccount("u7");
    Visitor second = analyst();
    go(first, item("u7"), "/queue/take?account=u7");
    go(
        first,
        item("u7"),
        "/queue/verdict?account=u7",
        "verdict",
        "benign",
        "reason",
        "his brother");
    server.execute("UPDATE verdicts SET wants_second = true");
    assertThat(second.get("/accounts?id=u7").body()).contains("his brother");
    go(second, "/queue", "/queue/next");
    assertThat(second.get("/accounts?id=u7").body())
        .contains("You have taken it out of the queue", "/queue/item?account=u7")
        .doesNotContain("his brother", "resolved", "action=\"/verdicts");
  }

  @Test
  void hasAnAppealDecidedByWhoHasReadIt() throws Exception {
    queue.score("u1");
    Visitor first = analyst();
    Visitor second = analyst();
    queue.open("account", "u1", 85);
    go(first, item("u1"), "/queue/take?account=u1");
    go(first, item("u1"), "/queue/verdict?account=u1", "verdict", "abusive");
    queue.open("account", "u1", 90);
    go(second, item("u1"), "/queue/take?account=u1");
    String appeal = "{\"account\":\"u1\",\"text\":\"it was my <i>brother</i>\"}";
    assertThat(client.send("POST", "/v1/appeals", appeal).statusCode()).isEqualTo(200);
    assertThat(first.get("/queue").body()).as("the incident").contains(">u1<");
    HttpResponse<String> unread =
        second.post(
            "/queue/verdict?account=u1",
            Visitor.hidden(second.get("/queue").body()),
            "verdict",
            "benign");
    assertThat(unread.body()).contains("an appeal of the account u1 came in meanwhile");
    assertThat(second.get(item("u1")).body())
        .contains("my &lt;i&gt;brother&lt;/i&gt;", "What is said against the verdict");
    go(second, item("u1"), "/queue/verdict?account=u1", "verdict", "benign");
    assertThat(verdictOf("u1")).isEqualTo("[benign appeal, abusive review]");
    assertThat(client.get("/v1/appeals?account=u1").body()).contains("\"state\":\"overturned\"");
  }

  @Test
  void decidesAboutSomeOfARingInOneTransaction() throws Exception {
    queue.ring();
    Visitor analyst = analyst();
    go(analyst, "/queue/item?ring=r", "/queue/take?ring=r");
    String page = analyst.get("/queue/item?ring=r").body();
    assertThat(page)
        .contains("name=\"member\" value=\"m1\"", "both used d", "form=\"decide\"")
        .doesNotContain("<script>alert", "\u202E<");
    String action = "/queue/verdict?ring=r&member=m1&member=" + encoded(HOSTILE);
    go(analyst, "/queue/item?ring=r", action, "verdict", "abusive");
    assertThat(verdictOf("m1")).isEqualTo("[abusive review]");
    assertThat(verdictOf(HOSTILE)).isEqualTo("[abusive review]");
    assertThat(verdictOf("m2")).isEqualTo("[]");
    assertThat(verdictOf("m3")).isEqualTo("[]");
    assertThat(server.count("SELECT count(DISTINCT decided_at) FROM verdicts")).isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM alert_incidents WHERE closed_at IS NULL"))
        .as("of m3")
        .isEqualTo(1);
    String undone = go(analyst, "/queue", "/queue/undo", "id", "1");
    assertThat(undone).isEqualTo("/queue/item?ring=r");
    assertThat(verdictOf("m1")).isEqualTo("[abusive review withdrawn]");
    assertThat(analyst.get("/queue").body()).contains("3 items wait");
    HttpResponse<String> stranger =
        analyst.submitTo(
            "/queue/item?ring=r", "/queue/verdict?ring=r&member=nobody", "verdict", "abusive");
    assertThat(stranger.statusCode()).isEqualTo(422);
    assertThat(stranger.body()).contains("nobody never was in the ring r");
    go(
        analyst,
        "/queue/item?ring=r",
        "/queue/verdict?ring=r",
        "verdict",
        "benign",
        "members",
        "all");
    assertThat(verdictOf("m2")).isEqualTo("[benign review]");
  }

  @Test
  void keepsASecondOpinionOfARingFromItsMembers() throws Exception {
    queue.ring();
    Visitor first = analyst();
    Visitor second = analyst();
    go(first, "/queue/item?ring=r", "/queue/take?ring=r");
    go(first, "/queue/item?ring=r", "/queue/verdict?ring=r", "verdict", "abusive");
    server.execute("UPDATE verdicts SET wants_second = true");
    go(second, "/queue/item?ring=r", "/queue/take?ring=r");
    go(second, "/queue/item?ring=r", "/queue/verdict?ring=r&member=m2", "verdict", "benign");
    assertThat(verdictOf("m2")).isEqualTo("[]");
    assertThat(client.get("/v1/verdicts?ring=r").body()).contains("\"origin\":\"second_review\"");
  }

  @Test
  void showsWhoIsTiedToAnAccount() throws Exception {
    queue.ring();
    Visitor analyst = analyst();
    assertThat(analyst.get(item("m1")).body())
        .contains(
            "It is in the ring", "href=\"/rings/r\"", "both used d", "href=\"/accounts?id=m2\"");
    assertThat(analyst.get(item("m2")).body()).contains("Nothing about it waits", "both used d");
  }

  @Test
  void letsAViewerLookAndNothingElse() throws Exception {
    queue.open("account", "u1", 95);
    Visitor viewer = server.withPassword(server.operator(Role.VIEWER));
    assertThat(viewer.get("/queue").body()).contains(">u1<").doesNotContain("data-key=\"n\"");
    assertThat(viewer.get(item("u1")).body())
        .contains("Nobody has taken it")
        .doesNotContain("data-key=\"t\"", "name=\"verdict\"");
    for (String path :
        List.of("next", "take?account=u1", "put-back?account=u1", "verdict?account=u1", "undo")) {
      assertThat(viewer.submitTo("/queue", "/queue/" + path, "verdict", "benign").statusCode())
          .as(path)
          .isEqualTo(403);
    }
    assertThat(analyst().post("/queue/next", Map.of()).statusCode())
        .as("without the page's token")
        .isEqualTo(403);
    assertThat(server.count("SELECT count(*) FROM queue_claims")).isZero();
  }

  @Test
  void showsNothingThatIsNotTextAndDecidesAboutIt() throws Exception {
    queue.score(HOSTILE);
    queue.open("account", HOSTILE, 95);
    Visitor analyst = analyst();
    String next = go(analyst, "/queue", "/queue/next");
    assertThat(next).isEqualTo(item(HOSTILE));
    for (String path : List.of("/queue", next)) {
      assertThat(analyst.get(path).body())
          .contains("&lt;script")
          .doesNotContain("<script>alert", "\u202E", "style=", "onclick=");
    }
    String on =
        go(analyst, next, "/queue/verdict?account=" + encoded(HOSTILE), "verdict", "abusive");
    assertThat(analyst.get(on).body())
        .contains("You said")
        .doesNotContain("<script>alert", "\u202E");
    assertThat(verdictOf(HOSTILE)).isEqualTo("[abusive review]");
    HttpResponse<String> odd = analyst.submitTo("/queue", "/queue/undo", "id", "<i>1");
    assertThat(odd.statusCode()).isEqualTo(422);
    assertThat(odd.body()).contains("&lt;i&gt;1 is not yours").doesNotContain("<i>1");
  }

  @Test
  void countsWhatWaitsForThePlaces() throws Exception {
    queue.open("account", "u1", 95);
    queue.sample("u2");
    QueueCount count = server.context().getBean(QueueCount.class);
    Await.until(() -> count.waiting().orElse(0) == 2);
  }
}
