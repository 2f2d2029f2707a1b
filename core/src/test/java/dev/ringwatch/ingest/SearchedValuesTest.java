package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchedValuesTest {

  private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.1.2.3",
    "10.1.2.3:443, 10.1.2.3",
    "::ffff:10.1.2.3, 10.1.2.3",
    "2001:DB8:0::1, 2001:db8::1",
    "hashed/24, hashed/24",
  })
  void bringsAddressesIntoTheFormOfEvents(String said, String kept) {
    assertThat(SearchedValues.address(said)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.0/24", "2001:db8::/32", "0.0.0.0/0"})
  void knowsAPrefix(String said) {
    assertThat(SearchedValues.isPrefix(said)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.0", "token/24", "/24", "10.1.2.0/", "10.1.2.0/x", ""})
  void doesNotTakeATokenForAPrefix(String said) {
    assertThat(SearchedValues.isPrefix(said)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05+02:00, 2026-01-02T01:04:05Z",
    "1767322800000, 2026-01-02T03:00:00Z",
    "2026-01-02, 2026-01-02T00:00:00Z",
    "9999-12-31T23:59:59.9999999Z, 9999-12-31T23:59:59.999999Z",
  })
  void readsTimes(String said, Instant time) {
    assertThat(SearchedValues.time(said, NOW)).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    "yesterday, is not a time",
    "2026-01-02T03:04:05, has no time zone",
    "1767322800, looks like seconds",
    "300000000000000, outside the years 1 to 9999",
    "-999999999999999999, outside the years 1 to 9999",
  })
  void saysWhatIsWrongWithATime(String said, String why) {
    assertThatThrownBy(() -> SearchedValues.time(said, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void readsNoTimeIntoNothing() {
    assertThatThrownBy(() -> SearchedValues.time("", NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
