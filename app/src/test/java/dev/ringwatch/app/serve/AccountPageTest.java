package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of an account, with planted events. */
class AccountPageTest {

  private static final String HOSTILE = "\"><script>alert(1)</script>\u202Eabc&x=1#y";

  /** One more than says anything. */
  private static final int CROWD = 150;

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Instant begun;

  private static int events;

  @BeforeAll
  static void start() throws Exception {
    begun = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);
    server =
        new RunningServer(
            data,
            "ringwatch.operators.second-factor=false",
            "ringwatch.detection.learn-from-accounts=1000");
    List<Event> all = new ArrayList<>();
    all.add(event("u1", "login", 0).ip("10.0.0.1").device("d1").session("s1").build());
    all.add(event("u1", "like", 60).ip("10.0.0.1").device("d1").session("s1").target("p1").build());
    all.add(event("u1", "like", 120).ip("10.9.9.9").device("d1").outcome(Outcome.FAILURE).build());
    all.add(
        event("u1", "purchase", 7_200).ip("2001:db8::1").payment("card").enforced(true).build());
    all.add(event("u2", "login", 10).ip("10.0.0.2").device("d1").build());
    all.add(event("u3", "login", 20).ip("10.0.0.3").device("d1").payment("card").build());
    all.add(event("neighbour", "login", 30).ip("2001:db8::2").build());
    for (int i = 0; i < CROWD; i++) {
      all.add(event("crowd" + i, "view", 300 + i).ip("10.9.9.9").build());
    }
    all.add(event("once", "view", 400).build());
    all.add(
        event(HOSTILE, "like" + HOSTILE, 500)
            .device("d" + HOSTILE)
            .target("t" + HOSTILE)
            .session(HOSTILE)
            .build());
    all.add(event("u1", "view", 7_260).build());
    all.add(event("gone", "view", 450).build());
    // What came before it is closed.
    all.add(event("the clock", "tick", 80_000).build());
    server.context().getBean(EventLog.class).append(all);
    Detection detection = server.context().getBean(Detection.class);
    LinkKey card = new LinkKey(LinkKeyKind.PAYMENT, "card");
    Await.until(
        () -> detection.know(known -> known.othersOn(card, new AccountId("nobody"))).get() == 2);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Event.Builder event(String account, String action, int seconds) {
    return Event.builder(new AccountId(account), action, begun.plusSeconds(seconds))
        .id("e" + events++);
  }

  private static String page(String account) {
    return "/accounts?id=" + URLEncoder.encode(account, StandardCharsets.UTF_8);
  }

  private static Visitor signedIn(Role role) throws Exception {
    return server.withPassword(server.operator(role));
  }

  private static String shown(Visitor visitor, String account) throws Exception {
    HttpResponse<String> answer = visitor.get(page(account));
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** The part of a page from one text to the next. */
  private static String part(String page, String from, String to) {
    int begin = page.indexOf(from);
    assertThat(begin).as("%s in %s", from, page).isNotNegative();
    int end = page.indexOf(to, begin);
    assertThat(end).as("%s after %s", to, from).isNotNegative();
    return page.substring(begin, end);
  }

  @Test
  void showsWhatItDidByActionAndInSessions() throws Exception {
    String did = part(shown(signedIn(Role.VIEWER), "u1"), "id=\"events\"", "</section>");
    assertThat(did)
        .contains(
            "<bdi>like</bdi> <span class=\"soft\">2</span>",
            "<bdi>login</bdi> <span class=\"soft\">1</span>",
            "<bdi>purchase</bdi> <span class=\"soft\">1</span>",
            "All of its 5 kept events, in 2 sessions",
            "aria-label=\"like: 2 times\"",
            "href=\"/explore?account_id=u1\"",
            "<td>failure</td>",
            "<td>unknown, enforced</td>",
            "<bdi>10.0.0.1 d1</bdi>");
    assertThat(did.split("class=\"band\"", -1)).as("two sessions").hasSize(3);
    assertThat(did.split("class=\"mark\"", -1)).as("a failure, and an enforced one").hasSize(3);
    assertThat(did.split("<tr>", -1)).as("a head and five events").hasSize(7);
  }

  @Test
  void saysWithHowManyOthersItSharesWhatItUsed() throws Exception {
    String shares = part(shown(signedIn(Role.VIEWER), "u1"), "id=\"shares\"", "</section>");
    assertThat(part(shares, "<bdi>d1</bdi>", "</li>"))
        .contains("<b>2 other accounts</b>", "3 events");
    assertThat(part(shares, "<bdi>card</bdi>", "</li>")).contains("<b>1 other account</b>");
    assertThat(part(shares, "<bdi>10.0.0.1</bdi>", "</li>"))
        .contains("<b>nobody else</b>", "2 events");
    assertThat(shares).contains("href=\"/search?q=10.0.0.1\"");
    assertThat(part(shares, "<bdi>2001:db8:0:0::/64</bdi>", "</li>"))
        .contains("<b>1 other account</b>");
    assertThat(shares).contains("href=\"/search?q=2001%3Adb8%3A%3A1\"");
    assertThat(part(shares, "class=\"popular\"", "</li>"))
        .contains("<bdi>10.9.9.9</bdi>", "shared by 151 accounts: says nothing");
    assertThat(shares.indexOf("payment</h3>")).isLessThan(shares.indexOf("device</h3>"));
  }

  @Test
  void showsTheScoreOverTimeWithTheThreshold() throws Exception {
    server.execute(
        "INSERT INTO risk_scores (account_id, scored_at, risk_score, anomaly_score, ring_score,"
            + " reasons, model_id) VALUES ('u2', now() - interval '3 days', 12.5, 30.25, 0, '[]',"
            + " 'abcdef0123456789'), ('u2', now() - interval '2 days', 81.3, 40, 66.6, '[]', NULL)");
    Visitor viewer = signedIn(Role.VIEWER);
    String scores = part(shown(viewer, "u2"), "<h2>Score over time</h2>", "</section>");
    assertThat(scores)
        .contains(
            "class=\"curve\"",
            "incidents from 70.0",
            "<td class=\"number\">12.5</td><td class=\"number\">30.3</td><td class=\"number\">0.0"
                + "</td><td class=\"id\">abcdef01</td>",
            "<td class=\"number\">81.3</td><td class=\"number\">40.0</td><td class=\"number\">66.6"
                + "</td><td class=\"id\"></td>");
    assertThat(scores.indexOf("81.3</td>"))
        .as("newest first")
        .isLessThan(scores.indexOf("12.5</td>"));
    assertThat(part(shown(viewer, "once"), "<h2>Score over time</h2>", "</section>"))
        .contains("No score is kept yet");
  }

  @Test
  void showsAnAccountWithASingleEventAndOneOfWhichNoneIsKept() throws Exception {
    Visitor viewer = signedIn(Role.VIEWER);
    String once = shown(viewer, "once");
    assertThat(once)
        .contains(
            "All of its 1 kept event, in 1 session",
            "Its events name no address, device, session or payment instrument",
            "Nobody has noted anything",
            "There is no score yet, so there are no reasons",
            "There is no model of what is usual yet");
    server.execute("DELETE FROM raw_events WHERE account_id = 'gone'");
    assertThat(shown(viewer, "gone")).contains("None of its events is kept any more");
  }

  @Test
  void showsNothingOfEventsThatIsNotText() throws Exception {
    Visitor analyst = signedIn(Role.ANALYST);
    String note = "<img src=x onerror=alert(1)>\u202E\n=1+1";
    Map<String, String> hidden = Visitor.hidden(shown(analyst, HOSTILE));
    String to = "/accounts/notes?account=" + URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8);
    assertThat(analyst.post(to, hidden, "text", note).statusCode()).isEqualTo(303);
    assertThat(shown(analyst, HOSTILE))
        .contains("&lt;img src=x onerror=alert(1)&gt;⟨U+202E⟩\n=1+1</bdi>")
        .doesNotContain("<script>", "<img src=x", "\u202E", "style=", "onclick=");
  }

  @Test
  void letsAnalystsNoteAndViewersRead() throws Exception {
    Operator operator = server.operator(Role.ANALYST);
    Visitor analyst = server.withPassword(operator);
    String to = "/accounts/notes?account=u3";
    HttpResponse<String> written =
        analyst.submitTo(page("u3"), to, "text", "  called the bank\r\nagain  ");
    assertThat(written.statusCode()).isEqualTo(303);
    assertThat(Visitor.location(written)).endsWith("/accounts?id=u3#notes");
    analyst.submitTo(page("u3"), to, "text", "they called back");
    Visitor viewer = signedIn(Role.VIEWER);
    String notes = part(shown(viewer, "u3"), "id=\"notes\"", "</section>");
    assertThat(notes)
        .contains("<b>" + operator.displayName() + "</b>", "called the bank\nagain</bdi>")
        .doesNotContain("<form");
    assertThat(notes.indexOf("they called back")).isLessThan(notes.indexOf("called the bank"));
    assertThat(viewer.submitTo(page("u3"), to, "text", "no").statusCode()).isEqualTo(403);
    assertThat(analyst.post(to, Map.of(), "text", "no").statusCode()).isEqualTo(403);
    for (String text : List.of(" \n ", "x".repeat(2_001), "a\0b")) {
      HttpResponse<String> refused = analyst.submitTo(page("u3"), to, "text", text);
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("a note is a text of 1 to 2000 characters");
    }
    assertThat(analyst.submitTo(page("u3"), "/accounts/notes", "text", "a").statusCode())
        .isEqualTo(422);
    assertThat(
            server.recorded(
                "account",
                "u3",
                row -> row.action() + " " + row.details().plain().orElseThrow().keySet()))
        .filteredOn(row -> row.startsWith("account.note"))
        .containsExactly("account.note [note]", "account.note [note]");
  }

  @Test
  void takesAnAppealWhileAVerdictStandsAndNoneIsOpen() throws Exception {
    Visitor analyst = signedIn(Role.ANALYST);
    String to = "/accounts/appeals?account=crowd7";
    assertThat(shown(analyst, "crowd7")).doesNotContain("id=\"appeal\"");
    HttpResponse<String> early = analyst.submitTo(page("crowd7"), to, "text", "I am innocent");
    assertThat(early.statusCode()).isEqualTo(422);
    assertThat(early.body()).contains("no verdict stands about the account crowd7");
    analyst.submitTo(page("crowd7"), "/verdicts?account=crowd7", "verdict", "abusive");
    assertThat(shown(analyst, "crowd7")).contains("action=\"" + to + "\"");
    assertThat(shown(signedIn(Role.VIEWER), "crowd7")).doesNotContain("id=\"appeal\"");
    HttpResponse<String> entered = analyst.submitTo(page("crowd7"), to, "text", "I am innocent");
    assertThat(entered.statusCode()).isEqualTo(303);
    assertThat(shown(analyst, "crowd7"))
        .contains("An appeal is open", "I am innocent")
        .doesNotContain("id=\"appeal\"");
    assertThat(analyst.submitTo(page("crowd7"), to, "text", "again").body())
        .contains("an appeal of the account crowd7 is open already");
  }

  @Test
  void saysInItsPlaceThatAPartCouldNotBeRead() throws Exception {
    Visitor viewer = signedIn(Role.VIEWER);
    server.execute("ALTER TABLE risk_scores RENAME TO elsewhere");
    try {
      assertThat(shown(viewer, "u1"))
          .contains(
              "Its earlier scores could not be read: the database gives no answer.",
              "All of its 5 kept events",
              "Nobody has noted anything");
    } finally {
      server.execute("ALTER TABLE elsewhere RENAME TO risk_scores");
    }
    assertThat(shown(viewer, "u1")).doesNotContain("could not be read");
  }

  @Test
  void waitsForNoPartThatTakesTooLong() throws Exception {
    Visitor viewer = signedIn(Role.VIEWER);
    Store store = server.context().getBean(Store.class);
    try (Connection other = store.pool().dataSource().getConnection();
        Statement lock = other.createStatement()) {
      other.setAutoCommit(false);
      lock.execute("LOCK TABLE account_notes IN ACCESS EXCLUSIVE MODE");
      assertThat(shown(viewer, "u1"))
          .contains(
              "Notes about it could not be read: that took too long.", "All of its 5 kept events");
      other.rollback();
      other.setAutoCommit(true);
    }
    assertThat(shown(viewer, "u1")).doesNotContain("could not be read");
  }

  @ParameterizedTest(name = "{0} pixels, dark {1}")
  @CsvSource({"390,true", "820,false", "1440,false"})
  void fitsItsWindowWithAllOfItOpen(int width, boolean dark) throws Exception {
    Operator operator = server.operator(Role.ANALYST);
    try (Browser browser = new Browser(server.port())) {
      Page page = browser.window(width, dark);
      Browser.signIn(page, operator.login());
      for (String account : List.of("u1", "once", HOSTILE)) {
        page.navigate(page(account));
        page.evaluate("() => document.querySelectorAll('details').forEach((e) => e.open = true)");
        assertThat(Browser.faults(page)).isEmpty();
        assertThat(page.locator("th:not([scope])").count()).isZero();
        assertThat(browser.wrong()).isEmpty();
      }
    }
  }
}
