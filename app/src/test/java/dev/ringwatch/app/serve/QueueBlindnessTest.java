package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What the queue says of why an item is there, and of what others decided: nothing. */
class QueueBlindnessTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

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
    queue = SampleQueue.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void reset() throws Exception {
    queue.reset();
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
    Visitor analyst = queue.analyst();
    String list = analyst.get("/queue").body();
    assertThat(row(list, "acct-7002")).isEqualTo(row(list, "acct-7001")).contains("85", "WHEN");
    assertThat(same(analyst.get(SampleQueue.item("acct-7002")).body(), "acct-7002"))
        .as("before it is taken")
        .isEqualTo(same(analyst.get(SampleQueue.item("acct-7001")).body(), "acct-7001"))
        .contains("Nobody has taken it");
    SampleQueue.go(analyst, SampleQueue.item("acct-7002"), "/queue/take?account=acct-7002");
    SampleQueue.go(analyst, SampleQueue.item("acct-7001"), "/queue/take?account=acct-7001");
    assertThat(same(analyst.get(SampleQueue.item("acct-7002")).body(), "acct-7002"))
        .isEqualTo(same(analyst.get(SampleQueue.item("acct-7001")).body(), "acct-7001"))
        .contains("name=\"verdict\"", "None that is over")
        .doesNotContain("audit", "sample");
    String first =
        SampleQueue.go(
            analyst,
            SampleQueue.item("acct-7002"),
            "/queue/verdict?account=acct-7002",
            "verdict",
            "benign");
    String second =
        SampleQueue.go(
            analyst,
            SampleQueue.item("acct-7001"),
            "/queue/verdict?account=acct-7001",
            "verdict",
            "benign");
    assertThat(first).isEqualTo("/queue/item?said=1&account=acct-7001");
    assertThat(second).isEqualTo("/queue?said=2");
    assertThat(queue.verdictOf("acct-7002")).isEqualTo("[benign audit]");
    assertThat(queue.verdictOf("acct-7001")).isEqualTo("[benign review]");
  }

  @Test
  void asksASecondPersonWithoutSayingWhatTheFirstSaid() throws Exception {
    queue.score("u1", "acct-7003");
    queue.open("account", "u1", 85);
    Operator operator = server.operator(Role.ANALYST);
    Visitor first = server.withPassword(operator);
    Visitor second = queue.analyst();
    SampleQueue.go(first, SampleQueue.item("u1"), "/queue/take?account=u1");
    SampleQueue.go(
        first,
        SampleQueue.item("u1"),
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
    assertThat(first.get(SampleQueue.item("u1")).body())
        .contains("Nothing about it waits for your verdict");
    assertThat(second.get("/queue").body()).contains("2 items wait", ">u1<");
    SampleQueue.go(second, SampleQueue.item("u1"), "/queue/take?account=u1");
    SampleQueue.go(second, SampleQueue.item("acct-7003"), "/queue/take?account=acct-7003");
    String[] leaks = {operator.displayName(), "four hundred texts", "verdict 1", "second opinion"};
    String page = second.get(SampleQueue.item("u1")).body();
    assertThat(page).contains("Incident 1, at a score of 85").doesNotContain(leaks);
    String common = "(?s)<h3>Earlier incidents</h3>.*?</section>";
    assertThat(same(page, "u1").replaceAll(common, ""))
        .isEqualTo(
            same(second.get(SampleQueue.item("acct-7003")).body(), "acct-7003")
                .replaceAll(common, ""));
    Visitor known = analystWhoSeesAccount("u1");
    assertThat(known.get("/accounts?id=u1").body()).contains("four hundred texts");
    SampleQueue.go(
        second, SampleQueue.item("u1"), "/queue/verdict?account=u1", "verdict", "benign");
    assertThat(queue.verdictOf("u1")).isEqualTo("[benign second_review, abusive review]");
    assertThat(second.get("/accounts?id=u1").body()).contains("four hundred texts");
  }

  /** The page of an account is there once detection knows it. */
  private static Visitor analystWhoSeesAccount(String account) throws Exception {
    Map<String, String> event =
        Map.of("account_id", account, "action", "login", "timestamp", Instant.now().toString());
    assertThat(
            queue.client().send("POST", "/v1/events", JSON.writeValueAsString(event)).statusCode())
        .isEqualTo(202);
    Await.until(() ->
        queue.client().get("/v1/accounts/" + SampleQueue.encoded(account)).statusCode() == 200);
    return queue.analyst();
  }

  @Test
  void hidesOnItsOwnPageWhatWasDecidedFromWhoHasTakenIt() throws Exception {
    queue.score("u7");
    queue.open("account", "u7", 85);
    Visitor first = analystWhoSeesAccount("u7");
    Visitor second = queue.analyst();
    SampleQueue.go(first, SampleQueue.item("u7"), "/queue/take?account=u7");
    SampleQueue.go(
        first,
        SampleQueue.item("u7"),
        "/queue/verdict?account=u7",
        "verdict",
        "benign",
        "reason",
        "his brother");
    server.execute("UPDATE verdicts SET wants_second = true");
    assertThat(second.get("/accounts?id=u7").body()).contains("his brother");
    SampleQueue.go(second, "/queue", "/queue/next");
    assertThat(second.get("/accounts?id=u7").body())
        .contains("You have taken it out of the queue", "/queue/item?account=u7")
        .doesNotContain("his brother", "resolved", "action=\"/verdicts");
  }

  @Test
  void hasAnAppealDecidedByWhoHasReadIt() throws Exception {
    queue.score("u1");
    Visitor first = queue.analyst();
    Visitor second = queue.analyst();
    queue.open("account", "u1", 85);
    SampleQueue.go(first, SampleQueue.item("u1"), "/queue/take?account=u1");
    SampleQueue.go(
        first, SampleQueue.item("u1"), "/queue/verdict?account=u1", "verdict", "abusive");
    queue.open("account", "u1", 90);
    SampleQueue.go(second, SampleQueue.item("u1"), "/queue/take?account=u1");
    String appeal = "{\"account\":\"u1\",\"text\":\"it was my <i>brother</i>\"}";
    assertThat(queue.client().send("POST", "/v1/appeals", appeal).statusCode()).isEqualTo(200);
    assertThat(first.get("/queue").body()).as("the incident").contains(">u1<");
    HttpResponse<String> unread =
        second.post(
            "/queue/verdict?account=u1",
            Visitor.hidden(second.get("/queue").body()),
            "verdict",
            "benign");
    assertThat(unread.body()).contains("an appeal of the account u1 came in meanwhile");
    assertThat(second.get(SampleQueue.item("u1")).body())
        .contains("my &lt;i&gt;brother&lt;/i&gt;", "What is said against the verdict");
    SampleQueue.go(
        second, SampleQueue.item("u1"), "/queue/verdict?account=u1", "verdict", "benign");
    assertThat(queue.verdictOf("u1")).isEqualTo("[benign appeal, abusive review]");
    assertThat(queue.client().get("/v1/appeals?account=u1").body())
        .contains("\"state\":\"overturned\"");
  }

  /** Incidents of a ring and of two members, all of which the first verdict closed. */
  private static void decideAboutARing(Visitor first) throws Exception {
    queue.ring();
    SampleQueue.go(first, "/queue/item?ring=r", "/queue/take?ring=r");
    SampleQueue.go(
        first,
        "/queue/item?ring=r",
        "/queue/verdict?ring=r&member=m1&member=m3",
        "verdict",
        "abusive",
        "reason",
        "all of one hand");
    server.execute("UPDATE verdicts SET wants_second = ring_id IS NOT NULL");
  }

  private static String everywhere(Visitor visitor, String... addresses) throws Exception {
    StringBuilder all = new StringBuilder();
    for (String address : addresses) {
      all.append(visitor.get(address).body()).append('\n');
    }
    return all.toString();
  }

  @Test
  void hidesOfItsMembersWhatWasDecidedFromWhoHasTakenTheirRing() throws Exception {
    Visitor second = analystWhoSeesAccount("m1");
    decideAboutARing(queue.analyst());
    String[] places = {
      "/accounts?id=m1",
      "/rings/r",
      "/incidents/1",
      "/incidents/2",
      "/csv/incidents?open=false",
      "/csv/incident-history?incident=2",
      "/incidents?open=false",
      "/search?q=%231"
    };
    String confirmed = "/accounts?enforced=confirmed";
    String program = "/csv/accounts?enforced=confirmed";
    server.execute("UPDATE accounts SET enforced_events = 1 WHERE account_id = 'm1'");
    assertThat(everywhere(second, places)).as("before").contains("all of one hand", "resolved");
    assertThat(everywhere(second, confirmed, program)).contains(">m1<", "\nm1,");
    SampleQueue.go(second, "/queue/item?ring=r", "/queue/take?ring=r");

    assertThat(everywhere(second, confirmed, program)).doesNotContain(">m1<", "\nm1,");
    assertThat(second.get("/accounts?id=m1").body())
        .contains("You have taken a ring that it is in out of the queue", "/queue/item?ring=r");
    assertThat(second.get("/rings/r").body())
        .contains("You have taken it out of the queue", "/queue/item?ring=r");
    assertThat(second.get("/incidents/2").body()).contains("decide there", "/queue/item?ring=r");
    assertThat(everywhere(second, places))
        .doesNotContain("all of one hand", "abusive, ", "resolved", "Resolved by");
    SampleQueue.go(second, "/queue/item?ring=r", "/queue/verdict?ring=r", "verdict", "benign");
    assertThat(everywhere(second, places)).as("after").contains("all of one hand", "resolved");
  }

  @Test
  void hidesWhatWasDecidedAboutARingFromWhoHasTakenAMember() throws Exception {
    decideAboutARing(queue.analyst());
    queue.open("account", "m2", 90);
    Visitor second = queue.analyst();
    assertThat(second.get("/rings/r").body()).contains("all of one hand");
    SampleQueue.go(second, SampleQueue.item("m2"), "/queue/take?account=m2");
    assertThat(second.get("/rings/r").body())
        .contains("You have taken one of its members out of the queue", "/queue/item?account=m2")
        .doesNotContain("all of one hand");
  }

  @Test
  void hidesFromProgramsWhatTheyDecideAbout() throws Exception {
    Visitor known = analystWhoSeesAccount("m1");
    decideAboutARing(known);
    String[] places = {
      "/v1/verdicts",
      "/v1/verdicts?account=m1",
      "/v1/accounts/m1",
      "/v1/rings/r",
      "/v1/incidents",
      "/v1/incidents/2",
      "/v1/incidents/2/history"
    };
    Visitor program = queue.client();
    assertThat(everywhere(program, places)).contains("\"verdict\":\"abusive\"", "resolved");
    assertThat(program.send("POST", "/v1/queue/take", "{\"ring\":\"r\"}").statusCode())
        .isEqualTo(200);
    assertThat(everywhere(program, places))
        .doesNotContain("\"abusive\"", "resolved", "all of one hand")
        .contains("there is no incident 2 that may be shown now");
    assertThat(known.get("/rings/r").body()).as("to others").contains("all of one hand");
    assertThat(program.send("POST", "/v1/queue/put-back", "{\"ring\":\"r\"}").statusCode())
        .isEqualTo(200);
    assertThat(everywhere(program, places)).contains("\"verdict\":\"abusive\"", "resolved");
  }

  @Test
  void keepsASecondOpinionOfARingFromItsMembers() throws Exception {
    queue.ring();
    Visitor first = queue.analyst();
    Visitor second = queue.analyst();
    SampleQueue.go(first, "/queue/item?ring=r", "/queue/take?ring=r");
    SampleQueue.go(first, "/queue/item?ring=r", "/queue/verdict?ring=r", "verdict", "abusive");
    server.execute("UPDATE verdicts SET wants_second = true");
    SampleQueue.go(second, "/queue/item?ring=r", "/queue/take?ring=r");
    SampleQueue.go(
        second, "/queue/item?ring=r", "/queue/verdict?ring=r&member=m2", "verdict", "benign");
    assertThat(queue.verdictOf("m2")).isEqualTo("[]");
    assertThat(queue.client().get("/v1/verdicts?ring=r").body())
        .contains("\"origin\":\"second_review\"");
  }
}
