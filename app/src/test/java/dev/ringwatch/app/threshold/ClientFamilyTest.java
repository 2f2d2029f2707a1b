package dev.ringwatch.app.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientFamilyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/126.0 | Android",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) | iOS",
        "Shop/4.1 CFNetwork/1490 Darwin/23.2 | iOS",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) | Windows",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) | macOS",
        "Mozilla/5.0 (X11; Linux x86_64) | Linux",
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) | ChromeOS",
        "Microsoft Office/16.0 | Microsoft",
        "python-requests/2.32 | python-requests",
        "curl | curl",
      })
  void isTheSystemOrTheNameThatItBeginsWith(String userAgent, String family) {
    assertThat(ClientFamily.of(userAgent)).isEqualTo(family);
  }

  @Test
  void saysSomethingShortOfWhateverComes() {
    assertThat(ClientFamily.of(" ")).isEqualTo("other");
    assertThat(ClientFamily.of("/")).isEqualTo("other");
    assertThat(ClientFamily.of("x".repeat(1000))).hasSize(40);
  }
}
