package dev.ringwatch.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {

  private static final Pattern TAG = Pattern.compile("<(/?[a-zA-Z!][^\\s>/]*)");
  private static final Pattern LINK =
      Pattern.compile("(?:href|src|action|data|srcset|poster)=\"([^\"]*)\"");

  @Test
  void saysInOneSentenceWhatWasFound() {
    assertThat(written(Samples.busyDay()))
        .contains("312 of 50,012 accounts are likely abusive; 24 rings of 451 accounts.");
  }

  @Test
  void showsWhatWasReadAndWhatWasNotUsed() {
    assertThat(written(Samples.busyDay()))
        .contains("events-2026-03-02.csv.gz", "803,114", "1,733", "1,238 lines", "1,204")
        .contains("href=\"rejected.csv\"", "account_id is empty");
  }

  @Test
  void saysInWordsWhatIsNotThere() {
    assertThat(written(Samples.nothing()))
        .contains("No account was found", "No events, so no activity.", "No labels were given")
        .contains("No rings were found", "Every line could be used.")
        .doesNotContain("id=\"features\"");
    assertThat(written(Samples.oneAccount()))
        .contains("The one account does not look abusive; no rings were found.")
        .contains("No account reaches 70, where the high band begins.")
        .contains("nothing speaks for or against it");
  }

  @Test
  void saysInAMinuteWhatMattersAndWhatItMeans() {
    String page = written(Samples.busyDay());
    assertThat(page)
        .contains("312 accounts (0.6\u00a0%) should be looked at first")
        .contains("451 accounts work together in 24 rings")
        .contains("4 accounts; 4 of them did “like” on post-0 within 41\u00a0s")
        .contains(
            "looking at every account of the high band finds 240 (34.2\u00a0%) of the abusive")
        .contains("wrongly flags 12 (&lt;0.1\u00a0%)")
        .contains("The log does not tell payment instruments")
        .contains("12 occasions were left out.");
    assertThat(page.indexOf("id=\"brief\"")).isLessThan(page.indexOf("id=\"scores\""));
    assertThat(written(Samples.oneAccount()))
        .contains("Nothing stands out.", "how often it is right was not checked");
  }

  @Test
  void showsOfEachRingWhenHowSureAndWhy() {
    assertThat(written(Samples.busyDay()))
        .contains("class=\"strip\"", "on what others share", "“like” on post-3")
        .contains("both used device D0, 5 and 3 times, at the closest 4 s apart")
        .contains("3 of 6 pairs tied", "<td class=\"number\">0.04</td>");
  }

  @Test
  void showsARejectedLineForAReason() {
    assertThat(written(Samples.busyDay())).contains("payments.ndjson, line 17");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ink", "soft", "accent", "low-ink", "medium-ink", "high-ink"})
  void canBeReadOnLightAndOnDark(String colour) {
    for (int dark = 0; dark < 2; dark++) {
      for (String ground : List.of("paper", "panel")) {
        double one = luminance(colour, dark);
        double other = luminance(ground, dark);
        double contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        assertThat(contrast).as("%s on %s, %d", colour, ground, dark).isGreaterThan(4.5);
      }
    }
  }

  /** As WCAG 2.2 defines it. */
  private static double luminance(String name, int dark) {
    Matcher found =
        Pattern.compile("--" + name + ": light-dark\\(#(\\w{6}), #(\\w{6})\\)")
            .matcher(Assets.LOADED.style());
    assertThat(found.find()).as(name).isTrue();
    int rgb = Integer.parseInt(found.group(1 + dark), 16);
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int part) {
    double share = (part & 0xff) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  @Test
  void readsNothingFromOutside() {
    String page = written(Samples.busyDay());
    assertThat(LINK.matcher(page).results().map(match -> match.group(1)))
        .allMatch(link -> link.matches("#[a-z0-9-]+|data:,|[a-z]+\\.(csv|json)"));
    for (String outside : List.of("@import", "url(", "http://", "https://", "//cdn", "xlink")) {
      assertThat(page.contains(outside)).as(outside).isFalse();
    }
    assertThat(page).contains("default-src &#39;none&#39;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</script><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "' autofocus onfocus='alert(1)",
        "</style></title><svg onload=alert(1)>",
        "--><!--<iframe>",
        "javascript:alert(1)",
        "a\u2028b\u2029c\0d\u202Ee",
        "&lt;b&gt;&#60;b&#62;",
        "{{7*7}}${7*7}@template.x()"
      })
  void showsHostileTextAsText(String text) {
    String page = written(Samples.with(text));
    assertThat(tags(page)).as("tags").isEqualTo(tags(written(Samples.with("harmless"))));
    assertThat(attributesNamedOn(page)).as("event handlers").isEmpty();
    assertThat(page.codePoints().filter(ReportTest::isUnseen).boxed()).as("unseen").isEmpty();
    assertThat(page.contains("href=\"javascript:")).as("a script as a link").isFalse();
  }

  @Test
  void keepsTextFromTheLogOutOfTheScript() {
    assertThat(scripts(written(Samples.with("</script>\u2028needle"))))
        .containsExactly(Assets.LOADED.script());
  }

  @Test
  void allowsItsOwnScriptAndStyleAndNoOther() {
    String page = written(Samples.busyDay());
    assertThat(page.replace("&#39;", "'")).contains(Assets.LOADED.policy());
    assertThat(page).contains("<style>" + Assets.LOADED.style() + "</style>");
    assertThat(Assets.LOADED.policy()).doesNotContain("unsafe");
    assertThat(Assets.LOADED.script()).doesNotContain("</", "innerHTML", "eval(");
    assertThat(page).doesNotContain(" style=\"");
  }

  @Test
  void spellsOutWhatCannotBeSeen() {
    assertThat(written(Samples.with("evil\u202Etxt"))).contains("evil⟨U+202E⟩txt");
  }

  @Test
  void cutsWhatIsTooLong() {
    assertThat(written(Samples.with("long".repeat(100_000))).length()).isLessThan(200_000);
  }

  @Test
  void isTheSameEveryTime() {
    String page = written(Samples.busyDay());
    assertThat(page.equals(written(Samples.busyDay()))).as("equal").isTrue();
  }

  @Test
  void staysBelowTwoMegabytes() {
    assertThat(written(Samples.busyDay()).getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(2_000_000);
  }

  @Test
  void escapesInEveryTemplate() throws IOException {
    try (Stream<Path> templates = Files.walk(Path.of("src/main/jte"))) {
      List<Path> files = templates.filter(Files::isRegularFile).toList();
      assertThat(files).isNotEmpty();
      assertThat(files).allSatisfy(file -> assertThat(file).content().doesNotContain("$unsafe"));
    }
  }

  static String written(ReportModel model) {
    StringBuilder page = new StringBuilder();
    try {
      Report.write(model, page);
    } catch (IOException e) {
      throw new AssertionError("a string builder does not fail", e);
    }
    return page.toString();
  }

  private static boolean isUnseen(int codePoint) {
    return (codePoint < ' ' && codePoint != '\n')
        || List.of(0x2028, 0x2029, 0x202E).contains(codePoint);
  }

  private static List<String> tags(String page) {
    return TAG.matcher(page).results().map(match -> match.group(1)).toList();
  }

  private static List<String> attributesNamedOn(String page) {
    return Pattern.compile("<[^>]*\\son[a-z]+=")
        .matcher(withoutQuoted(page))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static String withoutQuoted(String page) {
    return page.replaceAll("\"[^\"]*\"", "\"\"");
  }

  private static List<String> scripts(String page) {
    return Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(match -> match.group(1))
        .toList();
  }
}
