package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.queue.QueueCount;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue of analysts, as a browser without scripts gets it. */
class QueuePagesTest {

  private static final String HOSTILE = SampleQueue.HOSTILE;

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

  @Test
  void saysWhatWouldFillIt() throws Exception {
    String empty = queue.analyst().get("/queue").body();
    assertThat(empty)
        .contains(
            "0 items wait, 0 of them taken",
            "Incidents of accounts and rings come here when they are opened",
            "href=\"/queue\" aria-current=\"page\" data-go=\"q\"");
    assertThat(queue.analyst().get("/queue?kind=ring").body())
        .contains("Nothing that waits is like that");
    assertThat(SampleQueue.go(queue.analyst(), "/queue", "/queue/next")).isEqualTo("/queue");
  }

  @Test
  void canUndoAVerdictAfterWhichNoItemCouldBeTaken() throws Exception {
    queue.score("x1", "x2");
    queue.open("account", "x1", 95);
    queue.open("account", "x2", 85);
    Visitor analyst = queue.analyst();
    SampleQueue.go(analyst, "/queue", "/queue/next");
    server.execute(
        """
        CREATE FUNCTION no_claims() RETURNS trigger LANGUAGE plpgsql
          AS $$ BEGIN RAISE EXCEPTION 'no claims for now'; END $$;
        CREATE TRIGGER no_claims BEFORE INSERT ON queue_claims FOR EACH ROW
          WHEN (NEW.subject = 'account:x2') EXECUTE FUNCTION no_claims()
        """);
    try {
      String on =
          SampleQueue.go(
              analyst,
              SampleQueue.item("x1"),
              "/queue/verdict?account=x1&kind=account",
              "verdict",
              "benign");
      assertThat(on).isEqualTo("/queue?kind=account&said=1");
      assertThat(analyst.get(on).body()).contains("You said <b>benign</b>");
      assertThat(queue.verdictOf("x1")).isEqualTo("[benign review]");
    } finally {
      server.execute("DROP TRIGGER no_claims ON queue_claims; DROP FUNCTION no_claims");
    }
    SampleQueue.go(analyst, "/queue?said=1", "/queue/undo", "id", "1");
    assertThat(queue.verdictOf("x1")).isEqualTo("[benign review withdrawn]");
  }

  @Test
  void givesItAsAFileThatSaysNoMoreThanThePage() throws Exception {
    queue.score("f1", "f2");
    queue.open("account", "f1", 95);
    queue.sample("f2");
    queue.ring();
    Visitor analyst = queue.analyst();
    SampleQueue.go(analyst, SampleQueue.item("f2"), "/queue/take?account=f2");
    assertThat(analyst.get("/queue?kind=account").body())
        .contains("href=\"/csv/queue?kind=account\" download");
    List<String> lines =
        analyst.get("/csv/queue?kind=account&min_score=84").body().lines().toList();
    assertThat(lines.getFirst())
        .isEqualTo("kind,subject,risk_score,waiting_since,taken_by_me,taken_until");
    assertThat(lines).hasSize(5).noneMatch(line -> line.contains("audit"));
    assertThat(lines)
        .filteredOn(line -> line.startsWith("account,f2,85"))
        .hasSize(1)
        .allMatch(line -> line.contains(",true,"));
    assertThat(lines)
        .filteredOn(line -> line.startsWith("account,f1,85"))
        .allMatch(line -> line.endsWith(",,"));
    assertThat(queue.analyst().get("/csv/queue").body())
        .contains("ring,r,80", ",false,")
        .doesNotContain(",true,");
    assertThat(analyst.get("/csv/queue?colour=red").statusCode()).isEqualTo(400);
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
    assertThat(SampleQueue.go(analyst, "/queue", "/queue/next"))
        .isEqualTo("/queue/item?account=w1");
    String page = analyst.get("/queue/item?account=w1").body();
    assertThat(page)
        .contains(
            "It is yours for 15", "it does the same all day", "+90", "the score: the sum of these");
    String on =
        SampleQueue.go(
            analyst,
            SampleQueue.item("w1"),
            "/queue/verdict?account=w1",
            "verdict",
            "abusive",
            "abuse_type",
            "spam",
            "reason",
            "the same text");
    assertThat(on).isEqualTo("/queue/item?said=1&account=w2");
    assertThat(queue.verdictOf("w1")).isEqualTo("[abusive review]");
    assertThat(server.count("SELECT count(*) FROM alert_incidents WHERE closed_at IS NULL"))
        .isEqualTo(1);
    assertThat(analyst.get(on).body())
        .contains(
            "You said <b>abusive</b> about the account <code><bdi>w1</bdi></code>",
            "data-key=\"z\"");
    assertThat(server.withPassword(server.operator(Role.LEAD)).get(on).body())
        .as("what somebody else said")
        .doesNotContain("You said");
    String back = SampleQueue.go(analyst, on, "/queue/undo", "id", "1");
    assertThat(back).isEqualTo("/queue/item?account=w1");
    assertThat(analyst.get(back).body()).contains("It is yours for 15");
    assertThat(queue.verdictOf("w1")).isEqualTo("[abusive review withdrawn]");
    assertThat(SampleQueue.go(analyst, back, "/queue/verdict?account=w1", "verdict", "benign"))
        .isEqualTo("/queue/item?said=2&account=w2");
    assertThat(
            SampleQueue.go(
                analyst, SampleQueue.item("w2"), "/queue/verdict?account=w2", "verdict", "unsure"))
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
    Visitor analyst = queue.analyst();
    String filters = "kind=account&min_score=80";
    assertThat(analyst.get("/queue?" + filters).body())
        .contains("2 items wait", "u1", "u2", "href=\"/queue?kind=account&amp;min_score=90\"")
        .doesNotContain(">u3<", ">r<");
    String first = SampleQueue.go(analyst, "/queue?" + filters, "/queue/next?" + filters);
    assertThat(first).isEqualTo("/queue/item?" + filters + "&account=u1");
    String second =
        SampleQueue.go(
            analyst, first, "/queue/verdict?" + filters + "&account=u1", "verdict", "benign");
    assertThat(second).isEqualTo("/queue/item?" + filters + "&said=1&account=u2");
    assertThat(
            SampleQueue.go(
                analyst, second, "/queue/verdict?" + filters + "&account=u2", "verdict", "benign"))
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
    Visitor analyst = queue.analyst();
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
    Visitor second = queue.analyst();
    Visitor lead = server.withPassword(server.operator(Role.LEAD));
    assertThat(SampleQueue.go(first, SampleQueue.item("u1"), "/queue/take?account=u1"))
        .isEqualTo(SampleQueue.item("u1"));
    assertThat(second.get(SampleQueue.item("u1")).body())
        .contains("Somebody else has it")
        .doesNotContain("name=\"verdict\"", holder.displayName());
    assertThat(lead.get(SampleQueue.item("u1")).body()).contains(holder.displayName() + " has it");
    assertThat(lead.get("/queue").body()).contains(holder.displayName() + ", for");
    assertThat(second.get("/queue").body()).contains("somebody, for");
    SampleQueue.go(second, SampleQueue.item("u1"), "/queue/take?account=u1");
    HttpResponse<String> refused =
        second.submitTo(SampleQueue.item("u1"), "/queue/verdict?account=u1", "verdict", "abusive");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("you do not have the account u1", "Nothing was decided");
    assertThat(
            SampleQueue.go(
                first, SampleQueue.item("u1"), "/queue/put-back?account=u1", "skip", "yes"))
        .as("nothing else is left, and this one was passed on")
        .isEqualTo("/queue");
    assertThat(SampleQueue.go(second, "/queue", "/queue/next")).isEqualTo(SampleQueue.item("u1"));
    server.execute(
        "UPDATE queue_claims SET claimed_at = now() - interval '1 hour',"
            + " until = now() - interval '1 second'");
    assertThat(SampleQueue.go(lead, "/queue", "/queue/next")).isEqualTo(SampleQueue.item("u1"));
    assertThat(
            second
                .submitTo(SampleQueue.item("u1"), "/queue/verdict?account=u1", "verdict", "abusive")
                .body())
        .contains("you do not have the account u1");
    assertThat(
            SampleQueue.go(
                lead, SampleQueue.item("u1"), "/queue/put-back?account=u1", "skip", "no"))
        .isEqualTo("/queue");
    assertThat(SampleQueue.go(lead, "/queue", "/queue/next")).isEqualTo(SampleQueue.item("u1"));
    assertThat(queue.verdictOf("u1")).isEqualTo("[]");
  }

  @Test
  void lastsLongerWhenItIsLookedAt() throws Exception {
    queue.open("account", "u1", 95);
    Visitor analyst = queue.analyst();
    SampleQueue.go(analyst, "/queue", "/queue/next");
    server.execute("UPDATE queue_claims SET until = now() + interval '1 minute'");
    assertThat(analyst.get(SampleQueue.item("u1")).body()).contains("It is yours for 15");
    server.execute(
        "UPDATE queue_claims SET claimed_at = now() - interval '1 hour',"
            + " until = now() - interval '1 second'");
    assertThat(analyst.get(SampleQueue.item("u1")).body())
        .as("over, and nobody has come")
        .contains("It is yours for 15");
    assertThat(queue.analyst().get(SampleQueue.item("u1")).body()).contains("Somebody else has it");
  }

  @Test
  void decidesAboutSomeOfARingInOneTransaction() throws Exception {
    queue.ring();
    Visitor analyst = queue.analyst();
    SampleQueue.go(analyst, "/queue/item?ring=r", "/queue/take?ring=r");
    String page = analyst.get("/queue/item?ring=r").body();
    assertThat(page)
        .contains("name=\"member\" value=\"m1\"", "both used d", "form=\"decide\"")
        .doesNotContain("<script>alert", "\u202E<");
    String action = "/queue/verdict?ring=r&member=m1&member=" + SampleQueue.encoded(HOSTILE);
    SampleQueue.go(analyst, "/queue/item?ring=r", action, "verdict", "abusive");
    assertThat(queue.verdictOf("m1")).isEqualTo("[abusive review]");
    assertThat(queue.verdictOf(HOSTILE)).isEqualTo("[abusive review]");
    assertThat(queue.verdictOf("m2")).isEqualTo("[]");
    assertThat(queue.verdictOf("m3")).isEqualTo("[]");
    assertThat(server.count("SELECT count(DISTINCT decided_at) FROM verdicts")).isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM alert_incidents WHERE closed_at IS NULL"))
        .as("of m3")
        .isEqualTo(1);
    String undone = SampleQueue.go(analyst, "/queue", "/queue/undo", "id", "1");
    assertThat(undone).isEqualTo("/queue/item?ring=r");
    assertThat(queue.verdictOf("m1")).isEqualTo("[abusive review withdrawn]");
    assertThat(analyst.get("/queue").body()).contains("3 items wait");
    HttpResponse<String> stranger =
        analyst.submitTo(
            "/queue/item?ring=r", "/queue/verdict?ring=r&member=nobody", "verdict", "abusive");
    assertThat(stranger.statusCode()).isEqualTo(422);
    assertThat(stranger.body()).contains("nobody never was in the ring r");
    SampleQueue.go(
        analyst,
        "/queue/item?ring=r",
        "/queue/verdict?ring=r",
        "verdict",
        "benign",
        "members",
        "all");
    assertThat(queue.verdictOf("m2")).isEqualTo("[benign review]");
  }

  @Test
  void showsWhoIsTiedToAnAccount() throws Exception {
    queue.ring();
    Visitor analyst = queue.analyst();
    assertThat(analyst.get(SampleQueue.item("m1")).body())
        .contains(
            "It is in the ring", "href=\"/rings/r\"", "both used d", "href=\"/accounts?id=m2\"");
    assertThat(analyst.get(SampleQueue.item("m2")).body())
        .contains("Nothing about it waits", "both used d");
  }

  @Test
  void letsAViewerLookAndNothingElse() throws Exception {
    queue.open("account", "u1", 95);
    Visitor viewer = server.withPassword(server.operator(Role.VIEWER));
    assertThat(viewer.get("/queue").body()).contains(">u1<").doesNotContain("data-key=\"n\"");
    assertThat(viewer.get(SampleQueue.item("u1")).body())
        .contains("Nobody has taken it")
        .doesNotContain("data-key=\"t\"", "name=\"verdict\"");
    for (String path :
        List.of("next", "take?account=u1", "put-back?account=u1", "verdict?account=u1", "undo")) {
      assertThat(viewer.submitTo("/queue", "/queue/" + path, "verdict", "benign").statusCode())
          .as(path)
          .isEqualTo(403);
    }
    assertThat(queue.analyst().post("/queue/next", Map.of()).statusCode())
        .as("without the page's token")
        .isEqualTo(403);
    assertThat(server.count("SELECT count(*) FROM queue_claims")).isZero();
  }

  @Test
  void showsNothingThatIsNotTextAndDecidesAboutIt() throws Exception {
    queue.score(HOSTILE);
    queue.open("account", HOSTILE, 95);
    Visitor analyst = queue.analyst();
    String next = SampleQueue.go(analyst, "/queue", "/queue/next");
    assertThat(next).isEqualTo(SampleQueue.item(HOSTILE));
    for (String path : List.of("/queue", next)) {
      assertThat(analyst.get(path).body())
          .contains("&lt;script")
          .doesNotContain("<script>alert", "\u202E", "style=", "onclick=");
    }
    String on =
        SampleQueue.go(
            analyst,
            next,
            "/queue/verdict?account=" + SampleQueue.encoded(HOSTILE),
            "verdict",
            "abusive");
    assertThat(analyst.get(on).body())
        .contains("You said")
        .doesNotContain("<script>alert", "\u202E");
    assertThat(queue.verdictOf(HOSTILE)).isEqualTo("[abusive review]");
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
