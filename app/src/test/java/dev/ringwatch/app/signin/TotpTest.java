package dev.ringwatch.app.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /** RFC 6238, appendix B, the last six of its eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59,287082",
    "1111111109,081804",
    "1111111111,050471",
    "1234567890,005924",
    "2000000000,279037",
    "20000000000,353130"
  })
  void makesTheCodesOfTheStandard(long second, String code) {
    Instant time = Instant.ofEpochSecond(second);
    assertThat(Totp.code(SECRET, Totp.step(time))).isEqualTo(code);
    assertThat(Totp.stepOf(SECRET, code, time)).hasValue(Totp.step(time));
  }

  @Test
  void takesTheStepBeforeAndTheOneAfterAndNoOther() {
    Instant now = Instant.ofEpochSecond(1_111_111_111);
    long step = Totp.step(now);
    for (long drift = -3; drift <= 3; drift++) {
      String code = Totp.code(SECRET, step + drift);
      if (Math.abs(drift) <= 1) {
        assertThat(Totp.stepOf(SECRET, code, now)).hasValue(step + drift);
      } else {
        assertThat(Totp.stepOf(SECRET, code, now)).isEmpty();
      }
    }
  }

  @Test
  void takesACodeWithASpaceAndNothingElse() {
    Instant time = Instant.ofEpochSecond(59);
    assertThat(Totp.stepOf(SECRET, "287 082", time)).isPresent();
    for (String wrong : new String[] {"", "287", "2870820", "94287082", "abcdef"}) {
      assertThat(Totp.stepOf(SECRET, wrong, time)).isEmpty();
    }
  }

  /** RFC 4648, section 10. */
  @ParameterizedTest
  @CsvSource({
    "f,MY",
    "fo,MZXQ",
    "foo,MZXW6",
    "foob,MZXW6YQ",
    "fooba,MZXW6YTB",
    "foobar,MZXW6YTBOI"
  })
  void writesASecretInBase32(String text, String written) {
    assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(written);
  }
}
