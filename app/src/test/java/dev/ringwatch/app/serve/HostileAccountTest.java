package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Accounts whose every field is chosen to harm, sent as any others: wherever they are shown, in the
 * system's Chromium, they are text.
 */
@Tag("browser")
class HostileAccountTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final List<String> NAMES =
      List.of(
          "\"'><img src=x onerror=\"window.owned=1\">",
          "</script></title></textarea><script>window.owned=1</script>",
          "<svg/onload=window.owned=1>{{7*7}}${window.owned=1}",
          "javascript:window.owned=1//",
          "' onmouseover='window.owned=1' autofocus onfocus='window.owned=1",
          "=HYPERLINK(\"http://evil.example\",\"x\")",
          "<!channel> <http://evil.example|click> *b* [x](javascript:window.owned=1)",
          "a\r\nBcc: victim@evil.example\r\n\r\nbody",
          "\u202Egnp.exe\u2066\u200F",
          "nul\0inside",
          "x".repeat(10_000));

  private static final List<String> FIELDS =
      List.of(
          "account_id",
          "action",
          "ip",
          "device_id",
          "session_id",
          "target",
          "target_owner",
          "payment_id",
          "user_agent",
          "country");

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static AlertSamples samples;

  private static final List<String> TAKEN = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    samples = new AlertSamples(data);
    RunningServer server = samples.server();
    Visitor client =
        server.visitor().asProgram().with("Authorization", "Bearer " + server.key(Scope.INGEST));
    for (String name : NAMES) {
      HttpResponse<String> answer = client.send("POST", "/v1/events", events(name));
      assertThat(answer.statusCode()).as(name).isEqualTo(202);
      JsonNode said = JSON.readTree(answer.body());
      // Every one is taken or rejected with a reason, and none is lost.
      assertThat(said.path("accepted").asInt() + said.path("rejected").size())
          .as("%s: %s", name, said)
          .isEqualTo(2);
      if (said.path("accepted").asInt() > 0) {
        TAKEN.add(name);
      }
    }
    server.execute(
        "INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,"
            + " risk_score, band, anomaly_score, ring_score, scored_at) SELECT account_id, min(ts),"
            + " max(ts), count(*), 0, 90, 'high', 0, 0, now() FROM raw_events GROUP BY account_id"
            + " ON CONFLICT DO NOTHING");
  }

  @AfterAll
  static void stop() {
    samples.close();
  }

  private static String events(String name) {
    Map<String, Object> event = new LinkedHashMap<>();
    FIELDS.forEach(field -> event.put(field, name));
    event.put("timestamp", Instant.now().minusSeconds(60).toString());
    event.put("attributes", Map.of(name.substring(0, Math.min(50, name.length())), name));
    event.put("event_id", "1" + name);
    String first = JSON.writeValueAsString(event);
    event.put("event_id", "2" + name);
    return first + "\n" + JSON.writeValueAsString(event);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> pagesOf(String name) {
    return List.of(
        "/accounts?id=" + encoded(name),
        "/explore?account_id=" + encoded(name),
        "/search?q=" + encoded(name),
        "/queue/item?account=" + encoded(name));
  }

  private static final List<String> LISTS =
      List.of(
          "/",
          "/accounts",
          "/explore",
          "/queue",
          "/incidents",
          "/rings",
          "/operations/rejected",
          "/operations/set-aside",
          "/lists?list=watch",
          "/deliveries",
          "/suppressions",
          "/patterns",
          "/settings/audit",
          "/settings/erasures");

  @Test
  void isTextOnEveryPageOnWhichItIsShown() throws Exception {
    assertThat(TAKEN).hasSizeGreaterThanOrEqualTo(7);
    RunningServer server = samples.server();
    for (String name : TAKEN) {
      samples.account(name, 62, 95);
    }
    List<String> dialogs = new CopyOnWriteArrayList<>();
    try (Browser browser = new Browser(server.port())) {
      Page page = browser.window(1440, false);
      page.onDialog(dialog -> {
        dialogs.add(dialog.message());
        dialog.dismiss();
      });
      Browser.signIn(page, server.operator(Role.ADMIN).login());
      for (String name : TAKEN) {
        for (String path : pagesOf(name)) {
          look(browser, page, path);
        }
        page.navigate("/accounts?id=" + encoded(name));
        assertThat(page.locator("main").textContent()).contains(Visible.beginning(name));
      }
      for (String path : LISTS) {
        look(browser, page, path);
      }
    }
    assertThat(dialogs).isEmpty();
  }

  private static void look(Browser browser, Page page, String path) {
    page.navigate(path);
    page.waitForLoadState();
    page.mouse().move(400, 300);
    assertThat(page.evaluate("() => window.owned === undefined")).as(path).isEqualTo(true);
    assertThat(page.evaluate("() => document.querySelectorAll('img[src=x],svg[onload]').length"))
        .as(path)
        .isEqualTo(0);
    assertThat(
            page.evaluate(
                "() => [...document.querySelectorAll('a[href],form[action]')].filter((e) =>"
                    + " (e.getAttribute('href') || e.getAttribute('action')).trim().toLowerCase()"
                    + ".startsWith('javascript:')).length"))
        .as(path)
        .isEqualTo(0);
    assertThat(Browser.misfits(page)).as(path).isEmpty();
    assertThat(browser.wrong()).as(path).isEmpty();
  }

  /** What pages show of a name. */
  private static final class Visible {

    private Visible() {}

    /** Its first characters that every page shows as they are. */
    static String beginning(String name) {
      int end = 0;
      while (end < name.length() && end < 8 && name.charAt(end) > ' ' && name.charAt(end) < 127) {
        end++;
      }
      return name.substring(0, end);
    }
  }
}
