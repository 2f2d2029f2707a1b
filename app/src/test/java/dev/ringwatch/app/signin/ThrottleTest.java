package dev.ringwatch.app.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Throttle throttle = Throttle.ofPasswords(nanos::get);

  private boolean tries(String login, String address) {
    return throttle.begin(throttle.attempt(login, address));
  }

  private void succeeds(String login, String address) {
    Throttle.Attempt attempt = throttle.attempt(login, address);
    assertThat(throttle.begin(attempt)).isTrue();
    throttle.succeeded(attempt, login, address);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void letsTenFailForAnAccountAndThenOneInHalfAMinute() {
    for (int i = 0; i < 10; i++) {
      assertThat(tries("ada", "10.0.0." + i)).isTrue();
    }
    assertThat(tries("ADA", "10.0.0.99")).isFalse();
    assertThat(tries("bob", "10.0.0.99")).as("another account").isTrue();
    pass(Duration.ofSeconds(30));
    assertThat(tries("ada", "10.0.0.99")).isTrue();
    assertThat(tries("ada", "10.0.0.99")).isFalse();
    pass(Duration.ofMinutes(5));
    for (int i = 0; i < 10; i++) {
      assertThat(tries("ada", "10.0.1." + i)).isTrue();
    }
  }

  @Test
  void letsSixtyFailFromAnAddressAndThenOneInTenSeconds() {
    for (int i = 0; i < 60; i++) {
      assertThat(tries("guess" + i, "10.0.0.1")).isTrue();
    }
    assertThat(tries("another", "10.0.0.1")).isFalse();
    assertThat(tries("another", "10.0.0.2")).isTrue();
    pass(Duration.ofSeconds(10));
    assertThat(tries("another", "10.0.0.1")).isTrue();
  }

  @Test
  void countsNothingThatSucceeds() {
    for (int i = 0; i < 200; i++) {
      succeeds("ada", "10.0.0.1");
    }
    assertThat(tries("ada", "10.0.0.1")).isTrue();
  }

  @Test
  void leavesWhoIsKnownFromAnAddressAloneWhileOthersGuess() {
    succeeds("ada", "10.0.0.1");
    int guesses = 0;
    for (int second = 0; second < 3_000; second++) {
      guesses += tries("ada", "10.1.0." + second % 250) ? 1 : 0;
      pass(Duration.ofSeconds(1));
    }
    assertThat(guesses).isBetween(100, 111);
    succeeds("Ada", "10.0.0.1");
  }

  @Test
  void takesTheAddressesOfOneNetworkOfVersionSixForOne() {
    for (int i = 0; i < 60; i++) {
      assertThat(tries("guess" + i, "2001:db8:0:1::" + i)).isTrue();
    }
    assertThat(tries("another", "2001:db8:0:1:ffff::1")).isFalse();
    assertThat(tries("another", "2001:db8:0:2::1")).isTrue();
  }

  @Test
  void remembersABoundedNumberOfKeys() {
    Allowance allowance = new Allowance(2, Duration.ofMinutes(1), nanos::get);
    for (int i = 0; i < 60_000; i++) {
      assertThat(allowance.take("key" + i)).isTrue();
    }
    assertThat(allowance.size()).isEqualTo(50_000);
  }
}
