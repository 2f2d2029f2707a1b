package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b",
        "fraud.team+alerts@mail.example.org",
        "o'brien@x-1.example",
        "ops@localhost"
      })
  void takesPlainAddresses(String text) {
    assertThat(MailAddress.isOne(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@b",
        "a@",
        "a",
        "a b@c",
        "a@b,c@d",
        "a@b\r\nRCPT TO:<x@y>",
        "a@b\n",
        "<a@b>",
        "\"a\"@b",
        "a..b@c",
        "a@-b",
        "a@b..c",
        "ä@b",
        "a@b>"
      })
  void refusesWhatCouldBeMoreThanAnAddress(String text) {
    assertThat(MailAddress.isOne(text)).isFalse();
    assertThat(MailAddress.isOne("x".repeat(65) + "@b")).isFalse();
    assertThat(MailAddress.isOne("x@" + "y".repeat(300))).isFalse();
  }
}
