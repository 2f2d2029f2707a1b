package dev.ringwatch.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlocksTest {

  private static final String[] TEXTS = {"", "anna", "Bär", "名前", "half \uD800 of a pair", "\0"};

  /** Everything there is to write, in an order that a seed says, over many blocks. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void readsWhatWasWritten(long seed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BlockWriter writer = new BlockWriter(out);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2_000; i++) {
      write(writer, random);
    }
    writer.finish();
    assertThat(writer.written()).isEqualTo(out.size()).isGreaterThan(3 * BlockWriter.MAX_CONTENT);
    BlockReader reader = new BlockReader(new ByteArrayInputStream(out.toByteArray()));
    SplittableRandom again = new SplittableRandom(seed);
    for (int i = 0; i < 2_000; i++) {
      check(reader, again);
    }
    reader.finish();
  }

  private static void write(BlockWriter out, SplittableRandom random) throws IOException {
    switch (random.nextInt(6)) {
      case 0 -> out.putInt(random.nextInt());
      case 1 -> out.putDouble(Double.longBitsToDouble(random.nextLong()));
      case 2 -> {
        int[] ints = ints(random);
        out.putInts(ints, 1, ints.length - 1);
      }
      case 3 -> {
        long[] longs = longs(random);
        out.putLongs(longs, longs.length);
      }
      case 4 -> out.putText(TEXTS[random.nextInt(TEXTS.length)].repeat(random.nextInt(90)));
      default -> {
        byte[] bytes = new byte[random.nextInt(3_000)];
        random.nextBytes(bytes);
        out.putBytes(bytes, bytes.length);
      }
    }
  }

  private static void check(BlockReader in, SplittableRandom random) throws IOException {
    switch (random.nextInt(6)) {
      case 0 -> assertThat(in.readInt()).isEqualTo(random.nextInt());
      case 1 ->
          assertThat(Double.doubleToRawLongBits(in.readDouble())).isEqualTo(random.nextLong());
      case 2 -> {
        int[] ints = ints(random);
        assertThat(in.readInts(ints.length - 1))
            .isEqualTo(Arrays.copyOfRange(ints, 1, ints.length));
      }
      case 3 -> {
        long[] longs = longs(random);
        long[] read = new long[longs.length];
        in.readLongs(read, read.length);
        assertThat(read).isEqualTo(longs);
      }
      case 4 ->
          assertThat(in.readText())
              .isEqualTo(TEXTS[random.nextInt(TEXTS.length)].repeat(random.nextInt(90)));
      default -> {
        byte[] bytes = new byte[random.nextInt(3_000)];
        random.nextBytes(bytes);
        assertThat(in.readBytes(bytes.length)).isEqualTo(bytes);
      }
    }
  }

  private static int[] ints(SplittableRandom random) {
    int count = random.nextInt(50) == 0 ? 150_000 : 1 + random.nextInt(60);
    return random.ints(count).toArray();
  }

  private static long[] longs(SplittableRandom random) {
    return random.longs(random.nextInt(60)).toArray();
  }

  /** No single damaged bit and no missing end may go unseen. */
  @Test
  void refusesEveryFlippedBitAndEveryCut() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BlockWriter writer = new BlockWriter(out);
    writer.putText("some text");
    writer.putLong(42);
    writer.finish();
    byte[] whole = out.toByteArray();
    read(whole);
    for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThatThrownBy(() -> read(damaged))
          .as("bit %s", bit)
          .isInstanceOf(UnusableStateException.class);
    }
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut))
          .as("length %s", length)
          .isInstanceOf(UnusableStateException.class);
    }
  }

  private static void read(byte[] bytes) throws IOException {
    BlockReader reader = new BlockReader(new ByteArrayInputStream(bytes));
    reader.readText();
    reader.readLong();
    reader.finish();
  }

  /** A length that somebody made up, under a right checksum, costs no memory before it ends. */
  @Test
  void makesNoRoomForWhatIsOnlyAnnounced() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BlockWriter writer = new BlockWriter(out);
    writer.putInt(Integer.MAX_VALUE);
    writer.putLong(1);
    writer.finish();
    byte[] bytes = out.toByteArray();
    assertThatThrownBy(() -> new BlockReader(new ByteArrayInputStream(bytes)).readText())
        .isInstanceOf(UnusableStateException.class);
    assertThatThrownBy(() -> IntRows.read(new BlockReader(new ByteArrayInputStream(bytes)), 4))
        .isInstanceOf(UnusableStateException.class);
    assertThatThrownBy(() -> Texts.read(new BlockReader(new ByteArrayInputStream(bytes))))
        .isInstanceOf(UnusableStateException.class);
  }
}
