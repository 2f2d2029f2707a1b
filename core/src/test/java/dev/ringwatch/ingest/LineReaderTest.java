package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

  @Test
  void endsLinesAtLineFeedsWithOrWithoutCarriageReturns() throws IOException {
    assertThat(lines("a\nb\r\n\nc")).containsExactly("1:a", "2:b", "3:", "4:c");
  }

  @Test
  void findsTheFirstLineFeedWhereverItLies() {
    for (int length = 0; length < 40; length++) {
      for (int feed = 0; feed < length; feed++) {
        byte[] bytes = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
        bytes[feed] = '\n';
        bytes[length - 1] = '\n';
        assertThat(LineReader.indexOfLineFeed(bytes, 0, length)).isEqualTo(feed);
        assertThat(LineReader.indexOfLineFeed(bytes, 0, feed)).isEqualTo(-1);
      }
    }
  }

  @Test
  void keepsOnlyTheBeginningOfAnOverlongLine() throws IOException {
    LineReader reader = reader("a\n" + "b".repeat(500_000) + "\nc\n", 2_000);
    reader.next();
    assertThat(reader.next()).isTrue();
    assertThat(reader.isTooLong()).isTrue();
    assertThat(reader.text()).startsWith("bbb");
    assertThat(reader.next()).isTrue();
    assertThat(reader.line()).isEqualTo(3);
    assertThat(reader.text()).isEqualTo("c");
    assertThat(reader.next()).isFalse();
  }

  @Test
  void acceptsALineOfExactlyTheLongestLength() throws IOException {
    LineReader reader = reader("b".repeat(2_000) + "\n" + "b".repeat(2_002) + "\n", 2_000);
    reader.next();
    assertThat(reader.isTooLong()).isFalse();
    reader.next();
    assertThat(reader.isTooLong()).isTrue();
  }

  @Test
  void goesOnWithTheSecondLineAfterCuttingBack() throws IOException {
    LineReader reader = reader("a\nb\nc\nd", 100);
    reader.next();
    assertThat(reader.extend()).isTrue();
    assertThat(reader.extend()).isTrue();
    assertThat(reader.text()).isEqualTo("a\nb\nc");
    reader.cutBack();
    assertThat(reader.text()).isEqualTo("a");
    reader.next();
    assertThat(reader.line()).isEqualTo(2);
    assertThat(reader.text()).isEqualTo("b");
  }

  @Test
  void countsAllLinesOfARecord() throws IOException {
    LineReader reader = reader("a\nb\nc\nd", 100);
    reader.next();
    reader.extend();
    reader.next();
    assertThat(reader.line()).isEqualTo(3);
    assertThat(reader.extend()).isTrue();
    assertThat(reader.isComplete()).isFalse();
    assertThat(reader.extend()).isFalse();
    assertThat(reader.text()).isEqualTo("c\nd");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void readsTheSameLinesHoweverTheBytesArrive(long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int line = 1; line <= 2_000; line++) {
      String content = "x".repeat(random.nextInt(random.nextInt(50) == 0 ? 9_000 : 90)) + line;
      expected.add(line + ":" + content);
      text.append(content).append('\n');
    }
    assertThat(lines(new Dribble(text.toString(), random))).as("seed %s", seed).isEqualTo(expected);
  }

  private static LineReader reader(String text, int maxBytes) {
    return new LineReader(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxBytes);
  }

  private static List<String> lines(String text) throws IOException {
    return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> lines(InputStream in) throws IOException {
    LineReader reader = new LineReader(in, 10_000);
    List<String> lines = new ArrayList<>();
    while (reader.next()) {
      lines.add(reader.line() + ":" + TextPool.text(reader.bytes(), reader.from(), reader.to()));
    }
    return lines;
  }

  /** Gives a few bytes at a time, never none. */
  private static final class Dribble extends ByteArrayInputStream {

    private final Random random;

    Dribble(String text, Random random) {
      super(text.getBytes(StandardCharsets.UTF_8));
      this.random = random;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(length, 1 + random.nextInt(300)));
    }
  }
}
