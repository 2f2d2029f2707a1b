package dev.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class AccountIdTest {

  @Test
  void equalsAnotherOfTheSameTextOnly() {
    AccountId sameText = new AccountId("Anna".toLowerCase(Locale.ROOT));
    assertThat(new AccountId("anna"))
        .isEqualTo(sameText)
        .hasSameHashCodeAs(sameText)
        .isNotEqualTo(new AccountId("Anna"))
        .isNotEqualTo("anna")
        .isNotEqualTo(null)
        .doesNotHaveSameHashCodeAs(new AccountId("berta"))
        .hasToString("anna");
  }

  /** By code units: U+FFFD comes after U+10000, whose first half is U+D800. */
  @Test
  void ordersByCodeUnits() {
    assertThat(new AccountId("\uFFFD")).isGreaterThan(new AccountId("\uD800\uDC00"));
    assertThat(new AccountId("Z")).isLessThan(new AccountId("a"));
    assertThat(new AccountId("a").compareTo(new AccountId("a"))).isZero();
  }

  @Test
  void refusesAnIdOfNothing() {
    assertThatThrownBy(() -> new AccountId("")).isInstanceOf(IllegalArgumentException.class);
  }
}
