package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  private final Timestamps timestamps = new Timestamps(Decoded.NOW, Duration.ofMinutes(5));

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
    "2026-01-02t03:04:05z, 2026-01-02T03:04:05Z",
    "2026-01-02 03:04:05Z, 2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05.1Z, 2026-01-02T03:04:05.1Z",
    "2026-01-02T03:04:05.123456789Z, 2026-01-02T03:04:05.123456Z",
    "'2026-01-02T03:04:05,5Z', 2026-01-02T03:04:05.5Z",
    "2026-01-02T03:04:05+02:00, 2026-01-02T01:04:05Z",
    "2026-01-02T03:04:05.250-0330, 2026-01-02T06:34:05.250Z",
    "2026-01-02 03:04:05+00, 2026-01-02T03:04:05Z",
    "2026-01-02 03:04:05 UTC, 2026-01-02T03:04:05Z",
    "2026-01-02T03:04Z, 2026-01-02T03:04:00Z",
    "2026-01-02T03:04:05+01:00[Europe/Berlin], 2026-01-02T02:04:05Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    "1767323045000, 2026-01-02T03:04:05Z",
    "1767323045123, 2026-01-02T03:04:05.123Z",
    "631152000000, 1990-01-01T00:00:00Z",
  })
  void readsIsoWithAZoneAndEpochMillis(String text, Instant expected) {
    assertThat(read(text)).as(timestamps.problem()).isTrue();
    assertThat(timestamps.instant()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05, has no time zone",
    "2026-01-02 03:04:05.123, has no time zone",
    "2026-01-02T03:04, has no time zone",
    "2026-01-02, has no time zone",
    "2026-02-30T03:04:05Z, is not a time",
    "2026-02-29T03:04:05Z, is not a time",
    "2026-13-01T03:04:05Z, is not a time",
    "2026-01-02T24:04:05Z, is not a time",
    "2026-01-02T03:60:05Z, is not a time",
    "2026-01-02T03:04:05.1234567890Z, is not a time",
    "2026-01-02T03:04:05+2:00, is not a time",
    "2026-01-02T03:04:05+99:00, is not a time",
    "2026-01-02T03:04:05Zulu, is not a time",
    "2026/01/02 03:04:05Z, is not a time",
    "yesterday, is not a time",
    "12.5, is not a time",
    "1767323045, looks like seconds; give milliseconds",
    "1767323045000000, looks like microseconds",
    "1767323045000000000, is not a time",
    "0, lies before 1990",
    "-5, lies before 1990",
    "1989-12-31T23:59:59Z, lies before 1990",
    "2026-06-01T12:05:01Z, lies 5 minutes in the future",
    "2026-06-01T15:30:00Z, lies 3 hours in the future",
    "2027-06-01T12:00:00Z, lies 365 days in the future",
  })
  void saysWhatIsWrongWithATimestamp(String text, String problem) {
    assertThat(read(text)).isFalse();
    assertThat(timestamps.problem()).startsWith("\"" + text + "\"").contains(problem);
  }

  @Test
  void acceptsWhatLiesAheadByLessThanAllowed() {
    assertThat(read("2026-06-01T12:05:00Z")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithJavaTimeOnRandomInstants(long seed) {
    Random random = new Random(seed);
    long first = Instant.parse("1990-01-01T00:00:00Z").getEpochSecond();
    long last = Decoded.NOW.getEpochSecond();
    for (int round = 0; round < 20_000; round++) {
      int nanos = random.nextBoolean() ? 0 : random.nextInt(1_000_000_000);
      Instant instant = Instant.ofEpochSecond(random.nextLong(first, last), nanos);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1_080, 1_081));
      String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(offset));
      assertThat(read(text)).as("seed %s: %s %s", seed, text, timestamps.problem()).isTrue();
      assertThat(timestamps.instant())
          .as("seed %s: %s", seed, text)
          .isEqualTo(instant.truncatedTo(ChronoUnit.MICROS));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverThrowsWhateverItReads(long seed) {
    Random random = new Random(seed);
    String alphabet = "0123456789-:.,TtZz +[]é";
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text =
          new StringBuilder(random.nextBoolean() ? "2026-01-02T03:04:05.123Z" : "");
      for (int change = random.nextInt(6); change > 0; change--) {
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        int at = random.nextInt(text.length() + 1);
        text.insert(at, c);
        if (random.nextBoolean()) {
          text.deleteCharAt(random.nextInt(text.length()));
        }
      }
      if (!read(text.toString())) {
        assertThat(timestamps.problem()).as("seed %s", seed).isNotEmpty();
      }
    }
  }

  private boolean read(String text) {
    byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.UTF_8);
    return timestamps.read(bytes, 2, bytes.length - 2);
  }
}
