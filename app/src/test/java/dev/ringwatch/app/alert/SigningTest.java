package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningTest {

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant TIME = Instant.ofEpochSecond(1_614_265_330);

  @Test
  void signsAsTheReferenceImplementationsDo() {
    assertThat(
            Signing.signature(
                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                ID,
                TIME,
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void signsWithEverySecretThatHolds() {
    SecureRandom random = new SecureRandom();
    String first = Signing.draw(random);
    String second = Signing.draw(random);
    assertThat(first).matches("whsec_[A-Za-z0-9+/]{43}=").isNotEqualTo(second);
    assertThat(Signing.signature(List.of(first, second), ID, TIME, "{}"))
        .isEqualTo(
            Signing.signature(List.of(first), ID, TIME, "{}")
                + " "
                + Signing.signature(List.of(second), ID, TIME, "{}"));
  }
}
