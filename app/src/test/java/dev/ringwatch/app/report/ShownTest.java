package dev.ringwatch.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {

  @Test
  void leavesOrdinaryTextAlone() {
    assertThat(Shown.name("user-17 ÄÖ 漢字 😀")).isEqualTo("user-17 ÄÖ 漢字 😀");
  }

  @Test
  void cutsBetweenCharactersAndSaysSo() {
    assertThat(Shown.label("😀".repeat(13))).isEqualTo("😀".repeat(12) + "…");
    assertThat(Shown.label("😀".repeat(12))).isEqualTo("😀".repeat(12));
  }

  @Test
  void spellsOutControlsDirectionMarksAndBrokenPairs() {
    assertThat(Shown.name("a\0b\u202Ec\uD800d")).isEqualTo("a⟨U+0000⟩b⟨U+202E⟩c⟨U+D800⟩d");
    assertThat(Shown.name("like\tpost")).isEqualTo("like post");
  }
}
