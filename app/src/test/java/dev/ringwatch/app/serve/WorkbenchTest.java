package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.LoadState;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The workbench with a generated day in it, in the system's Chromium. */
@Tag("browser")
class WorkbenchTest {

  /** Of addresses that differ in a number, a name or a value, so many are looked at. */
  private static final int OF_A_KIND = 2;

  /** Lists with many filters have more kinds than need be looked at. */
  private static final int OF_A_PATH = 2;

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer(data, "ringwatch.operators.second-factor=false");
    Visitor platform = server.visitor().with("Authorization", "Bearer " + server.key(Scope.INGEST));
    for (String body : Yesterday.bodies(1_500, 30_000, 5_000)) {
      assertThat(platform.send("POST", "/v1/events", body).statusCode()).isEqualTo(202);
    }
    Detection detection = server.context().getBean(Detection.class);
    Await.until(() -> detection.status().lag() == 0);
    Await.until(() -> server.count("SELECT count(*) FROM rings WHERE dissolved_at IS NULL") > 0);
    Await.until(() -> server.count("SELECT count(*) FROM alert_incidents") > 0);
    browser = new Browser(server.port());
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  @AfterEach
  void nothingWentWrong() {
    assertThat(browser.wrong()).isEmpty();
  }

  private static Page window(Role role, int width, boolean dark) throws Exception {
    Page page = browser.window(width, dark);
    Browser.signIn(page, server.operator(role).login());
    return page;
  }

  /** What an address is of: its path without numbers and names, and what it asks for by name. */
  private static String kind(URI address) {
    String path =
        address
            .getPath()
            .replaceAll("/[^/]*[0-9][^/]*", "/*")
            .replaceFirst("^/hunts/.+", "/hunts/*");
    String query = address.getQuery() == null ? "" : address.getQuery().replaceAll("=[^&]*", "");
    // Every value leads to a page of its own, alone and with each of the others.
    if (path.equals("/explore")) {
      return path;
    }
    return path + "?" + query;
  }

  @Test
  void saysInTheQueueWhomToDecideAboutNextIfAsked() throws Exception {
    try (Page page = window(Role.ANALYST, 1440, false)) {
      String looks = "SELECT count(*) FROM audit_log WHERE action = 'label.list'";
      long before = server.count(looks);
      page.navigate("/queue");
      page.waitForLoadState(LoadState.LOAD);
      assertThat(server.count(looks)).isEqualTo(before);
      page.getByText("Whom to decide about next to learn most").click();
      page.locator("#next tbody tr").first().waitFor();
      assertThat(server.count(looks)).isEqualTo(before + 1);
      assertThat(Browser.faults(page)).isEmpty();
      page.locator("#next tbody a").first().click();
      page.waitForURL("**/accounts?id=*");
    }
  }

  @ParameterizedTest(name = "{0} pixels, dark {1}")
  @CsvSource({"390,true", "1440,false"})
  void everyPageThatALinkLeadsToFitsAndCanBeUsed(int width, boolean dark) throws Exception {
    try (Page page = window(Role.ADMIN, width, dark)) {
      Map<String, Integer> seen = new LinkedHashMap<>();
      Map<String, Integer> paths = new HashMap<>();
      List<String> faults = new ArrayList<>();
      Deque<URI> ahead = new ArrayDeque<>(List.of(URI.create("/")));
      while (!ahead.isEmpty()) {
        URI address = ahead.poll();
        String path = kind(address).replaceFirst("[?].*", "");
        if (seen.merge(kind(address), 1, Integer::sum) > OF_A_KIND
            || paths.merge(path, 1, Integer::sum) > OF_A_PATH) {
          continue;
        }
        Response answer = page.navigate(address.toString());
        assertThat(answer.status()).as("%s", address).isEqualTo(200);
        faults.addAll(Browser.faults(page));
        ahead.addAll(links(page));
      }
      assertThat(faults).isEmpty();
      assertThat(seen.keySet().stream().map(kind -> kind.replaceFirst("[?].*", "")))
          .contains(
              "/",
              "/incidents",
              "/incidents/*",
              "/rings",
              "/rings/*",
              "/accounts",
              "/hunts",
              "/models",
              "/models/*",
              "/patterns",
              "/queue",
              "/queue/item",
              "/queue/labels",
              "/operations",
              "/operations/rejected",
              "/operations/set-aside",
              "/silences",
              "/suppressions",
              "/lists",
              "/deliveries",
              "/endpoints",
              "/settings",
              "/settings/operators",
              "/settings/keys",
              "/settings/audit",
              "/settings/archive",
              "/settings/erasures",
              "/settings/configuration");
    }
  }

  /** Where links lead, but for files. */
  private static Set<URI> links(Page page) {
    List<?> found =
        (List<?>)
            page.evaluate(
                "() => [...document.querySelectorAll('a[href^=\"/\"]:not([download])')].map((a) =>"
                    + " a.getAttribute('href').replace(/#.*/, ''))");
    Set<URI> links = new TreeSet<>();
    for (Object link : found) {
      if (!link.toString().startsWith("/v1/") && !link.toString().contains(".csv")) {
        links.add(URI.create(link.toString()));
      }
    }
    return links;
  }

  @Test
  void showsWhatIsNewWithoutAReload() throws Exception {
    try (Page page = window(Role.VIEWER, 1440, false)) {
      page.navigate("/incidents");
      page.waitForLoadState(LoadState.LOAD);
      page.evaluate("() => { window.same = 'page'; }");
      page.locator("[data-count='/incidents']:not([hidden])").waitFor();
      long open = server.count("SELECT count(*) FROM alert_incidents WHERE closed_at IS NULL");
      assertThat(page.locator("[data-count='/incidents']").textContent()).isEqualTo("" + open);
      SeenMatters seen = new SeenMatters(server);
      String account = "an account that came just now";
      seen.see(IncidentKind.ACCOUNT, account, Tick.of(Instant.now()).epochMinute(), 90, List.of());
      long last = seen.incident(IncidentKind.ACCOUNT, account);
      page.locator("#i" + last).waitFor();
      assertThat(page.evaluate("() => window.same")).isEqualTo("page");
    }
  }

  @Test
  void isWalkedThroughByKeys() throws Exception {
    try (Page page = window(Role.VIEWER, 1440, false)) {
      page.keyboard().press("g");
      page.keyboard().press("i");
      page.waitForURL("**/incidents");
      page.keyboard().press("j");
      page.keyboard().press("j");
      page.keyboard().press("k");
      assertThat(page.evaluate("() => document.activeElement.matches('[data-row]:first-child')"))
          .isEqualTo(true);
      page.keyboard().press("?");
      assertThat(page.locator("dialog[open] dd").allTextContents()).contains("Search", "Incidents");
      page.keyboard().press("Escape");
      page.keyboard().press("/");
      page.keyboard().type("gi?jk");
      assertThat(page.inputValue("#search")).isEqualTo("gi?jk");
    }
  }

  @Test
  void leadsToOperationsSettingsAndTheirPartsByKeys() throws Exception {
    try (Page page = window(Role.ADMIN, 1440, false)) {
      page.keyboard().press("g");
      page.keyboard().press("p");
      page.waitForURL("**/operations");
      page.keyboard().press("?");
      assertThat(page.locator("dialog[open] dd").allTextContents())
          .contains("Operations", "Settings", "Silences", "Lists", "Deliveries")
          .doesNotContain("Next and previous row");
      page.keyboard().press("Escape");
      page.keyboard().press("g");
      page.keyboard().press("d");
      page.waitForURL("**/deliveries");
      page.keyboard().press("g");
      page.keyboard().press("t");
      page.waitForURL("**/settings");
      page.keyboard().press("j");
      page.keyboard().press("Enter");
      page.waitForURL("**/settings/operators");
    }
  }

  @Test
  void exchangesFiguresWhileSomebodyIsThere() throws Exception {
    try (Page page = window(Role.VIEWER, 1440, false)) {
      page.navigate("/operations");
      page.waitForLoadState(LoadState.LOAD);
      page.evaluate("() => { window.same = 'page'; window.old = document.getElementById('now'); }");
      page.evaluate("() => document.body.dispatchEvent(new CustomEvent('figures'))");
      page.waitForFunction("() => document.getElementById('now') !== window.old");
      assertThat(page.evaluate("() => window.same")).isEqualTo("page");
      assertThat(page.locator("#now .cards").count()).isEqualTo(3);
    }
  }

  @Test
  void saysTimesInTheZoneOfWhoLooksAndInUtc() throws Exception {
    try (Page page = window(Role.VIEWER, 1440, false)) {
      page.navigate("/incidents");
      String title = page.locator("main time").first().getAttribute("title");
      assertThat(title).contains("GMT+5:30").endsWith(" UTC");
    }
  }
}
