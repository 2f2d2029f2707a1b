package dev.ringwatch.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

  @ParameterizedTest
  @CsvSource({
    "Linux,    amd64,   false, linux-x86_64",
    "Linux,    amd64,   true,  linux-x86_64-alpine_linux",
    "Linux,    aarch64, false, linux-arm_64",
    "Mac OS X, aarch64, false, darwin-arm_64",
    "Mac OS X, x86_64,  false, darwin-x86_64"
  })
  void isNamedAsTheArchivesAre(String os, String machine, boolean alpine, String expected) {
    assertThat(Platform.name(os, machine, alpine)).isEqualTo(expected);
  }
}
