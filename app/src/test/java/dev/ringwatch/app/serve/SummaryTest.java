package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.results.MinuteCounts;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The overview of a server whose tables were filled by hand, against slow questions to them. */
class SummaryTest {

  private static final Pattern TILE =
      Pattern.compile(
          "card-name\">([^<]*)</span><span class=\"card-value\">(?:<a[^>]*>)?([^<]*)"
              + ".*?card-note\">(.*?)</span></div>");

  private static final Pattern PAGES = Pattern.compile("/Type\\s*/Page[^s]");

  /** Nothing of it moves while the test runs, but for the time. */
  private static final String PLANTED =
      """
      INSERT INTO accounts (account_id, account_created_at, first_event_at, last_event_at, events,
        enforced_events, risk_score, band, anomaly_score, ring_score, scored_at)
        SELECT 'a' || n, CASE WHEN n % 9 > 0 THEN now() - n % 60 * interval '1 day' END, now(), now(), 9,
          n % 3, n % 73, CASE WHEN n % 73 >= 70 THEN 'high' WHEN n % 73 >= 40 THEN 'medium' ELSE 'low' END,
          9, 0, now() FROM generate_series(1, 1500) n;
      INSERT INTO rings (ring_id, ring_score, members, edges, first_seen_at, last_seen_at, dissolved_at,
        reasons, coincidences, print) SELECT 'ring-' || n, 90 - n, 3, 3, now(), now(),
        CASE WHEN n > 12 THEN now() - (n - 12) * interval '2 days' END,
        '[{"name":"few","points":50,"sentence":"they share <b>a device</b>"}]', '[]', 0
        FROM generate_series(1, 18) n;
      INSERT INTO rings_written (at) VALUES (now());
      INSERT INTO alert_incidents (dedup_key, kind, state, account_id, score, band, provisional,
        details, opened_at, last_evidence_at, closed_at, arrived_at)
        SELECT 'account:a' || n, 'account', CASE WHEN n % 4 = 0 THEN 'resolved' ELSE 'open' END, 'a' || n,
          80, 'high', false, '{"reasons":[{"name":"shared_device","points":60},{"name":"new","points":5}]}',
          now() - n * interval '31 minutes', now(), CASE WHEN n % 4 = 0 THEN now() END,
          now() - n * interval '31 minutes' - interval '400 ms'
        FROM generate_series(1, 120) n;
      INSERT INTO verdicts (account_id, verdict, abuse_type, origin, decided_by, decided_at)
        SELECT 'a' || n, CASE WHEN n % 3 = 0 THEN 'benign' ELSE 'abusive' END,
          CASE WHEN n % 3 > 0 THEN 'spam' END, 'review', 'operator 1', now() - n * interval '17 minutes'
        FROM generate_series(4, 160, 4) n;
      UPDATE alert_incidents i SET verdict_id = v.id FROM verdicts v
        WHERE v.account_id = i.account_id AND i.closed_at IS NOT NULL AND v.decided_at > i.opened_at;
      INSERT INTO alert_endpoints (name, url, least_band, kinds, secret, created_at, disabled_at)
        VALUES ('e', 'https://example.com/x', 'low', ARRAY['account'], '\\x00', now(), now());
      INSERT INTO alert_deliveries (incident_id, endpoint_id, change, state, payload, created_at,
        waiting_since, delivered_at) SELECT id, 1, 'opened', 'delivered', '{}', opened_at, now(),
        opened_at + CASE WHEN id % 20 = 0 THEN interval '3 s' ELSE interval '100 ms' END
        FROM alert_incidents WHERE id <= 40;
      INSERT INTO threshold_history (kind, origin, state, threshold, previous_threshold, max_fpr,
        confidence, benign_count, violation_probability, window_from, window_to, reason, report,
        proposed_by, proposed_at) VALUES ('account', 'calibration', 'proposed', 80, 70, 0.02, 0.95, 300,
        0.01, now(), now(), 'better', '{"roc_auc":{"value":0.93},"precision":{"value":0.8},"recall":{"value":0.5}}',
        'ringwatch', now());
      INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action)
        SELECT 1000000 + n, now() - n * interval '40 seconds', 0, n % 7 = 0, n::text, 'a',
          CASE WHEN n % 2 = 0 THEN 'log in' ELSE 'post' END FROM generate_series(20, 3000) n
      """;

  @TempDir private static Path data;

  private static final GreenMail MAILS =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    MAILS.start();
    server =
        new RunningServer(
            data,
            "ringwatch.operators.second-factor=false",
            "ringwatch.url=https://ringwatch.example.org",
            "ringwatch.alerts.smtp.host=127.0.0.1",
            "ringwatch.alerts.smtp.port=" + MAILS.getSmtp().getPort(),
            "ringwatch.alerts.smtp.from=ringwatch@example.org",
            "ringwatch.summary.weekly.to=lead@example.org,board@example.org");
    for (String statement : PLANTED.strip().split(";\n", -1)) {
      server.execute(statement);
    }
    Instant from = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(40));
    MinuteCounts counts =
        new MinuteCounts(server.context().getBean(Store.class).pool().dataSource());
    for (int hour = 0; hour <= 40; hour++) {
      counts.count(from.plus(Duration.ofHours(hour)), from.plus(Duration.ofHours(hour + 1L)));
    }
    keepFigures();
  }

  /** Lets some minutes pass, in which figures are kept. */
  private static void keepFigures() throws Exception {
    server.execute("DELETE FROM dashboard_hours WHERE metric IN ('flagged', 'outcome')");
    // The server had counted up to its start before anything was there.
    server.execute("DELETE FROM dashboard_metrics WHERE metric = 'decisions_counted'");
    server.clock().advance(Duration.ofMinutes(6));
    Await.until(() ->
        server.count(
                "SELECT count(DISTINCT metric) FROM dashboard_hours"
                    + " WHERE metric IN ('flagged', 'outcome', 'enforcement_spreads')")
            == 3);
    server.clock().reset();
    // Near the end of an hour what was noted is of the next one, which has not begun.
    server.execute(
        "DELETE FROM dashboard_hours d USING dashboard_hours later WHERE later.at > now()"
            + " AND d.at = later.at - interval '1 hour' AND d.metric = later.metric"
            + " AND d.label = later.label");
    server.execute("UPDATE dashboard_hours SET at = at - interval '1 hour' WHERE at > now()");
  }

  /** What a time of the last 24 hours is, as the page has them. */
  private static String lastDay() {
    return " >= timestamptz '" + begin() + "'";
  }

  private static Instant begin() {
    return Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(23));
  }

  @AfterAll
  static void stop() {
    server.close();
    MAILS.stop();
  }

  private static Visitor viewer() throws Exception {
    return server.withPassword(server.operator(Role.VIEWER));
  }

  /** Value and note of each figure by its name. */
  private static Map<String, String> tiles(String page) {
    Map<String, String> tiles = new LinkedHashMap<>();
    Matcher tile = TILE.matcher(page.replace('\u00a0', ' '));
    while (tile.find()) {
      tiles.put(tile.group(1), tile.group(2) + " | " + tile.group(3).replaceAll("<[^>]*>", ""));
    }
    return tiles;
  }

  private static String count(String question) throws Exception {
    return String.format(Locale.ROOT, "%,d", server.count("SELECT count(*) FROM " + question));
  }

  @Test
  void hasTheFiguresThatSlowQuestionsAnswer() throws Exception {
    Map<String, String> tiles = tiles(viewer().get("/").body());
    assertThat(tiles).hasSize(16);
    assertThat(tiles.get("Flagged accounts"))
        .startsWith(count("alert_incidents WHERE closed_at IS NULL") + " |");
    long high = server.count("SELECT count(*) FROM accounts WHERE risk_score >= 70");
    assertThat(tiles.get("High-risk accounts"))
        .isEqualTo(
            "%.1f %% | Critical: %d of 1,500; critical above 2 %%"
                .formatted(high / 15.0, high)
                .replace(".0 ", " "));
    assertThat(tiles.get("Average risk"))
        .startsWith(
            "%.1f |"
                .formatted(
                    server.count("SELECT round(avg(risk_score::float8) * 10)::int FROM accounts")
                        / 10.0));
    assertThat(tiles.get("Active rings"))
        .isEqualTo(
            "12 | Warning: groups that act as one; %s within 7 days"
                .formatted(
                    count(
                        "rings WHERE dissolved_at IS NULL OR dissolved_at >= now() - interval '7"
                            + " days'")));
    assertThat(tiles.get("Incidents opened"))
        .startsWith(count("alert_incidents WHERE opened_at" + lastDay()) + " |")
        .endsWith(count("alert_deliveries WHERE created_at" + lastDay()) + " alerts");
    assertThat(tiles.get("Confirmed abuse"))
        .startsWith(count("verdicts WHERE verdict = 'abusive' AND decided_at" + lastDay()) + " |");
    assertThat(tiles.get("Waiting for a decision"))
        .startsWith(
            String.format(
                    Locale.ROOT,
                    "%,d",
                    server.count("SELECT count(DISTINCT (kind, id)) FROM queue_causes"))
                + " | the oldest for");
    assertThat(tiles.get("From event to alert"))
        .isEqualTo(
            "1 s | Warning: or less for half; of an account: 99 of 100 within 5 s (1 s promised,"
                + " 95 % kept)");
    assertThat(tiles.get("Events")).startsWith(count("raw_events WHERE ts" + lastDay()) + " |");
    assertThat(tiles.get("Enforcement"))
        .startsWith(count("raw_events WHERE enforced AND ts" + lastDay()) + " |");
    long young = server.count("SELECT count(*) FROM accounts WHERE " + YOUNG);
    long youngHigh = server.count("SELECT count(*) FROM accounts WHERE band = 'high' AND " + YOUNG);
    assertThat(tiles.get("New accounts at high risk"))
        .contains(youngHigh + " of " + young + " opened within 7 days");
    String judged = "verdicts v JOIN accounts a USING (account_id) WHERE a.enforced_events > 0";
    assertThat(tiles.get("Enforcement found wrong"))
        .contains(
            count(judged + " AND verdict = 'benign'")
                + " of "
                + count(judged)
                + " accounts acted on and decided");
    assertThat(tiles.get("Abuse scored above others"))
        .isEqualTo("93 % | of pairs (AUC 0.93); F1 at the threshold 0.62");
    assertThat(tiles.get("Time to decision")).contains("for half of them");
    assertThat(tiles.get("Innocent accounts flagged")).startsWith("– | nobody drawn at random");
  }

  private static final String YOUNG =
      "account_created_at >= date_trunc('day', now(), 'UTC') - interval '6 days'";

  @Test
  void hasRowsBehindHowLongItTook() throws Exception {
    assertThat(viewer().get("/deliveries").body().replace('\u00a0', ' '))
        .contains("500 ms after the event", "3.4 s after the event");
  }

  /** A server that began more than a week ago; what it sends is what the page shows. */
  @Test
  void isSentOnceAWeekByMail() throws Exception {
    Await.until(() -> server.count("SELECT count(*) FROM summary_mails") == 1);
    server.execute("UPDATE summary_mails SET due_at = due_at - interval '7 days'");
    Await.until(() -> server.count("SELECT count(*) FROM summary_mails WHERE state = 'sent'") == 1);
    MimeMessage[] received = MAILS.getReceivedMessages();
    assertThat(received).hasSize(2);
    assertThat(received[0].getAllRecipients())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("lead@example.org", "board@example.org");
    assertThat(received[0].getFrom())
        .extracting(Object::toString)
        .contains("ringwatch@example.org");
    assertThat(received[0].getSubject()).startsWith("[Ringwatch] The week to ");
    String letter =
        ((MimeMultipart) received[0].getContent()).getBodyPart(0).getContent().toString();
    Map<String, String> tiles = tiles(viewer().get("/?range=7d").body());
    for (String name : List.of("Active rings", "High-risk accounts", "From event to alert")) {
      String value = tiles.getOrDefault(name, "").replaceAll(" [|].*", "");
      assertThat(letter.replace('\u00a0', ' ')).contains(name + ": " + value + " (");
    }
    assertThat(letter)
        .contains("ring-1", "https://ringwatch.example.org/?range=7d", "Detection is live");
  }

  @Test
  void hasTablesThatAddUpAndLinksToWhatTheyCount() throws Exception {
    String page = viewer().get("/?range=7d").body();
    assertThat(page)
        .contains(
            "href=\"/accounts?band=high\"",
            "href=\"/explore?action=log+in\"",
            "href=\"/calibration\"",
            "href=\"/csv/overview?range=7d\"",
            "shared device",
            "spam",
            "they share &lt;b&gt;a device&lt;/b&gt;",
            "age not said")
        .doesNotContain("style=", "<script>", "<b>a device");
    assertThat(page.split("class=\"chart trend\"", -1)).hasSize(7);
    assertThat(page.split("<summary>Table</summary>", -1)).hasSize(7);
  }

  @Test
  void leavesTheRestWhereAPartCannotBeRead() throws Exception {
    Visitor visitor = viewer();
    server.execute("ALTER TABLE dashboard_hours RENAME TO elsewhere");
    try {
      HttpResponse<String> answer = visitor.get("/");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains("The figures could not be read", "ring-1", "AUC 0.93", "href=\"/accounts?id=a");
    } finally {
      server.execute("ALTER TABLE elsewhere RENAME TO dashboard_hours");
    }
    server.execute("ALTER TABLE rings RENAME TO elsewhere");
    try {
      assertThat(visitor.get("/").body())
          .contains("The worst rings could not be read", "High-risk accounts", "AUC 0.93");
    } finally {
      server.execute("ALTER TABLE elsewhere RENAME TO rings");
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void isForEverybodyWhoIsSignedIn(Role role) throws Exception {
    assertThat(server.withPassword(server.operator(role)).get("/").body())
        .contains("High-risk accounts");
  }

  @Test
  void refusesATimeThatThereIsNot() throws Exception {
    HttpResponse<String> answer = viewer().get("/?range=%3Cb%3E");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("range is one of 24h, 7d, 30d, not &lt;b", "High-risk accounts");
  }

  @Test
  void hasAllFiguresAsAFile() throws Exception {
    String file = viewer().get("/csv/overview?range=24h").body();
    List<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file).stream().toList();
    double incidents =
        rows.stream()
            .filter(row -> row.getField("figure").equals("incidents"))
            .filter(row -> !Instant.parse(row.getField("from")).isBefore(begin()))
            .mapToDouble(row -> Double.parseDouble(row.getField("value")))
            .sum();
    assertThat(incidents)
        .isEqualTo(
            (double)
                server.count("SELECT count(*) FROM alert_incidents WHERE opened_at" + lastDay()));
    assertThat(rows.stream().filter(row -> row.getField("figure").equals("events"))).hasSize(48);
  }

  @Tag("browser")
  @ParameterizedTest(name = "{0} pixels, dark {1}")
  @CsvSource({"390,true", "1440,false"})
  void fitsItsWindowAndCanBeUsedByEverybody(int width, boolean dark) throws Exception {
    try (Browser browser = new Browser(server.port());
        Page page = browser.window(width, dark)) {
      Browser.signIn(page, server.operator(Role.VIEWER).login());
      for (String range : List.of("24h", "30d")) {
        page.navigate("/?range=" + range);
        page.waitForLoadState(LoadState.LOAD);
        assertThat(Browser.faults(page)).isEmpty();
        page.locator(".trend-part summary").first().click();
        assertThat(page.locator(".trend-part table").first().isVisible()).isTrue();
        assertThat(Browser.faults(page)).isEmpty();
      }
      page.getByText("7d", new Page.GetByTextOptions().setExact(true)).click();
      page.waitForURL("**/?range=7d");
      assertThat(browser.wrong()).isEmpty();
    }
  }

  @Tag("browser")
  @Test
  void isPrintedOnOnePageWithItsCharts() throws Exception {
    try (Browser browser = new Browser(server.port());
        Page page = browser.window(1440, false)) {
      Browser.signIn(page, server.operator(Role.ADMIN).login());
      page.navigate("/?range=30d");
      byte[] pdf = page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
      long pages = PAGES.matcher(new String(pdf, StandardCharsets.ISO_8859_1)).results().count();
      assertThat(pages).isEqualTo(1);
      page.emulateMedia(
          new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
      assertThat(page.locator(".chart.trend").first().isVisible()).isTrue();
      assertThat(page.locator(".places > nav").isVisible()).isFalse();
    }
  }
}
