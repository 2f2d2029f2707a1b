package dev.ringwatch.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opens a written report in the system's Chromium, without which this test fails. */
@Tag("browser")
class BrowserTest {

  /** How far the page, and what is not in a part that scrolls by itself, reaches to the right. */
  private static final String WIDEST =
      """
      Math.max(document.documentElement.scrollWidth,
        ...[...document.querySelectorAll('body *')]
          .filter((e) => !e.closest('.scroll, nav, svg, .unseen'))
          .map((e) => Math.floor(e.getBoundingClientRect().right)))
      """;

  private static final String OPEN_ALL =
      "document.querySelectorAll('details').forEach((one) => { one.open = true; }); 'opened'";

  @TempDir private Path directory;

  @Test
  void runsItsOwnScriptAndNothingFromTheLog() throws IOException, InterruptedException {
    String hostile = "\"'></script><script>document.title='taken'</script><b onclick=x>\u2028";
    try (Chromium browser = new Chromium(directory)) {
      browser.open(written(Samples.with(hostile)), 1440, false);
      assertThat(browser.evaluate("document.title")).isEqualTo("Ringwatch report");
      assertThat(browser.evaluate("document.scripts.length")).isEqualTo("1");
      assertThat(browser.evaluate("document.querySelectorAll('[onclick]').length")).isEqualTo("0");
      assertThat(browser.evaluate("document.getElementById('theme').hidden")).isEqualTo("false");
      assertThat(browser.messages()).as("messages of the page").isEmpty();
    }
  }

  @ParameterizedTest(name = "{0} pixels, dark {1}")
  @CsvSource({"390,false", "390,true", "820,false", "1440,false"})
  void fitsItsWindowWithoutAWordOnTheConsole(int width, boolean dark)
      throws IOException, InterruptedException {
    try (Chromium browser = new Chromium(directory)) {
      for (ReportModel model :
          new ReportModel[] {
            Samples.busyDay(),
            Samples.nothing(),
            Samples.oneAccount(),
            Samples.with("x".repeat(500)),
            Samples.with("words and more ".repeat(40))
          }) {
        browser.open(written(model), width, dark);
        assertThat(browser.evaluate(OPEN_ALL)).isEqualTo("opened");
        assertThat(Integer.parseInt(browser.evaluate(WIDEST)))
            .as("the widest part of the page")
            .isLessThanOrEqualTo(width);
        assertThat(browser.evaluate("getComputedStyle(document.body).colorScheme"))
            .isEqualTo("light dark");
        assertThat(browser.messages()).as("messages of the page").isEmpty();
      }
    }
  }

  @Test
  void canBeReadByEarAndWalkedByKeyboard() throws IOException, InterruptedException {
    try (Chromium browser = new Chromium(directory)) {
      browser.open(written(Samples.busyDay()), 1440, false);
      assertThat(browser.evaluate("document.querySelectorAll('main, header, nav, footer').length"))
          .isEqualTo("4");
      assertThat(browser.evaluate("document.querySelectorAll('th:not([scope])').length"))
          .isEqualTo("0");
      assertThat(
              browser.evaluate(
                  "document.querySelectorAll('svg:not([role=img][aria-label])').length"))
          .isEqualTo("0");
      assertThat(browser.evaluate("document.querySelectorAll('section:not(:has(h2))').length"))
          .isEqualTo("0");
      browser.press("Tab");
      assertThat(browser.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
          .as("focus is seen")
          .isEqualTo("solid");
    }
  }

  private Path written(ReportModel model) throws IOException {
    return Files.writeString(directory.resolve("report.html"), ReportTest.written(model));
  }
}
