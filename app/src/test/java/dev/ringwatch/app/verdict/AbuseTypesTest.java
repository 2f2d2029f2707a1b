package dev.ringwatch.app.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbuseTypesTest {

  @Test
  void readsWhatItWrites() {
    AbuseTypes types = AbuseTypes.of(" spam, fake_account ,x-1");
    assertThat(types.words()).containsExactly("spam", "fake_account", "x-1");
    assertThat(AbuseTypes.of(types.toString())).isEqualTo(types);
    assertThat(AbuseTypes.ofDefaults().words()).contains("other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "spam,", "Spam", "two words", "spam,spam", "_x"})
  void refusesWhatIsNoListOfWords(String text) {
    assertThatThrownBy(() -> AbuseTypes.of(text)).hasMessageContaining("none twice");
  }
}
