package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import dev.ringwatch.log.LogRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever becomes of an input of text, it is read, row by row rejected, or refused in one
 * sentence: no other exception, and no event that breaks what events promise.
 */
class DecoderFuzzTest {

  /** More of them: {@code -Dringwatch.fuzz.times=1000}. */
  private static final int ROUNDS = 400 * Integer.getInteger("ringwatch.fuzz.times", 1);

  private static final String LINE =
      "{\"event_id\":\"e1\",\"account_id\":\"a\u00e9\ud83d\ude00\",\"action\":\"login\","
          + "\"timestamp\":\"2026-05-31T10:00:00.123Z\",\"ip\":\"2001:db8::1\",\"device_id\":\"d\","
          + "\"enforced\":true,\"outcome\":\"failure\",\"attributes\":{\"k\":\"v\",\"n\":1e3}}";

  /** What parsers stumble over, put in wherever chance has it. */
  private static final List<String> AWKWARD =
      List.of(
          "\0",
          "\"",
          "\\u0000",
          "\\ud800",
          "\uFEFF",
          "[[[[[[[[",
          "{\"a\":",
          "1e999999999",
          "-0",
          "9223372036854775808",
          "\r\n",
          "\u2028",
          ",,,,",
          "null",
          "\"\"",
          "+292278994-08-17T00:00:00Z",
          "0000-00-00T24:61:61+99:99",
          "%s%n${jndi:ldap://x}");

  static Stream<Arguments> inputs() {
    String csv =
        "event_id,account_id,action,timestamp,ip,device_id,session_id,target\n"
            + "e1,\"a,\"\"b\"\"\",login,1780221600000,10.0.0.1,d,s,t\n"
            + "e2,c,like,2026-05-31 10:00:01Z,::ffff:10.0.0.1,,,\"x\ny\"\n";
    return Stream.of(
            LINE + "\n" + LINE + "\n" + LINE.replace("e1", "e2"),
            "[" + LINE + "," + LINE + "]",
            LINE,
            csv,
            csv.replace(",", "\t"),
            csv.replace(",", ";"))
        .flatMap(text -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(seed, text)));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void readsRejectsOrRefuses(long seed, String text) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] valid = text.getBytes(StandardCharsets.UTF_8);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutated = mutated(valid, random);
      try {
        Decoded decoded = Decoded.of(mutated, Decoded.OPTIONS);
        decoded.events().forEach(DecoderFuzzTest::requireWhole);
        decoded
            .rejected()
            .forEach(one ->
                assertThat(one.reason())
                    .as("%s of seed %s", one, seed)
                    .isNotBlank()
                    .hasLineCount(1));
        read += decoded.events().size();
      } catch (UnreadableInputException e) {
        assertThat(e.getMessage()).as("seed %s, round %s", seed, round).hasLineCount(1);
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError(
            "seed "
                + seed
                + ", round "
                + round
                + ": "
                + new String(mutated, StandardCharsets.UTF_8),
            e);
      }
    }
    assertThat(read).as("seed %s", seed).isPositive();
  }

  /** One with an id of its own can be kept, or is refused by the log in a sentence. */
  private static void requireWhole(Event event) {
    assertThat(event.account().value()).isNotBlank();
    assertThat(event.action()).isNotBlank();
    LogRules.problem(event.withId("e")).ifPresent(why -> assertThat(why).isNotBlank());
  }

  private static byte[] mutated(byte[] valid, SplittableRandom random) {
    byte[] bytes = valid.clone();
    for (int left = random.nextInt(1, 4); left > 0; left--) {
      bytes = mutatedOnce(bytes, random);
    }
    return bytes;
  }

  private static byte[] mutatedOnce(byte[] bytes, SplittableRandom random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(5)) {
      case 0 -> {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 1 -> joined(bytes, at, new byte[0], Math.min(bytes.length, at + random.nextInt(1, 9)));
      case 2 -> joined(bytes, at, slice(bytes, random), at);
      case 3 -> {
        String put = AWKWARD.get(random.nextInt(AWKWARD.size()));
        yield joined(bytes, at, put.getBytes(StandardCharsets.UTF_8), at);
      }
      default -> joined(bytes, at, new byte[] {(byte) random.nextInt()}, at + 1);
    };
  }

  private static byte[] slice(byte[] bytes, SplittableRandom random) {
    int from = random.nextInt(bytes.length);
    return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 40));
  }

  /** The bytes up to a place, others, and the bytes from another place on. */
  private static byte[] joined(byte[] bytes, int to, byte[] between, int from) {
    byte[] all = new byte[to + between.length + bytes.length - from];
    System.arraycopy(bytes, 0, all, 0, to);
    System.arraycopy(between, 0, all, to, between.length);
    System.arraycopy(bytes, from, all, to + between.length, bytes.length - from);
    return all;
  }
}
