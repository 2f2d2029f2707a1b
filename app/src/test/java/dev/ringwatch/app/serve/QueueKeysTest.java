package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The queue in the system's Chromium, worked through by keys alone. */
class QueueKeysTest {

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Browser browser;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static SampleQueue queue;

  @BeforeAll
  static void start() throws Exception {
    server =
        new RunningServer(
            data,
            "ringwatch.operators.second-factor=false",
            "ringwatch.detection.lateness=1h",
            "ringwatch.verdicts.second-review-share=0");
    queue = SampleQueue.of(server);
    browser = new Browser(server.port());
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  @BeforeEach
  void reset() throws Exception {
    queue.reset();
  }

  @AfterEach
  void nothingWentWrong() {
    assertThat(browser.wrong()).isEmpty();
  }

  private static Page analyst(int width, boolean dark) throws Exception {
    Operator operator = server.operator(Role.ANALYST);
    Page page = browser.window(width, dark);
    Browser.signIn(page, operator.login());
    return page;
  }

  private static void press(Page page, String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
  }

  private static long verdicts(String verdict, String account) throws Exception {
    return server.count(
        "SELECT count(*) FROM verdicts_now WHERE verdict = '%s' AND account_id = '%s' AND stands"
            .formatted(verdict, account));
  }

  @Test
  void isWorkedThroughByKeysAlone() throws Exception {
    queue.score("k1", "k2", "k3");
    queue.open("account", "k1", 95);
    queue.open("account", "k2", 90);
    queue.open("account", "k3", 85);
    try (Page page = analyst(1440, false)) {
      press(page, "g", "q");
      page.waitForURL("**/queue");
      press(page, "n");
      page.waitForURL("**/queue/item?account=k1");
      press(page, "3", "a");
      page.waitForURL("**/queue/item?said=1&account=k2");
      assertThat(page.locator(".said").textContent()).contains("You said abusive about");
      assertThat(server.count("SELECT count(*) FROM verdicts WHERE abuse_type = 'spam'"))
          .isEqualTo(1);
      press(page, "z");
      page.waitForURL("**/queue/item?account=k1");
      assertThat(verdicts("abusive", "k1")).isZero();
      press(page, "b");
      page.waitForURL("**/queue/item?said=2&account=k2");
      assertThat(verdicts("benign", "k1")).isEqualTo(1);
      press(page, "u");
      page.waitForURL("**/queue/item?said=3&account=k3");
      press(page, "s");
      page.waitForURL("**/queue");
      press(page, "j", "j", "k");
      assertThat(page.evaluate("() => document.activeElement.textContent"))
          .asString()
          .contains("k2");
      press(page, "Enter");
      page.waitForURL("**/queue/item?account=k2");
      press(page, "t");
      page.locator("button[name=verdict]").first().waitFor();
      press(page, "?");
      assertThat(page.locator("dialog[open] dd").allTextContents())
          .contains("Abusive", "Benign", "Unsure", "spam", "Skip it", "Queue");
      press(page, "Escape", "p");
      page.waitForURL("**/queue");
      assertThat(server.count("SELECT count(*) FROM queue_claims")).isZero();
    }
  }

  @Test
  void takesLettersOfAReasonForNoKeys() throws Exception {
    queue.open("account", "k1", 95);
    try (Page page = analyst(1440, false)) {
      page.navigate("/queue");
      press(page, "n");
      page.waitForURL("**/queue/item?account=k1");
      page.locator("[name=reason]").focus();
      page.keyboard().type("abuse");
      press(page, "Enter");
      assertThat(page.inputValue("[name=reason]")).isEqualTo("abuse");
      assertThat(server.count("SELECT count(*) FROM verdicts"))
          .as("Enter decides nothing")
          .isZero();
      press(page, "Escape", "a");
      page.waitForURL("**/queue?said=1");
      assertThat(server.count("SELECT count(*) FROM verdicts WHERE reason = 'abuse'")).isEqualTo(1);
    }
  }

  @Test
  void decidesAboutARingAndAllItsMembersByTwoKeys() throws Exception {
    queue.ring();
    try (Page page = analyst(1440, false)) {
      page.navigate("/queue/item?ring=r");
      press(page, "t");
      page.locator("[name=members]").waitFor();
      press(page, "m", "a");
      page.waitForURL("**/queue?said=1");
      assertThat(verdicts("abusive", "m2")).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0} pixels, dark {1}")
  @CsvSource({"390,true", "390,false", "1440,true", "1440,false"})
  void fitsItsWindowAndCanBeUsedByEverybody(int width, boolean dark) throws Exception {
    queue.ring();
    queue.score(SampleQueue.HOSTILE);
    queue.open("account", SampleQueue.HOSTILE, 99);
    queue.open("account", "x".repeat(300), 60);
    try (Page page = analyst(width, dark)) {
      List<String> faults = new ArrayList<>();
      page.navigate("/queue");
      faults.addAll(Browser.faults(page));
      for (String item : List.of("ring=r", "account=m1", "account=" + "x".repeat(300))) {
        page.navigate("/queue/item?" + item);
        faults.addAll(Browser.faults(page));
        press(page, "t");
        page.locator("button[name=verdict]").first().waitFor();
        faults.addAll(Browser.faults(page));
      }
      press(page, "u");
      page.locator(".said").waitFor();
      faults.addAll(Browser.faults(page));
      page.navigate("/queue?claimed=nobody&min_score=90");
      faults.addAll(Browser.faults(page));
      assertThat(faults).isEmpty();
    }
  }
}
