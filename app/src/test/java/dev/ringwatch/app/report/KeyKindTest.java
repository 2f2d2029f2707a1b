package dev.ringwatch.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.Main;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.event.LinkKeyKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a kind of link key must be named, and the compiler does not say so. */
class KeyKindTest {

  private static final Path INPUT_PAGE = Path.of("..", "docs", "input.md");

  @ParameterizedTest
  @EnumSource(LinkKeyKind.class)
  void hasItsColourInTheReport(LinkKeyKind kind) {
    String name = KeyKind.of(kind.label()).cssClass();
    assertThat(Assets.LOADED.style())
        .contains("\n  --" + name + ": light-dark(")
        .contains(
            "\n." + name + " { fill: var(--" + name + "); background: var(--" + name + "); }");
  }

  @ParameterizedTest
  @EnumSource(LinkKeyKind.class)
  void hasTheSameColourOnTheServersPages(LinkKeyKind kind) throws IOException {
    String name = KeyKind.of(kind.label()).cssClass();
    List<String> rules =
        Assets.LOADED
            .style()
            .lines()
            .filter(line -> line.contains(name + ":") || line.startsWith("." + name + " "))
            .toList();
    assertThat(rules).hasSize(2);
    assertThat(Files.readAllLines(Path.of("src/main/resources/assets/ringwatch.css")))
        .containsAll(rules);
  }

  @Test
  void hasALetterAndWordsThatNoOtherHas() {
    assertThat(Arrays.stream(LinkKeyKind.values()).map(kind -> KeyKind.of(kind.label())))
        .extracting(KeyKind::letter)
        .doesNotHaveDuplicates();
    assertThat(Arrays.stream(LinkKeyKind.values()).map(kind -> KeyKind.of(kind.label())))
        .extracting(KeyKind::label)
        .doesNotHaveDuplicates();
    assertThat(KeyKind.of("of another version").letter()).isEqualTo("?");
  }

  @ParameterizedTest
  @EnumSource(LinkKeyKind.class)
  void hasItsRowInTheTableOfWhatLinksAccounts(LinkKeyKind kind) throws IOException {
    String off = " `--also-link " + word(kind) + "` |";
    boolean enabled = RingConfig.ofDefaults().enabled(kind);
    List<String> lines = Files.readAllLines(INPUT_PAGE);
    assertThat(lines.subList(lines.indexOf("## What links accounts"), lines.size()))
        .as("docs/input.md, the table of what links accounts")
        .filteredOn(line -> line.startsWith("| `" + kind.label() + "` |"))
        .singleElement()
        .matches(row -> row.endsWith(enabled ? " yes |" : off));
  }

  @ParameterizedTest
  @EnumSource(LinkKeyKind.class)
  void isOfferedByTheHelpWhereItIsOff(LinkKeyKind kind) {
    StringWriter help = new StringWriter();
    Main.run(new PrintWriter(help, true), new PrintWriter(help, true), "analyze", "--help");
    boolean offered = help.toString().contains(word(kind) + " (");
    assertThat(offered).isEqualTo(!RingConfig.ofDefaults().enabled(kind));
  }

  /** What the command line calls it. */
  private static String word(LinkKeyKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
