package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.ringwatch.postgres.Role;
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

  private static void look(Browser browser, Page page) {
    assertThat(Browser.faults(page)).isEmpty();
    assertThat(browser.wrong()).isEmpty();
  }

  @ParameterizedTest(name = "{0} pixels, dark {1}")
  @CsvSource({"390,true", "1440,false"})
  void followsAnAlertSilencesAndSendsAgain(int width, boolean dark) throws Exception {
    try (Browser browser = new Browser(samples.server().port())) {
      Page page = browser.window(width, dark);
      Browser.signIn(page, samples.server().operator(Role.ADMIN).login());
      if (width < 800) {
        for (String path : List.of("/silences", "/suppressions", "/deliveries", "/endpoints")) {
          page.navigate(path);
          look(browser, page);
        }
      }
      page.navigate("/endpoints");
      page.locator("#add [name=name]").fill("e".repeat(80 + (dark ? 1 : 0)));
      page.locator("#add [name=to]").fill(samples.url());
      Browser.follow(page, () -> page.locator("#add button").first().click());
      look(browser, page);
      long incident = samples.account(AlertSamples.HOSTILE + dark, 62, 95);
      Await.until(() ->
          samples.received().stream().anyMatch(body -> body.contains("/incidents/" + incident)));
      acknowledge(browser, page, incident);
      silence(browser, page);
      sendAgain(browser, page, incident);
      samples.ring("r" + dark, 10_000);
      for (String path : List.of("/incidents", "/suppressions", "/deliveries", "/endpoints")) {
        page.navigate(path);
        look(browser, page);
      }
    }
  }

  private static void acknowledge(Browser browser, Page page, long incident) {
    page.navigate("/incidents/" + incident);
    look(browser, page);
    Browser.follow(page, () -> page.locator("[value=acknowledge]").click());
    assertThat(page.locator(".moves li").first().textContent())
        .contains("Acknowledged by Operator");
    look(browser, page);
  }

  private static void silence(Browser browser, Page page) {
    page.locator("#silence [name=reason]").fill("x".repeat(200));
    Browser.follow(page, () -> page.locator("#silence button").click());
    assertThat(page.url()).contains("/silences#");
    assertThat(page.locator(":target").textContent()).contains("account incidents");
    look(browser, page);
    Browser.follow(page, () -> page.locator("form.inline button").first().click());
  }

  private static void sendAgain(Browser browser, Page page, long incident) throws Exception {
    page.navigate("/deliveries?incident=" + incident);
    Browser.follow(page, () -> page.locator(".stack tbody a").first().click());
    int before = samples.received().size();
    Browser.follow(page, () -> page.locator("main form button").last().click());
    look(browser, page);
    Await.until(() -> samples.received().size() > before);
  }
}
