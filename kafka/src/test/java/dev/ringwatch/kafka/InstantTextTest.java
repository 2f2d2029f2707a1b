package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The general parser is the reference. */
class InstantTextTest {

  private static final String CHARACTERS = "0123456789-:.TZtz+ ,٣";

  private interface Reader {
    Instant read(String text);
  }

  private static Optional<Instant> read(Reader reader, String text) {
    try {
      return Optional.of(reader.read(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static void assertReadAlike(String text) {
    assertThat(read(InstantText::read, text)).as(text).isEqualTo(read(Instant::parse, text));
  }

  @Test
  void readsWhatIsWrittenOfAnyPoint() {
    SplittableRandom random = new SplittableRandom(1);
    int[] units = {1_000_000_000, 1_000_000, 1_000, 1};
    for (int i = 0; i < 100_000; i++) {
      int unit = units[random.nextInt(units.length)];
      int nanos = random.nextInt(1_000_000_000) / unit * unit;
      long seconds = random.nextLong(-62_167_219_200L, 253_402_300_800L);
      Instant instant = Instant.ofEpochSecond(seconds, nanos);
      assertThat(InstantText.read(instant.toString())).isEqualTo(instant);
    }
  }

  @Test
  void readsAndRefusesWhateverTheGeneralParserDoes() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 200_000; i++) {
      long seconds = random.nextLong(0, 4_102_444_800L);
      Instant instant = Instant.ofEpochSecond(seconds, random.nextInt(1_000_000) * 1_000L);
      StringBuilder text = new StringBuilder(instant.toString());
      for (int change = random.nextInt(3); change >= 0; change--) {
        int at = random.nextInt(text.length());
        char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, other);
          case 1 -> text.insert(at, other);
          default -> text.deleteCharAt(at);
        }
      }
      assertReadAlike(text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-01-05T10:30:00Z",
        "2026-01-05T10:30:00.Z",
        "2026-01-05T10:30:00.1Z",
        "2026-01-05T10:30:00.123456789Z",
        "2026-01-05T10:30:00.1234567890Z",
        "2026-01-05T24:00:00Z",
        "2026-01-05T23:59:60Z",
        "2026-02-29T10:30:00Z",
        "2024-02-29T10:30:00Z",
        "2026-00-05T10:30:00Z",
        "2026-01-05t10:30:00z",
        "2026-01-05T10:30:00+01:00",
        "+12026-01-05T10:30:00Z",
        "-0001-01-05T10:30:00Z",
      })
  void readsShapesLikeTheGeneralParser(String text) {
    assertReadAlike(text);
  }
}
