package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.audit.AuditRows;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one box for anything, and the list of accounts. */
class SearchTest {

  private static final String HASHED =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor viewer;

  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer(data, "ringwatch.operators.second-factor=false");
    viewer = server.withPassword(server.operator(Role.VIEWER));
    for (int i = 0; i < 120; i++) {
      account("mass" + i, i % 100 == 99 ? 100 : i % 100);
    }
    account("alice", 75);
    account("alice2", 41);
    account("same", 10);
    account("u/7 %", 39.9);
    server.execute(
        "INSERT INTO rings (ring_id, ring_score, members, edges, first_seen_at, last_seen_at,"
            + " reasons, coincidences, print) VALUES ('ring-77', 50, 2, 1, now(), now(), '[]', '[]', 0)");
    server.execute("INSERT INTO rings_written (at) VALUES (now())");
    server.execute(
        "INSERT INTO alert_incidents (dedup_key, kind, state, provisional, score, band, details,"
            + " opened_at, last_evidence_at) VALUES ('account:alice', 'account', 'open', false, 75,"
            + " 'high', '{\"reasons\":[],\"members\":[],\"member_count\":0}', now(), now())");
    server
        .context()
        .getBean(EventLog.class)
        .append(
            List.of(
                event("new1").ip("2001:db8::1").device("dev-1").session("ses-1").build(),
                event("new2").ip("2001:db8::1").payment(HASHED).target("same").build(),
                event("old").device("dev-old").build()));
  }

  private static Event.Builder event(String account) {
    var at = server.clock().instant().truncatedTo(ChronoUnit.MICROS);
    boolean old = account.equals("old");
    return Event.builder(new AccountId(account), "login", old ? at.minus(3, ChronoUnit.DAYS) : at)
        .id("of " + account);
  }

  private static void account(String id, double risk) throws SQLException {
    String band = risk >= 70 ? "high" : risk >= 40 ? "medium" : "low";
    server.execute(
        ("INSERT INTO accounts (account_id, first_event_at, last_event_at, events,"
                + " enforced_events, risk_score, band, anomaly_score, ring_score, scored_at)"
                + " VALUES ('%s', now(), now(), 7, 0, %s, '%s', 50, 0, now())")
            .formatted(id, risk, band));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> search(String text) throws Exception {
    return viewer.get("/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alice | /accounts?id=alice",
        "u/7 % | /accounts?id=u%2F7+%25",
        "alice2 | /accounts?id=alice2",
        "u/7 | /accounts?id=u%2F7+%25",
        "ring-77 | /rings/ring-77",
        "#1 | /incidents/1",
        "1 | /incidents/1",
        "2001:DB8:0::1 | /explore?range=24h&ip=2001%3Adb8%3A%3A1",
        "dev-1 | /explore?range=24h&device_id=dev-1",
        "ses-1 | /explore?range=24h&session_id=ses-1",
        "new1 | /explore?range=24h&account_id=new1",
        HASHED + " | /explore?range=24h&payment_id=" + HASHED,
      })
  void goesWhereTheOnlyThingIs(String text, String place) throws Exception {
    HttpResponse<String> answer = search(text);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    assertThat(Visitor.location(answer)).isEqualTo(place);
    assertThat(viewer.get(place).statusCode()).isIn(200, place.startsWith("/accounts") ? 404 : 200);
  }

  @Test
  void showsKindByKindWhereThereAreSeveral() throws Exception {
    String page = search("same").body();
    assertThat(page)
        .contains("Accounts with a score", "/accounts?id=same")
        .contains("Events by target", "1 event of 1 account")
        .doesNotContain("Events by device");
    assertThat(Visitor.location(search("mass1"))).isEqualTo("/accounts?id=mass1");
    String begun = search("mass").body();
    assertThat(begun.split("/accounts\\?id=mass", -1)).hasSize(11);
    assertThat(begun).contains("no more than 10 are shown");
  }

  @Test
  void looksAtEventsOfTheTimeThatIsSaid() throws Exception {
    assertThat(search("dev-old").body()).contains("Nothing of that name was found");
    assertThat(Visitor.location(viewer.get("/search?q=dev-old&range=7d")))
        .isEqualTo("/explore?range=7d&device_id=dev-old");
    assertThat(viewer.get("/search?q=dev-old&range=9y").body())
        .contains("range is one of 1h, 24h, 7d, not 9y");
  }

  @Test
  void saysWhatItReadsTheTextAs() throws Exception {
    assertThat(search("#99").body()).contains("the number of an incident", "no incident of that");
    assertThat(search("10.0.0.1").body()).contains("reads as an address");
    assertThat(search("wh at").body()).contains("an id of any kind");
    assertThat(viewer.get("/search").body()).contains("<form class=\"ask\"");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, this is a network",
    "2001:db8::/32, this is a network",
    "a%00b, holds a NUL",
  })
  void refusesWhatCannotBeWithASentence(String text, String sentence) throws Exception {
    HttpResponse<String> answer = viewer.get("/search?q=" + text);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Nothing was looked for: ", sentence);
  }

  @Test
  void refusesWhatIsTooLongAndShowsNothingThatIsNotText() throws Exception {
    HttpResponse<String> longest = search("x".repeat(501));
    assertThat(longest.statusCode()).isEqualTo(400);
    assertThat(longest.body()).contains("500 characters at most");
    assertThat(search("😀".repeat(500)).statusCode()).isEqualTo(200);
    String hostile = search("\"><script>alert(1)</script>' OR 1=1 --%_").body();
    assertThat(hostile.replaceAll("<script src=\"/assets/[a-z.]+\" defer>", ""))
        .doesNotContain("\"><script")
        .contains("Nothing of that name was found");
  }

  @Test
  void saysOfEachPanelThatItTookTooLong() throws Exception {
    try (Connection other =
        server.context().getBean(Store.class).pool().dataSource().getConnection()) {
      viewer.get("/explore");
      other.setAutoCommit(false);
      try (Statement lock = other.createStatement()) {
        lock.execute("LOCK TABLE raw_events IN ACCESS EXCLUSIVE MODE");
      }
      String page = search("alice").body();
      other.rollback();
      other.setAutoCommit(true);
      assertThat(page.split("This took too long", -1)).hasSize(6);
      assertThat(page).contains("/accounts?id=alice\"", "Events by device");
    }
  }

  @Test
  void recordsEverySearchBeforeItAnswers() throws Exception {
    search("alice");
    search("who is that");
    List<String> recorded = new ArrayList<>();
    server
        .context()
        .getBean(AuditRows.class)
        .forEach(
            null,
            null,
            row ->
                recorded.add(
                    "%s %s %s %s"
                        .formatted(
                            row.action(),
                            row.object().plain().orElse("?"),
                            row.outcome(),
                            new TreeMap<>(row.details().plain().orElseThrow()))));
    assertThat(recorded)
        .endsWith(
            "everything.search alice done {found=1, range=24h}",
            "everything.search who is that not_found {found=0, range=24h}");
  }

  // The list of accounts.

  private static List<String> ids(String page) {
    return java.util.regex.Pattern.compile("<td class=\"id\"><a href=\"/accounts\\?id=([^\"]*)\"")
        .matcher(page)
        .results()
        .map(row -> row.group(1))
        .toList();
  }

  @Test
  void listsEveryScoredAccountOnceByRisk() throws Exception {
    List<String> all = new ArrayList<>();
    String address = "/accounts?limit=50";
    while (!address.isEmpty()) {
      String page = viewer.get(address).body();
      all.addAll(ids(page));
      var next =
          java.util.regex.Pattern.compile("<a href=\"(/accounts\\?[^\"]*cursor=[^\"]*)\"")
              .matcher(page);
      address = next.find() ? next.group(1).replace("&amp;", "&") + "&limit=50" : "";
    }
    assertThat(all).hasSize(124).doesNotHaveDuplicates();
    assertThat(all.getFirst()).isEqualTo("mass99");
    assertThat(all.subList(0, 3)).containsExactly("mass99", "mass98", "mass97");
  }

  @ParameterizedTest
  @CsvSource({"high, 31", "medium, 31", "low, 62"})
  void listsTheAccountsOfABandAlone(String band, int count) throws Exception {
    String page = viewer.get("/accounts?limit=500&band=" + band).body();
    assertThat(ids(page)).hasSize(count);
    assertThat(page.split("risk " + band, -1)).hasSize(count + 1);
    assertThat(page).contains("/csv/accounts?band=" + band);
    assertThat(viewer.get("/csv/accounts?band=" + band).body().lines()).hasSize(count + 1);
  }

  @Test
  void saysWhichListThereIsNot() throws Exception {
    HttpResponse<String> answer = viewer.get("/accounts?band=purple");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("band is one of low, medium, high, not purple");
  }
}
