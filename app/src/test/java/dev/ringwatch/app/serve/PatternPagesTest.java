package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.results.BurstHours;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of patterns over planted accounts: each number against the rows that it leads to. */
class PatternPagesTest {

  private static final Pattern LIST =
      Pattern.compile("<a href=\"/accounts(\\?[^\"]*|)\">([0-9,]+)(?: accounts)?</a>");
  private static final String PAGE = "/patterns";

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor viewer;

  @BeforeAll
  static void start() throws Exception {
    server =
        new RunningServer(
            data, "ringwatch.operators.second-factor=false", "ringwatch.calibration.every=0s");
    viewer = server.withPassword(server.operator(Role.VIEWER));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What was counted is kept for a minute. */
  @BeforeEach
  void forget() throws Exception {
    server.execute(
        "TRUNCATE accounts, verdicts, threshold_history, hunt_findings, hunt_runs, raw_events"
            + " CASCADE; DELETE FROM dashboard_metrics WHERE metric = 'bursts'");
    server.clock().advance(Duration.ofMinutes(2));
  }

  /** Accounts of all ages and scores, every fifth acted against, and what people decided. */
  private static void accounts() throws Exception {
    server.execute(
        """
        INSERT INTO accounts (account_id, account_created_at, first_event_at, last_event_at, events,
          enforced_events, risk_score, band, anomaly_score, ring_score, scored_at)
        SELECT 'a' || n, CASE WHEN n % 11 = 0 THEN NULL ELSE now() - n % 120 * interval '1 day' END,
          now(), now(), 9, CASE WHEN n % 5 = 0 THEN 2 ELSE 0 END, n * 7 % 1001 / 10.0, 'low', 0, 0, now()
        FROM generate_series(1, 3000) n
        """);
    server.execute(
        """
        INSERT INTO verdicts (account_id, verdict, origin, decided_by, decided_at)
        SELECT 'a' || n, (ARRAY['abusive', 'benign', 'unsure'])[1 + n % 3], 'review', 'operator 1', now()
        FROM generate_series(4, 400, 4) n
        """);
  }

  /** The part of a page that has an id. */
  private static String part(String page, String id) {
    int begin = page.indexOf("id=\"" + id + "\"");
    assertThat(begin).as("the part %s", id).isPositive();
    return page.substring(begin, page.indexOf("</section>", begin));
  }

  /** How many rows the list has that a number leads to. */
  private static long rows(String query) throws Exception {
    String file = viewer.get("/csv/accounts" + query.replace("&amp;", "&")).body();
    return file.lines().count() - 1;
  }

  private static List<Long> numbersThatLeadToAsManyRows(String part) throws Exception {
    List<Long> numbers = new ArrayList<>();
    for (Matcher link = LIST.matcher(part); link.find(); ) {
      long number = Long.parseLong(link.group(2).replace(",", ""));
      assertThat(rows(link.group(1))).as(link.group()).isEqualTo(number);
      numbers.add(number);
    }
    return numbers;
  }

  private static void event(String account, Instant at, String session, int outcome, int count)
      throws Exception {
    server.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action, session_id)"
            + " SELECT 5000000 + n, timestamptz '%s' + n * interval '1 second', %d, false,"
                .formatted(at, outcome)
            + " gen_random_uuid()::text, '%s', 'login', '%s' FROM generate_series(1, %d) n"
                .formatted(account, session, count));
  }

  @Test
  void saysWhatWouldFillItWhileThereIsNothing() throws Exception {
    String page = viewer.get(PAGE).body();
    assertThat(page)
        .contains(
            "No account has a score yet",
            "No hour was counted yet",
            "Nobody has called any of them abusive or benign yet",
            "Nothing was worked out yet",
            "hx-get=\"/patterns/sessions\"")
        .doesNotContain("could not be read", "style=", "NaN");
  }

  @Test
  void hasNumbersThatLeadToAsManyRows() throws Exception {
    accounts();
    String page = viewer.get(PAGE).body();
    List<Long> scores = numbersThatLeadToAsManyRows(part(page, "scores"));
    assertThat(scores).hasSize(20);
    assertThat(scores.stream().mapToLong(Long::longValue).sum()).isEqualTo(3_000);
    List<Long> cohorts = numbersThatLeadToAsManyRows(part(page, "cohorts"));
    assertThat(cohorts).hasSize(5 * 3);
    long all = 0;
    for (int row = 0; row < cohorts.size(); row += 3) {
      all += cohorts.get(row);
    }
    assertThat(all).isEqualTo(3_000);
    List<Long> enforced = numbersThatLeadToAsManyRows(part(page, "enforcement"));
    assertThat(enforced.getFirst()).isEqualTo(600);
    assertThat(enforced.subList(1, 5).stream().mapToLong(Long::longValue).sum()).isEqualTo(600);
    // Of the multiples of twenty up to 400 a third each are abusive, benign and unsure.
    assertThat(enforced.subList(1, 5)).containsExactly(580L, 6L, 7L, 7L);
    assertThat(page).contains("incidents from 70").doesNotContain("could not be read");
  }

  @Test
  void countsAsFlaggedWhoScoresAsMuchAsTheThresholdThatHolds() throws Exception {
    accounts();
    server.execute(
        "INSERT INTO threshold_history (kind, origin, state, threshold, previous_threshold, reason,"
            + " proposed_by, proposed_at, decided_by, decided_at, decision_reason,"
            + " effective_from_minute) VALUES ('account', 'hand', 'approved', 88.5, 70, 'a trial',"
            + " 'operator 1', now() - interval '2 days', 'operator 2', now() - interval '1 day',"
            + " 'yes', 1)");
    String page = viewer.get(PAGE).body();
    assertThat(page).contains("incidents from 88.5", "score 88.5 or more");
    assertThat(part(page, "drift")).contains("a trial", "88.5", "The line is what held");
    List<Long> cohorts = numbersThatLeadToAsManyRows(part(page, "cohorts"));
    long flagged = 0;
    for (int row = 1; row < cohorts.size(); row += 3) {
      flagged += cohorts.get(row);
    }
    assertThat(flagged)
        .isEqualTo(server.count("SELECT count(*) FROM accounts WHERE risk_score >= 88.5"));
  }

  @Test
  void showsBurstsByHourAndLeadsToWhoHadThem() throws Exception {
    Instant hour = server.clock().instant().truncatedTo(ChronoUnit.HOURS).minusSeconds(2 * 3_600);
    event("busy", hour.plusSeconds(600), "s1", 0, 31);
    event("busy", hour.plusSeconds(1_800), "s2", 0, 40);
    event("calm", hour.plusSeconds(600), "s3", 0, 29);
    new BurstHours(server.context().getBean(Store.class).pool().dataSource()).count(hour);
    String part = part(viewer.get(PAGE).body(), "bursts");
    assertThat(part).contains("2 bursts in the 1 hour", "UTC: 2 bursts");
    Matcher link = Pattern.compile("href=\"(/hunts/bursts[^\"]*)\">2</a>").matcher(part);
    assertThat(link.find()).isTrue();
    String found = viewer.get(link.group(1).replace("&amp;", "&")).body();
    assertThat(found).contains("busy").doesNotContain("calm");
    assertThat(viewer.get("/csv/bursts-by-hour").body()).contains(hour + ",2");
  }

  @Test
  void looksForFailingSessionsOrShowsWhatTheScheduleFound() throws Exception {
    Instant now = server.clock().instant();
    event("failing", now.minusSeconds(1_800), "bad", 1, 14);
    for (int i = 0; i < 40; i++) {
      event("fine" + i, now.minusSeconds(1_700 + i), "good" + i, 0, 12);
    }
    String looked = viewer.get("/patterns/sessions").body();
    assertThat(part(looked, "sessions"))
        .contains("failing", "14 of 14", "/accounts?id=failing", "since=1h")
        .doesNotContain("fine1");
    assertThat(viewer.get(PAGE).body()).contains("hx-get=\"/patterns/sessions\"");

    server.execute(
        "INSERT INTO hunt_runs VALUES ('failing-sessions', now(), now(), 1, 1, NULL);"
            + "INSERT INTO hunt_findings VALUES ('<b>known', 'failing-sessions', now(), now(),"
            + " '{\"events\": 20, \"failures\": 19, \"usual_failures\": 1.5, \"deviations\": 12.1}')");
    String page = viewer.get(PAGE).body();
    assertThat(part(page, "sessions"))
        .contains("&lt;b&gt;known", "19 of 20", "12.1", "on its schedule")
        .doesNotContain("hx-get", "<b>known");
  }

  @Test
  void leavesTheRestAsItIsWhereOnePanelFails() throws Exception {
    accounts();
    server.execute("ALTER TABLE dashboard_metrics RENAME TO gone");
    try {
      String page = viewer.get(PAGE).body();
      assertThat(part(page, "bursts")).contains("Bursts could not be read");
      assertThat(part(page, "scores")).contains("3,000 accounts").doesNotContain("could not");
    } finally {
      server.execute("ALTER TABLE gone RENAME TO dashboard_metrics");
    }
  }

  @Test
  void saysThatThereIsNoSuchThreshold() throws Exception {
    assertThat(viewer.get("/calibration/99999").statusCode()).isEqualTo(404);
  }
}
