package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages to sign in by, in the system's Chromium, without which this test fails. */
class PagesTest {

  private static final String STYLED =
      "getComputedStyle(document.querySelector('section')).borderTopStyle";

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        new RunningServer(
            data,
            "ringwatch.operators.sign-on.issuer=http://127.0.0.1:1",
            "ringwatch.operators.sign-on.client-id=a",
            "ringwatch.operators.sign-on.client-secret=b",
            "ringwatch.operators.sign-on.name=Example Inc");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Fills the fields in and sends the form that has them. */
  private static void fill(Page page, String... fields) {
    for (int i = 0; i < fields.length; i += 2) {
      page.locator("[name=" + fields[i] + "]").fill(fields[i + 1]);
    }
    Browser.follow(page, () -> page.locator("[name=" + fields[0] + "]").press("Enter"));
  }

  private static void send(Page page, String form) {
    Browser.follow(page, () -> page.locator(form).evaluate("(form) => form.requestSubmit()"));
  }

  private static void look(Browser browser, Page page, String heading) {
    assertThat(page.locator("h1").textContent()).isEqualTo(heading);
    assertThat(Browser.faults(page)).isEmpty();
    assertThat(page.evaluate(STYLED)).isEqualTo("solid");
    assertThat(browser.wrong()).isEmpty();
  }

  @Tag("browser")
  @Test
  void leadsAPersonFromALinkToTheFirstPage() throws Exception {
    try (Browser browser = new Browser(server.port())) {
      for (int width : new int[] {390, 1440}) {
        boolean dark = width == 390;
        Operator operator = server.operatorWithoutPassword(Role.ANALYST);
        Page page = browser.window(width, dark);
        page.navigate("/login/link?token=" + server.link(operator));
        look(browser, page, "Choose a password");
        send(page, "form");
        look(browser, page, "Choose a password");
        String password = RunningServer.PASSWORD;
        fill(page, "password", password, "again", password);
        look(browser, page, "Sign in");
        fill(page, "username", operator.login(), "password", "it is another one");
        look(browser, page, "Sign in");
        fill(page, "username", operator.login(), "password", password);
        look(browser, page, "Set up a second factor");
        String secret = page.locator(".secret code").textContent();
        String code = server.visitor().withSecret(secret.replace(" ", "")).code();
        fill(page, "code", code);
        look(browser, page, "Overview");
        send(page, "form.who");
        look(browser, page, "Sign in");
        fill(page, "username", operator.login(), "password", password);
        look(browser, page, "Second factor");
        send(page, "form.help");
        look(browser, page, "Sign in");
      }
    }
  }

  @Test
  void holdsNoScriptAndNoInlineStyle() throws Exception {
    Visitor visitor = server.withPassword(server.operator(Role.VIEWER));
    for (String path : List.of("/login", "/login/link?token=a", "/second-factor")) {
      HttpResponse<String> answer = visitor.get(path);
      assertThat(answer.body()).doesNotContain("<script", "<style", "style=", "onclick=");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
      assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }
    String hostile = "\"><script>alert(1)</script>";
    HttpResponse<String> link =
        visitor.get("/login/link?token=" + URLEncoder.encode(hostile, StandardCharsets.UTF_8));
    assertThat(link.body()).doesNotContain("<script");
  }
}
