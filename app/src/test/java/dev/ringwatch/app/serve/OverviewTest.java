package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.Knowledge;
import dev.ringwatch.app.load.EventSender;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import dev.ringwatch.postgres.audit.AuditRows;
import dev.ringwatch.postgres.results.AccountFilter;
import dev.ringwatch.postgres.results.AccountLists;
import dev.ringwatch.postgres.results.AccountPages;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages for those who are signed in. */
class OverviewTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HOSTILE = "\"><script>alert(1)</script>\u202Eabc";
  private static final Pattern POINTS = Pattern.compile("<b>([+−])([0-9.]+)</b>");
  private static final Pattern TOTAL = Pattern.compile("class=\"total\"><b>([0-9.]+)</b>");

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static String riskiest;

  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer(data, "ringwatch.operators.second-factor=false");
    Instant start =
        LocalDate.now(ZoneOffset.UTC).minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Event> day = new ArrayList<>();
    Generator.of(GeneratorConfig.ofDefaults().withVolume(new Volume(start, 1, 1_000, 20_000)))
        .forEach(day::add);
    day.add(
        Event.builder(new AccountId(HOSTILE), "login", day.getLast().timestamp()).id("h").build());
    try (EventSender sender =
        new EventSender(
            URI.create("http://127.0.0.1:" + server.port()), server.key(Scope.INGEST))) {
      day.forEach(sender::add);
      sender.flush();
      assertThat(sender.taken()).isEqualTo(day.size());
    }
    awaitModel();
    awaitScores();
    riskiest = riskiest();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void awaitModel() throws Exception {
    Detection detection = server.context().getBean(Detection.class);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (detection.status().lag() > 0 || detection.know(Knowledge::model).get().isEmpty()) {
      assertThat(System.nanoTime()).as("%s", detection.status()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /** Waits until detection has written all accounts, of which the last is a hostile one. */
  private static void awaitScores() {
    AccountLists accounts = server.context().getBean(AccountLists.class);
    WaitFor.condition(
        PATIENCE,
        () -> {
          try {
            return accounts.byRisk(AccountFilter.from(null, 0), null, 2_000).size() > 900
                && accounts.overTime(HOSTILE, Instant.parse("2999-01-01T00:00:00Z"), 1).size() == 1;
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static String riskiest() throws SQLException {
    return server.context().getBean(AccountPages.class).riskiest(1).getFirst().account();
  }

  private static String accountPage(String account) {
    return "/accounts?id=" + URLEncoder.encode(account, StandardCharsets.UTF_8);
  }

  @Test
  void showsTheRiskiestAccountsWithAReasonInWords() throws Exception {
    String page = server.withPassword(server.operator(Role.VIEWER)).get("/").body();
    String list = page.substring(page.indexOf("id=\"riskiest\""));
    List<String> rows = list.lines().filter(line -> line.contains("href=\"/accounts?id=")).toList();
    assertThat(rows).hasSize(8);
    assertThat(rows.getFirst()).contains(riskiest(), accountPage(riskiest()));
    assertThat(page)
        .contains("Detection is live", "was learned from")
        .doesNotContain("style=", "<script>", "No scores yet: they are written");
  }

  @Test
  void showsAnAccountWithReasonsThatSumToItsScoreAndRecordsTheLook() throws Exception {
    Operator operator = server.operator(Role.VIEWER);
    String page = server.withPassword(operator).get(accountPage(riskiest)).body();
    Matcher total = TOTAL.matcher(page);
    assertThat(total.find()).isTrue();
    long tenths = 0;
    for (Matcher points = POINTS.matcher(page); points.find(); ) {
      long part = Math.round(Double.parseDouble(points.group(2)) * 10);
      tenths += points.group(1).equals("+") ? part : -part;
    }
    assertThat(tenths).isEqualTo(Math.round(Double.parseDouble(total.group(1)) * 10));
    for (Feature feature : Feature.values()) {
      assertThat(page).contains(feature.label().replace('_', ' '));
    }
    List<String> looks = new ArrayList<>();
    server
        .context()
        .getBean(AuditRows.class)
        .forEach(
            null,
            null,
            row -> {
              if (row.action().equals("account.look")
                  && row.actorId().equals(Long.toString(operator.id()))) {
                looks.add(row.object().plain().orElse("") + " " + row.outcome());
              }
            });
    assertThat(looks).containsExactly(riskiest + " done");
  }

  @Test
  void saysThatThereIsNoSuchAccountAndShowsNothingThatIsNotText() throws Exception {
    Visitor visitor = server.withPassword(server.operator(Role.VIEWER));
    HttpResponse<String> nobody = visitor.get(accountPage("nobody"));
    assertThat(nobody.statusCode()).isEqualTo(404);
    assertThat(nobody.body()).contains("No event of").contains("nobody");
    assertThat(visitor.get("/accounts?id=").statusCode()).isEqualTo(404);
    HttpResponse<String> hostile = visitor.get(accountPage(HOSTILE));
    assertThat(hostile.statusCode()).isEqualTo(200);
    assertThat(hostile.body()).doesNotContain("<script>", "\u202E").contains("⟨U+202E⟩");
  }

  @Test
  void saysWhatWouldFillItWhileThereIsNothing() throws Exception {
    try (RunningServer empty =
        new RunningServer(data.resolve("empty"), "ringwatch.operators.second-factor=false")) {
      String page = empty.withPassword(empty.operator(Role.VIEWER)).get("/").body();
      assertThat(page).contains("No scores yet", "No rings yet", "learning what is usual");
    }
  }

  @Tag("browser")
  @ParameterizedTest(name = "{0} pixels, dark {1}")
  @CsvSource({"390,false", "820,true", "1440,false"})
  void fitsItsWindowWithoutAWordOnTheConsole(int width, boolean dark) throws Exception {
    Operator operator = server.operator(Role.ANALYST);
    try (Browser browser = new Browser(server.port())) {
      Page page = browser.window(width, dark);
      Browser.signIn(page, operator.login());
      for (String path :
          List.of("/", accountPage(riskiest), accountPage(HOSTILE), accountPage("x".repeat(500)))) {
        page.navigate(path);
        assertThat(Browser.misfits(page)).isEmpty();
        assertThat(page.locator("th:not([scope])").count()).isZero();
        assertThat(browser.wrong()).noneMatch(said -> !said.contains("404"));
      }
    }
  }
}
