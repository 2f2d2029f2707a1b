package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a ring, with rings and events that are put there. */
class RingPageTest {

  private static final String HOSTILE = "\"><script>alert(1)</script>\u202Eabc";
  private static final Pattern LEADS = Pattern.compile("href=\"#((?:key|pair)-\\d+)\"");

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Instant begun;

  private static int events;

  @BeforeAll
  static void start() throws Exception {
    begun = Instant.now().minus(Duration.ofHours(30)).truncatedTo(ChronoUnit.HOURS);
    // No minute closes meanwhile: a search for rings would not find those that are put there.
    server =
        new RunningServer(
            data, "ringwatch.operators.second-factor=false", "ringwatch.detection.lateness=2d");
    List<Event> all = new ArrayList<>();
    for (String account : List.of("a", "b", "c")) {
      all.add(event(account, "like", 7_200 + account.charAt(0)).target("post-1").build());
      all.add(event(account, "view", 36_000 + account.charAt(0)).build());
    }
    all.add(event("a", "login", 7_000).device("d1").build());
    all.add(event("b", "like", 10_000).target("post-2").build());
    all.add(event(HOSTILE, "like" + HOSTILE, 3_000).target("t" + HOSTILE).build());
    all.add(event("x", "like" + HOSTILE, 3_001).target("t" + HOSTILE).build());
    server.context().getBean(EventLog.class).append(all);
    server.execute("INSERT INTO rings_written (at) VALUES (now())");
    small();
    big();
    server.execute(ring("empty", 0, 0) + ring("hostile", 2, 1) + member("hostile", "x", "core"));
    server.execute(
        member("hostile", HOSTILE, "core")
            + edge("hostile", HOSTILE, "x", "device", "d" + HOSTILE, 2, "both used " + HOSTILE));
    server.execute(
        "INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,"
            + " risk_score, band, anomaly_score, ring_score, scored_at) SELECT account_id, min(ts),"
            + " max(ts), count(*), 0, CASE WHEN length(account_id) = 1 THEN 50 + ascii(account_id) - ascii('a')"
            + " ELSE 10 END, 'medium', 0, 0, now()"
            + " FROM raw_events GROUP BY account_id ON CONFLICT DO NOTHING");
  }

  /** a and b share a device and an address of many, b and c and a and c act alike; d left. */
  private static void small() throws Exception {
    server.execute(
        ring("r", 3, 3)
            + member("r", "a", "core")
            + member("r", "b", "core")
            + member("r", "c", "bridge")
            + "INSERT INTO ring_members VALUES ('r', 'd', 'member', now(), now());"
            + "INSERT INTO ring_history (ring_id, at, kind, members, joined_count, left_count,"
            + " joined_accounts, left_accounts) VALUES ('r', now(), 'shrank', 3, 0, 1, '[]',"
            + " '[\"d\"]');");
    server.execute(
        "INSERT INTO ring_edges VALUES ('r', 'a', 'b', 0.9, 1e-12, '{\"shared\": 5, \"evidence\": ["
            + "{\"kind\": \"device\", \"value\": \"d1\", \"accounts\": 3, \"sentence\": \"both used"
            + " device d1\"}, {\"kind\": \"ip\", \"value\": \"10.9.9.9\", \"accounts\": 4312,"
            + " \"sentence\": \"both used ip 10.9.9.9\"}]}');"
            + edge("r", "b", "c", "co-action", "like post-1", 0, "both did like on post-1")
            + edge("r", "a", "c", "co-action", "like post-1", 0, "both did like on post-1"));
  }

  /** 10,000 members, of whom the last is the riskiest, and the 2,000 edges that are kept. */
  private static void big() throws Exception {
    server.execute(
        ring("big", 10_000, 30_000)
            + "INSERT INTO accounts (account_id, first_event_at, last_event_at, events,"
            + " enforced_events, risk_score, band, anomaly_score, ring_score, scored_at) SELECT 'm'"
            + " || n, now(), now(), 1, 0, n / 101.0, 'high', 0, 0, now()"
            + " FROM generate_series(1, 10000) n;"
            + "INSERT INTO ring_members SELECT 'big', 'm' || n, 'core', now(), NULL"
            + " FROM generate_series(1, 10000) n;"
            + "INSERT INTO ring_edges SELECT 'big', 'm' || n, 'm' || (n + 1 + n % 7), 0.5 + n /"
            + " 10000.0, 1e-9, jsonb_build_object('shared', 20, 'evidence', (SELECT jsonb_agg("
            + "jsonb_build_object('kind', 'device', 'value', 'dev' || (n / 20) || '-' || k,"
            + " 'accounts', 20, 'sentence', 'both used device dev' || k)) FROM generate_series(1, 20)"
            + " k)) FROM generate_series(1, 2000) n;");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Event.Builder event(String account, String action, int seconds) {
    return Event.builder(new AccountId(account), action, begun.plusSeconds(seconds))
        .id("e" + events++);
  }

  private static String ring(String id, int members, int edges) {
    return "INSERT INTO rings VALUES ('%s', 80, %d, %d, now(), now(), NULL, '[]', '[]', 0);"
        .formatted(id, members, edges);
  }

  private static String member(String ring, String account, String role) {
    return "INSERT INTO ring_members VALUES ('%s', '%s', '%s', now(), NULL);"
        .formatted(ring, account, role);
  }

  private static String edge(
      String ring, String a, String b, String kind, String value, int accounts, String sentence) {
    return ("INSERT INTO ring_edges SELECT '%s', '%s', '%s', 0.5, 1e-6, jsonb_build_object("
            + "'shared', 1, 'evidence', jsonb_build_array(jsonb_build_object('kind', '%s', 'value',"
            + " '%s', 'accounts', nullif(%d, 0), 'sentence', '%s')));")
        .formatted(ring, a, b, kind, value, accounts, sentence);
  }

  private static String shown(String ring) throws Exception {
    HttpResponse<String> answer =
        server.withPassword(server.operator(Role.VIEWER)).get("/rings/" + ring);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static String part(String page, String from, String to) {
    int begin = page.indexOf(from);
    assertThat(begin).as("%s in %s", from, page).isNotNegative();
    return page.substring(begin, page.indexOf(to, begin));
  }

  /** What clicks on the drawing lead to on the page, each of which has to be there once. */
  private static Set<String> leads(String page) {
    Set<String> leads = new TreeSet<>();
    LEADS.matcher(page).results().map((MatchResult one) -> one.group(1)).forEach(leads::add);
    for (String lead : leads) {
      assertThat(page.split("<tr id=\"" + lead + "\">", -1)).as("rows of %s", lead).hasSize(2);
    }
    return leads;
  }

  @Test
  void leadsFromThePictureToTheEvidence() throws Exception {
    String page = shown("r");
    assertThat(leads(page)).containsExactly("key-1", "key-2", "key-3");
    assertThat(page)
        .contains("<a href=\"/accounts?id=a\" aria-label=\"a: risk 50.0, medium; core\">");
    assertThat(part(page, "<tr id=\"key-1\">", "</tr>"))
        .contains("href=\"/search?q=d1\"", "2 members, 1 other", "href=\"/accounts?id=b\"");
    assertThat(part(page, "<tr id=\"key-2\">", "</tr>")).contains("2 members, 4,310 others");
    assertThat(part(page, "<tr id=\"key-3\">", "</tr>"))
        .contains("like post-1", "3 members")
        .doesNotContain("/explore");
    assertThat(part(page, "<tr id=\"pair-1\">", "</tr>"))
        .contains("both used device d1", "both used ip 10.9.9.9", "and 3 more", "1 in 10¹²");
    assertThat(page).contains("3 of 3 pairs tied.");
  }

  @Test
  void leadsFromALineBetweenTwoAccountsToTheirRow() throws Exception {
    server.execute(
        ring("pairs", 3, 2)
            + member("pairs", "p", "core")
            + member("pairs", "q", "core")
            + member("pairs", "s", "core"));
    server.execute(
        "INSERT INTO ring_edges VALUES ('pairs', 'p', 'q', 0.9, 1e-12,"
            + " '{\"shared\": 1, \"evidence\": []}'), ('pairs', 'q', 's', 0.8, 1e-10,"
            + " '{\"shared\": 1, \"evidence\": []}')");
    assertThat(leads(shown("pairs"))).containsExactly("pair-1", "pair-2");
  }

  @Test
  void saysWhichKeysSayNothing() throws Exception {
    assertThat(part(shown("r"), "class=\"notice popular\"", "</div>"))
        .contains(
            "The address 10.9.9.9 is used by 4,312 accounts: above 100, sharing one says nothing by"
                + " itself, and ties nobody.")
        .doesNotContain("d1");
  }

  @Test
  void showsWhenMembersActedAndOnWhatTogether() throws Exception {
    String together = part(shown("r"), "id=\"together\"", "</section>");
    assertThat(together)
        .contains(
            "aria-label=\"a: 2 acts on what others share, 1 more\"",
            "aria-label=\"b: 1 act on what others share, 2 more\"",
            "aria-label=\"c: 1 act on what others share, 1 more\"",
            "All 8 events of 3 of the 3 members with the most ties",
            "“like” on post-1",
            "3 of 3 within 2\u00a0s")
        .doesNotContain("post-2", "d:");
  }

  @Test
  void showsMembersTheRiskiestFirstAndThenWhoLeft() throws Exception {
    String members = part(shown("r"), "<tbody data-rows>", "</tbody>");
    List<String> order =
        Pattern.compile("<bdi>(.)</bdi>")
            .matcher(members)
            .results()
            .map(one -> one.group(1))
            .toList();
    assertThat(order).containsExactly("c", "b", "a", "d");
    assertThat(members).contains("<b>52.0</b>", "bridge", ", left <time", "no score yet");
    assertThat(shown("r")).contains("1 account left: d; 3 accounts now.");
  }

  @Test
  void drawsTheCoreOfALargeRingAndSumsUpTheRest() throws Exception {
    String page = shown("big");
    assertThat(page)
        .contains(
            "The 60 accounts with the most ties of 10,000",
            "These are the riskiest; all of them as CSV",
            "30,000 of 49,995,000 pairs tied; shown are 20");
    assertThat(leads(page)).hasSizeGreaterThan(9);
    String members = part(page, "<tbody data-rows>", "</tbody>");
    assertThat(members.split("<tr ", -1)).hasSize(501);
    assertThat(members).contains("<bdi>m10000</bdi>").doesNotContain("<bdi>m9000</bdi>");
    assertThat(page.length()).isLessThan(500_000);
  }

  @Test
  void showsARingOfNobodyAndOneWhoseNamesAreMeantToHarm() throws Exception {
    assertThat(shown("empty"))
        .contains(
            "Nobody is in it, so there is nothing to draw",
            "None of what they did is kept any more",
            "No pair is tied by itself",
            "Nothing is noted of it");
    String page = shown("hostile");
    leads(page);
    assertThat(page)
        .contains("⟨U+202E⟩", "2 of 2 within 1")
        .doesNotContain("<script>", "\u202E", "style=", "onclick=");
  }

  @Test
  void saysInItsPlaceThatAPartCouldNotBeRead() throws Exception {
    server.execute("ALTER TABLE ring_edges RENAME TO elsewhere");
    try {
      String page = shown("r");
      assertThat(page)
          .contains(
              "What ties its members could not be read: the database gives no answer.",
              "<tbody data-rows>",
              "1 account left: d");
      assertThat(part(page, "id=\"together\"", "</section>")).contains("could not be read");
    } finally {
      server.execute("ALTER TABLE elsewhere RENAME TO ring_edges");
    }
    assertThat(shown("r")).doesNotContain("could not be read");
  }

  @ParameterizedTest(name = "{0} pixels, dark {1}")
  @CsvSource({"390,true", "820,false", "1440,false"})
  void fitsItsWindowAndLeadsWithoutAScript(int width, boolean dark) throws Exception {
    Operator operator = server.operator(Role.ANALYST);
    try (Browser browser = new Browser(server.port())) {
      Page page = browser.window(width, dark);
      Browser.signIn(page, operator.login());
      for (String ring : List.of("r", "big", "hostile", "empty")) {
        page.navigate("/rings/" + ring);
        assertThat(Browser.misfits(page)).isEmpty();
        assertThat(browser.wrong()).isEmpty();
      }
      page.navigate("/rings/r");
      page.locator(".graph a[href^='#key']").first().dispatchEvent("click");
      assertThat(page.locator("tr:target").getAttribute("id")).startsWith("key-");
    }
  }
}
