package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.report.Chromium;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of alerts in the system's Chromium: they fit, and their forms work. */
@Tag("browser")
class AlertBrowserTest {

  private static final String WIDEST =
      """
      Math.max(document.documentElement.scrollWidth,
        ...[...document.querySelectorAll('body *:not(.tall *)')].map(
          (e) => Math.floor(e.getBoundingClientRect().right)))
      """;

  private static final String UNNAMED =
      """
      [...document.querySelectorAll('input:not([type=hidden]), select')]
        .filter((e) => !e.labels.length && !e.ariaLabel).length
      """;

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static AlertSamples samples;

  @BeforeAll
  static void start() throws Exception {
    samples = new AlertSamples(data);
  }

  @AfterAll
  static void stop() {
    samples.close();
  }

  private static URI page(String path) {
    return URI.create("http://127.0.0.1:" + samples.server().port() + path);
  }

  private static void signIn(Chromium browser, int width, boolean dark) throws Exception {
    Operator operator = samples.server().operator(Role.ADMIN);
    browser.open(page("/login"), width, dark);
    browser.follow(
        "document.querySelector('[name=username]').value = '%s';".formatted(operator.login())
            + "document.querySelector('[name=password]').value = '%s';"
                .formatted(RunningServer.PASSWORD)
            + "document.querySelector('[name=password]').form.requestSubmit()");
  }

  private static void look(Chromium browser, String what, int width) throws Exception {
    assertThat(Integer.parseInt(browser.evaluate(WIDEST)))
        .as("the widest part of %s", what)
        .isLessThanOrEqualTo(width);
    assertThat(browser.evaluate(UNNAMED)).as("fields without a name of %s", what).isEqualTo("0");
    assertThat(browser.messages()).as("messages of %s", what).isEmpty();
  }

  @ParameterizedTest(name = "{0} pixels, dark {1}")
  @CsvSource({"390,true", "1440,false"})
  void followsAnAlertSilencesAndSendsAgain(int width, boolean dark) throws Exception {
    try (Chromium browser = new Chromium(data)) {
      signIn(browser, width, dark);
      if (width < 800) {
        for (String path : List.of("/silences", "/suppressions", "/deliveries", "/endpoints")) {
          browser.open(page(path), width, dark);
          look(browser, "empty " + path, width);
        }
      }
      browser.open(page("/endpoints"), width, dark);
      browser.follow(
          "document.querySelector('#add [name=name]').value = '%s';"
                  .formatted("e".repeat(80 + (dark ? 1 : 0)))
              + "document.querySelector('#add [name=to]').value = '%s';".formatted(samples.url())
              + "document.querySelector('#add button').click()");
      look(browser, "a secret", width);
      long incident = samples.account(AlertSamples.HOSTILE + dark, 62, 95);
      Await.until(() ->
          samples.received().stream().anyMatch(body -> body.contains("/incidents/" + incident)));
      acknowledge(browser, incident, width, dark);
      silence(browser, width);
      sendAgain(browser, incident, width, dark);
      samples.ring("r" + dark, 10_000);
      for (String path : List.of("/incidents", "/suppressions", "/deliveries", "/endpoints")) {
        browser.open(page(path), width, dark);
        look(browser, path, width);
      }
    }
  }

  private static void acknowledge(Chromium browser, long incident, int width, boolean dark)
      throws Exception {
    browser.open(page("/incidents/" + incident), width, dark);
    look(browser, "an incident", width);
    browser.follow("document.querySelector('[value=acknowledge]').click()");
    assertThat(browser.evaluate("document.querySelector('.moves li').textContent"))
        .contains("Acknowledged by Operator");
    look(browser, "an incident that was seen", width);
  }

  private static void silence(Chromium browser, int width) throws Exception {
    browser.follow(
        "document.querySelector('#silence [name=reason]').value = '%s';".formatted("x".repeat(200))
            + "document.querySelector('#silence button').click()");
    assertThat(browser.evaluate("location.pathname")).isEqualTo("/silences");
    assertThat(
            browser.evaluate(
                "document.querySelector(location.hash).textContent.includes('account incidents')"))
        .isEqualTo("true");
    look(browser, "silences", width);
    browser.follow("document.querySelector('form.inline button').click()");
  }

  private static void sendAgain(Chromium browser, long incident, int width, boolean dark)
      throws Exception {
    browser.open(page("/deliveries?incident=" + incident), width, dark);
    browser.follow("document.querySelector('.stack tbody a').click()");
    int before = samples.received().size();
    browser.follow("[...document.querySelectorAll('main form button')].at(-1).click()");
    look(browser, "a delivery", width);
    Await.until(() -> samples.received().size() > before);
  }
}
