package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.report.Chromium;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.net.URI;
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

  private static final String WIDEST =
      """
      Math.max(document.documentElement.scrollWidth,
        ...[...document.querySelectorAll('body *')].map(
          (e) => Math.floor(e.getBoundingClientRect().right)))
      """;

  private static final String UNNAMED =
      """
      [...document.querySelectorAll('input:not([type=hidden])')]
        .filter((e) => !e.labels.length && !e.ariaLabel).length
      """;

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

  private static URI page(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** Fills the fields in and sends the form that has them. */
  private static String filled(String... fields) {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      script.append(
          "document.querySelector('[name=%s]').value = '%s';".formatted(fields[i], fields[i + 1]));
    }
    return script + "document.querySelector('[name=%s]').form.requestSubmit()".formatted(fields[0]);
  }

  private static void look(Chromium browser, String heading, int width) throws Exception {
    assertThat(browser.evaluate("document.querySelector('h1').textContent")).isEqualTo(heading);
    assertThat(Integer.parseInt(browser.evaluate(WIDEST)))
        .as("the widest part of %s", heading)
        .isLessThanOrEqualTo(width);
    assertThat(browser.evaluate(STYLED)).isEqualTo("solid");
    assertThat(browser.evaluate(UNNAMED)).as("fields without a name").isEqualTo("0");
    assertThat(browser.messages()).as("messages of %s", heading).isEmpty();
  }

  @Tag("browser")
  @Test
  void leadsAPersonFromALinkToTheFirstPage() throws Exception {
    try (Chromium browser = new Chromium(data)) {
      for (int width : new int[] {390, 1440}) {
        boolean dark = width == 390;
        Operator operator = server.operatorWithoutPassword(Role.ANALYST);
        browser.open(page("/login/link?token=" + server.link(operator)), width, dark);
        look(browser, "Choose a password", width);
        browser.follow("document.querySelector('form').requestSubmit()");
        look(browser, "Choose a password", width);
        String password = RunningServer.PASSWORD;
        browser.follow(filled("password", password, "again", password));
        look(browser, "Sign in", width);
        browser.follow(filled("username", operator.login(), "password", "it is another one"));
        look(browser, "Sign in", width);
        browser.follow(filled("username", operator.login(), "password", password));
        look(browser, "Set up a second factor", width);
        String secret = browser.evaluate("document.querySelector('.secret code').textContent");
        String code = server.visitor().withSecret(secret.replace(" ", "")).code();
        browser.follow(filled("code", code));
        look(browser, "Overview", width);
        browser.follow("document.querySelector('form.who').requestSubmit()");
        look(browser, "Sign in", width);
        browser.follow(filled("username", operator.login(), "password", password));
        look(browser, "Second factor", width);
        browser.follow("document.querySelector('form.help').requestSubmit()");
        look(browser, "Sign in", width);
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
