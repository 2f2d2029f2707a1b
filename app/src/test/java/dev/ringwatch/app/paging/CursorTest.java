package dev.ringwatch.app.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Event;
import dev.ringwatch.kit.log.AwkwardEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  private static final String REFUSAL = "the cursor is none of this list";

  private static String encoded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void readsWhatItWrote(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (Event event : new AwkwardEvents(seed).next(200)) {
      long number = random.nextLong();
      double score = 100 * random.nextDouble();
      String text = event.account().value();
      String cursor =
          Cursor.to("list")
              .score(score)
              .text(text)
              .time(event.timestamp())
              .number(number)
              .text(event.id())
              .done();

      assertThat(cursor).matches("[A-Za-z0-9_-]+");
      Cursor.Reader reader = Cursor.from("list", cursor);
      assertThat(reader.score()).isEqualTo(score);
      assertThat(reader.text()).isEqualTo(text);
      assertThat(reader.time()).isEqualTo(event.timestamp());
      assertThat(reader.number()).isEqualTo(number);
      assertThat(reader.text()).isEqualTo(event.id());
      reader.end();
    }
  }

  @Test
  void keepsItsForm() {
    Instant time = Instant.parse("2026-01-05T12:00:00.000001Z");
    assertThat(Cursor.to("events").time(time).number(-42).text("a,b").score(0.5).done())
        .isEqualTo(encoded("1events,t1767614400000001,n-42,s3:a,b,d3fe0000000000000,"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1events",
        "2events,t1,n1,",
        "1accounts,t1,n1,",
        "1events,t1,n1",
        "1events,t,n1,",
        "1events,n1,t1,",
        "1events,t1,nx,",
        "1events,t99999999999999999999,n1,",
        "1events,t9223372036854775807,n1,",
        "1events,t-9223372036854775808,n1,",
        "1events,t1,n1,n2,",
      })
  void refusesWhatItDidNotWrite(String text) {
    assertThatThrownBy(() -> read(encoded(text)))
        .isInstanceOf(UnusableRequestException.class)
        .hasMessageContaining(REFUSAL);
  }

  private static void read(String cursor) {
    Cursor.Reader reader = Cursor.from("events", cursor);
    reader.time();
    reader.number();
    reader.end();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s1:", "s2:a,", "s-1:a,", "s:a,", "sa,", "s1:ab", "s9999999:a,", "n1,"})
  void refusesATextThatIsCutOff(String text) {
    Cursor.Reader reader = Cursor.from("l", encoded("1l," + text));
    assertThatThrownBy(reader::text).hasMessageContaining(REFUSAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"d,", "dx,", "d7ff8000000000000,", "d3fe0000000000000"})
  void refusesAScoreThatIsNone(String text) {
    Cursor.Reader reader = Cursor.from("l", encoded("1l," + text));
    assertThatThrownBy(reader::score).hasMessageContaining(REFUSAL);
  }

  @Test
  void refusesWhatIsNoBase64AndWhatIsNoText() {
    byte[] halfACharacter = {'1', 'l', ',', (byte) 0xC3};
    for (String cursor :
        List.of("?", "a b", "MWU=x", "é", Base64.getUrlEncoder().encodeToString(halfACharacter))) {
      assertThatThrownBy(() -> Cursor.from("l", cursor)).hasMessageContaining(REFUSAL);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5})
  void neverFailsOtherwiseOnAChangedCursor(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] good =
        Cursor.to("events").time(Instant.EPOCH).number(7).done().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2_000; i++) {
      byte[] changed = good.clone();
      changed[random.nextInt(changed.length)] = (byte) (32 + random.nextInt(95));
      String cursor = new String(changed, StandardCharsets.UTF_8);
      try {
        read(cursor);
      } catch (UnusableRequestException e) {
        assertThat(e).hasMessageContaining(REFUSAL);
      }
    }
  }
}
