package dev.ringwatch.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.ringwatch.app.serve.Browser;
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
  void runsItsOwnScriptAndNothingFromTheLog() throws IOException {
    String hostile = "\"'></script><script>document.title='taken'</script><b onclick=x>\u2028";
    try (Browser browser = Browser.ofFiles()) {
      Page page = opened(browser, written(Samples.with(hostile)));
      assertThat(page.evaluate("document.title")).isEqualTo("Ringwatch report");
      assertThat(page.evaluate("document.scripts.length")).isEqualTo(1);
      assertThat(page.evaluate("document.querySelectorAll('[onclick]').length")).isEqualTo(0);
      assertThat(page.evaluate("document.getElementById('theme').hidden")).isEqualTo(false);
      assertThat(browser.wrong()).as("messages of the page").isEmpty();
    }
  }

  @ParameterizedTest(name = "{0} pixels, dark {1}")
  @CsvSource({"390,false", "390,true", "820,false", "1440,false"})
  void fitsItsWindowWithoutAWordOnTheConsole(int width, boolean dark) throws IOException {
    try (Browser browser = Browser.ofFiles()) {
      Page page = browser.window(width, dark);
      for (ReportModel model :
          new ReportModel[] {
            Samples.busyDay(),
            Samples.nothing(),
            Samples.oneAccount(),
            Samples.with("x".repeat(500)),
            Samples.with("words and more ".repeat(40))
          }) {
        page.navigate(written(model).toUri().toString());
        assertThat(page.evaluate(OPEN_ALL)).isEqualTo("opened");
        assertThat((Integer) page.evaluate(WIDEST))
            .as("the widest part of the page")
            .isLessThanOrEqualTo(width);
        assertThat(page.evaluate("getComputedStyle(document.body).colorScheme"))
            .isEqualTo("light dark");
        assertThat(browser.wrong()).as("messages of the page").isEmpty();
      }
    }
  }

  @Test
  void canBeReadByEarAndWalkedByKeyboard() throws IOException {
    try (Browser browser = Browser.ofFiles()) {
      Page page = opened(browser, written(Samples.busyDay()));
      assertThat(page.evaluate("document.querySelectorAll('main, header, nav, footer').length"))
          .isEqualTo(4);
      assertThat(page.evaluate("document.querySelectorAll('th:not([scope])').length")).isEqualTo(0);
      assertThat(
              page.evaluate("document.querySelectorAll('svg:not([role=img][aria-label])').length"))
          .isEqualTo(0);
      assertThat(page.evaluate("document.querySelectorAll('section:not(:has(h2))').length"))
          .isEqualTo(0);
      page.keyboard().press("Tab");
      assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
          .as("focus is seen")
          .isEqualTo("solid");
    }
  }

  private static Page opened(Browser browser, Path report) {
    Page page = browser.window(1440, false);
    page.navigate(report.toUri().toString());
    return page;
  }

  private Path written(ReportModel model) throws IOException {
    return Files.writeString(directory.resolve("report.html"), ReportTest.written(model));
  }
}
