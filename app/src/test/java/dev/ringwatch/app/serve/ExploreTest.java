package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.audit.AuditRows;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of events, and the way from value to value. */
class ExploreTest {

  private static final Pattern LINK =
      Pattern.compile("<a class=\"id\" href=\"(/explore[^\"]*)\" title=\"([^\"]*)\">");
  private static final Pattern ROW = Pattern.compile("(?s)<tr data-row>(.*?)</tr>");
  private static final Pattern OLDER = Pattern.compile("<a href=\"([^\"]*)\" data-key=\"n\"");
  private static final Pattern COUNTS = Pattern.compile("hx-get=\"([^\"]*)\" hx-trigger=\"load\"");
  private static final Pattern NEWER = Pattern.compile("<a href=\"([^\"]*)\" data-key=\"p\"");

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor viewer;

  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer(data, "ringwatch.operators.second-factor=false");
    viewer = server.withPassword(server.operator(Role.VIEWER));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void append(List<Event> events) {
    server.context().getBean(EventLog.class).append(events);
  }

  private static Instant now() {
    return server.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Event.Builder event(String account, String id) {
    return Event.builder(new AccountId(account), "login", now()).id(id);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String page(String address) throws Exception {
    HttpResponse<String> answer = viewer.get(address);
    assertThat(answer.statusCode()).as("%s: %s", address, answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static String plain(String html) {
    return html.replace("&amp;", "&").replace("&#39;", "'").replace("&#34;", "\"");
  }

  private static List<String> rows(String page) {
    return ROW.matcher(page).results().map(row -> row.group(1)).toList();
  }

  /** The account of each row. */
  private static List<String> accounts(String page) {
    return rows(page).stream()
        .map(row -> LINK.matcher(row).results().findFirst().orElseThrow().group(2))
        .toList();
  }

  private static String link(Pattern pattern, String page) {
    Matcher link = pattern.matcher(page);
    return link.find() ? plain(link.group(1)) : "";
  }

  @Test
  void leadsFromEveryValueToItsEventsAndNarrowsByASecondLink() throws Exception {
    append(
        Stream.of("p1", "p2", "p3")
            .map(account ->
                event(account, "pivot " + account)
                    .ip("10.9.9.9")
                    .device("pivot-device")
                    .session("pivot-" + account)
                    .target("pivot target")
                    .payment("pivot-pay")
                    .country("NL")
                    .outcome(Outcome.FAILURE)
                    .build())
            .toList());
    String page = page("/explore?device_id=pivot-device");
    assertThat(accounts(page)).containsExactly("p3", "p2", "p1");
    String row = rows(page).getFirst();
    List<String> links = LINK.matcher(row).results().map(link -> plain(link.group(1))).toList();
    assertThat(links)
        .containsExactly(
            "/explore?account_id=p3",
            "/explore?action=login",
            "/explore?outcome=failure",
            "/explore?target=pivot+target",
            "/explore?ip=10.9.9.9",
            "/explore?device_id=pivot-device",
            "/explore?session_id=pivot-p3",
            "/explore?payment_id=pivot-pay",
            "/explore?country=NL");
    for (String link : links) {
      assertThat(accounts(page(link))).as(link).contains("p3");
    }
    assertThat(plain(row))
        .contains("href=\"/explore?device_id=pivot-device&session_id=pivot-p3\"")
        .doesNotContain("device_id=pivot-device&device_id");
    assertThat(accounts(page("/explore?device_id=pivot-device&session_id=pivot-p3")))
        .containsExactly("p3");
    assertThat(accounts(page("/explore?ip=%3A%3Affff%3A10.9.9.9&payment_id=pivot-pay"))).hasSize(3);
  }

  @Test
  void saysHowManyAccountsAreBehindAKeyUpToABound() throws Exception {
    List<Event> many = new ArrayList<>();
    for (int i = 0; i < 1_100; i++) {
      many.add(event("crowd" + i, "crowd" + i).device("crowded").session("s" + i % 550).build());
    }
    append(many);
    append(List.of(event("few1", "few1").device("few").build()));
    append(List.of(event("few2", "few2").device("few").build()));

    assertThat(page("/explore?device_id=few")).contains("<dd>2 events</dd>", "<dd>2 accounts</dd>");
    assertThat(counts("/explore?device_id=few"))
        .contains("<b>2 accounts</b>")
        .as("what the page itself shows is not counted again")
        .doesNotContain("<dt>Events</dt>");
    String crowd = page("/explore?device_id=crowded");
    assertThat(crowd)
        .contains("class=\"waiting\"", "aria-busy=\"true\"", "without it", "Count them");
    assertThat(counts("/explore?device_id=crowded"))
        .contains("<b>1,000+ accounts</b>", "<dd>1,000+ events</dd>", "Counting ends at 1,000")
        .contains("without it")
        .doesNotContain("waiting", "hx-get", "aria-busy");
    assertThat(page("/explore?device_id=crowded&session_id=s7")).contains("<dd>2 events</dd>");
    assertThat(counts("/explore?device_id=crowded&session_id=s7"))
        .contains("<b>2 accounts</b>", "<b>1,000+ accounts</b>");
    assertThat(page("/explore?account_id=crowd7").contains("Shared on this page")).isFalse();
    assertThat(page("/explore?session_id=s7")).contains("Shared on this page", "crowded");
    assertThat(counts("/explore?session_id=s7"))
        .contains("Shared on this page", "crowded", "<b>1,000+ accounts</b>", "<b>2 accounts</b>");
  }

  /** What a page asks for by itself once it is there, and leads to without scripts. */
  private static String counts(String address) throws Exception {
    Matcher link = COUNTS.matcher(page(address));
    assertThat(link.find()).as(address).isTrue();
    return page(plain(link.group(1)));
  }

  @Test
  void countsWhatHasNoFilterAndWhatAllHaveInCommon() throws Exception {
    append(
        IntStream.range(0, 60)
            .mapToObj(i -> event("all" + i, "all" + i).ip("10.77.0.1").build())
            .toList());
    assertThat(counts("/explore")).contains("<dt>Events</dt>", "10.77.0.1", "<b>60 accounts</b>");
  }

  @Test
  void saysWhatItCannotCount() throws Exception {
    String other = Cursor.to("keys").number(1).text("colour").text("red").done();
    String many = Cursor.to("keys").number(7).done();
    for (String query :
        List.of(
            "keys=x", "keys=" + other, "keys=" + many, "part=all", "patience=2", "ip=10.0.0.0/8")) {
      assertThat(viewer.get("/explore/counts?" + query).statusCode()).as(query).isEqualTo(400);
    }
  }

  @Test
  void recordsWhatWasCounted() throws Exception {
    append(List.of(event("counted1", "c1").device("counted").ip("10.78.0.1").build()));
    append(List.of(event("counted2", "c2").device("counted").ip("10.78.0.1").build()));
    counts("/explore?device_id=counted&range=7d");
    assertThat(recorded())
        .endsWith(
            "event.search  {device_id=counted, events=2, range=7d}",
            "event.search  {counted=ip=10.78.0.1, device_id=counted, range=7d}");
  }

  @Test
  void countsForLongerOnlyWhereItHadTooLittleTime() throws Exception {
    append(List.of(event("longer", "longer").device("longer").build()));
    String page = page("/explore/counts?device_id=longer&patience=long");
    assertThat(page)
        .contains("<dd>1 event</dd>", "<b>1 account</b>")
        .doesNotContain("Count for longer");
    try (Connection other =
            server.context().getBean(Store.class).pool().dataSource().getConnection();
        Statement lock = other.createStatement()) {
      other.setAutoCommit(false);
      lock.execute("LOCK TABLE raw_events IN ACCESS EXCLUSIVE MODE");
      String cut = page("/explore/counts?device_id=longer&from=2026-01-01");
      assertThat(cut)
          .contains("<dd>not counted</dd>", "<b>not counted</b>", "Count for longer")
          .contains("patience=long");
      other.rollback();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void pagesThroughWhatOneLookAtAllFindsAndBackAgain(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    String target = "paged by " + seed;
    Instant start = now().minusSeconds(3_000);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 137; i++) {
      // Many at equal times, in no order.
      Instant at = start.plusSeconds(random.nextInt(20) * 100L);
      String account = "s" + seed + "." + i;
      events.add(
          Event.builder(new AccountId(account), "act", at).id(account).target(target).build());
    }
    append(events);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      order.add(i);
    }
    order.sort(
        Comparator.comparing((Integer i) -> events.get(i).timestamp())
            .thenComparing(Comparator.naturalOrder())
            .reversed());
    List<String> expected = order.stream().map(i -> events.get(i).account().value()).toList();

    List<List<String>> pages = new ArrayList<>();
    String address = "/explore?limit=10&range=1h&target=" + encoded(target);
    String page = page(address);
    pages.add(accounts(page));
    while (!link(OLDER, page).isEmpty()) {
      page = page(link(OLDER, page));
      pages.add(accounts(page));
    }
    assertThat(pages.stream().flatMap(List::stream).toList()).isEqualTo(expected);
    assertThat(pages).hasSize(14);
    for (int i = pages.size() - 2; i >= 0; i--) {
      page = page(link(NEWER, page));
      assertThat(accounts(page)).as("page %s on the way back", i).isEqualTo(pages.get(i));
    }
    assertThat(link(NEWER, page)).isEmpty();
  }

  @Test
  void showsALogOfYesterdayWithoutAnybodySayingWhenItWas() throws Exception {
    try (RunningServer old =
        new RunningServer(
            data.resolve("old"),
            "ringwatch.operators.second-factor=false",
            "ringwatch.retention=60")) {
      Visitor visitor = old.withPassword(old.operator(Role.VIEWER));
      assertThat(visitor.get("/explore").body()).contains("No event of this time is stored");
      Instant then = now().minus(40, ChronoUnit.DAYS);
      Event event = Event.builder(new AccountId("o1"), "login", then).id("o1").build();
      Event before =
          Event.builder(new AccountId("o2"), "login", then.minusSeconds(90_000)).id("o2").build();
      old.context().getBean(EventLog.class).append(List.of(event, before));
      assertThat(accounts(visitor.get("/explore").body())).containsExactly("o1");
      assertThat(accounts(visitor.get("/explore?range=7d").body())).containsExactly("o1", "o2");
      assertThat(accounts(visitor.get("/explore?to=" + then).body())).containsExactly("o2");
    }
  }

  @Test
  void forgetsFieldsThatAFormLeftEmpty() throws Exception {
    HttpResponse<String> answer =
        viewer.get("/explore?account_id=+a+&ip=&outcome=&range=24h&from=2026-01-05&to=");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(Visitor.location(answer)).isEqualTo("/explore?account_id=a&from=2026-01-05");
    assertThat(viewer.get(Visitor.location(answer)).body())
        .contains("name=\"account_id\" value=\"a\"", "name=\"from\" value=\"2026-01-05\"");
  }

  @Test
  void showsNothingThatIsNotText() throws Exception {
    String hostile = "\"><script>alert(1)</script>\u202Eabc";
    append(
        List.of(
            event(hostile, "hostile")
                .ip(hostile)
                .device(hostile)
                .session(hostile)
                .target("hostile")
                .payment(hostile)
                .country(hostile)
                .build()));
    String page = page("/explore?target=hostile");
    assertThat(page.replaceAll("<script src=\"/assets/[a-z.]+\" defer>", ""))
        .doesNotContain("<script", "\u202E", "style=")
        .contains("⟨U+202E⟩");
    String device =
        LINK.matcher(page)
            .results()
            .map(link -> plain(link.group(1)))
            .filter(link -> link.contains("device_id"))
            .findFirst()
            .orElseThrow();
    assertThat(rows(page(device))).hasSize(1);
    assertThat(page("/explore?device_id=" + encoded(hostile)))
        .contains("value=\"&#34;>&lt;script>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour=red | there is no parameter",
        "ip=10.1.2.0/24 | ip takes one address, not a network such as 10.1.2.0/24",
        "ip=1.2.3.4&ip=1.2.3.5 | ip is said more than once",
        "outcome=maybe | outcome is success, failure or unknown, not maybe",
        "range=9y | range is one of 1h, 24h, 7d, not 9y",
        "from=2026-01-06&to=2026-01-05 | from must be before to",
        "from=yesterday | is not a time",
        "target=%00 | holds a NUL",
        "cursor=nonsense | the cursor is none of this list",
        "trail=a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u | more than 20 pages",
        "limit=0 | limit is 1 to 500, not 0",
      })
  void saysWhatItCannotLookForBesideTheForm(String query, String sentence) throws Exception {
    HttpResponse<String> answer = viewer.get("/explore?" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(plain(answer.body())).contains("Nothing was looked for: ", sentence, "<form");
  }

  @Test
  void recordsWhatWasLookedForBeforeItIsShown() throws Exception {
    append(List.of(event("watched", "w1").device("audited").build()));
    page("/explore?device_id=audited&range=7d");
    page("/explore?account_id=watched");
    assertThat(recorded())
        .endsWith(
            "event.search  {device_id=audited, events=1, range=7d}",
            "account.events watched {events=1}");
  }

  private static List<String> recorded() throws Exception {
    List<String> recorded = new ArrayList<>();
    server
        .context()
        .getBean(AuditRows.class)
        .forEach(
            null,
            null,
            row -> {
              // The server learns a model when it comes to it.
              if (row.actorKind().equals("operator")) {
                recorded.add(
                    "%s %s %s"
                        .formatted(
                            row.action(),
                            row.object().plain().orElse("?"),
                            new TreeMap<>(row.details().plain().orElseThrow())));
              }
            });
    return recorded;
  }

  @Test
  void handsTheTimeToHuntsAndAllEventsToAFile() throws Exception {
    append(List.of(event("handed", "handed").device("handed").build()));
    String page = plain(page("/explore?device_id=handed&range=7d"));
    assertThat(page)
        .contains("href=\"/hunts?since=7d\"", "href=\"/csv/events?device_id=handed&from=");
    String hunts = page("/hunts?since=7d");
    assertThat(hunts).contains("/hunts/shared-device?since=7d");
    assertThat(page("/hunts/shared-device?since=7d")).contains("name=\"since\" value=\"7d\"");
    Matcher file = Pattern.compile("href=\"(/csv/events[^\"]*)\"").matcher(page);
    assertThat(file.find()).isTrue();
    assertThat(page(file.group(1)).lines()).hasSize(2);
  }
}
