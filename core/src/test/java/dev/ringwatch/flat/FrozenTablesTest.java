package dev.ringwatch.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is frozen stays as it was, whatever becomes of the table; and it comes back the same. */
class FrozenTablesTest {

  private static byte[] write(Frozen frozen) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BlockWriter writer = new BlockWriter(out);
    frozen.writeTo(writer);
    writer.finish();
    return out.toByteArray();
  }

  private static BlockReader reader(byte[] bytes) {
    return new BlockReader(new ByteArrayInputStream(bytes));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void rowsStayAsTheyWereFrozen(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    IntRows rows = new IntRows(3);
    int mostRows = seed % 2 == 0 ? 30 : 20_000;
    for (int round = 0; round < 8; round++) {
      change(rows, random, mostRows);
      byte[] now = write(rows.freeze());
      Frozen beside = rows.freeze();
      change(rows, random, mostRows);
      Frozen second = rows.freeze();
      byte[] then = write(second);
      if (random.nextInt(3) == 0) {
        rows.clear();
      }
      change(rows, random, mostRows);
      assertThat(write(beside)).as("round %s", round).isEqualTo(now);
      assertThat(then).isNotEqualTo(now);
      rows.thaw();
      IntRows read = IntRows.read(reader(write(rows.freeze())), 3);
      long changes = random.nextLong();
      change(read, new SplittableRandom(changes), mostRows);
      change(rows, new SplittableRandom(changes), mostRows);
      assertThat(write(read.freeze())).as("goes on alike").isEqualTo(write(rows.freeze()));
      rows = read;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void rowsAndTheirCopyGoDifferentWays(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int mostRows = seed % 2 == 0 ? 30 : 20_000;
    IntRows rows = new IntRows(3);
    IntRows alone = new IntRows(3);
    long changes = random.nextLong();
    if (seed > 2) {
      change(rows, new SplittableRandom(changes), mostRows);
      change(alone, new SplittableRandom(changes), mostRows);
    }
    IntRows copy = rows.copy();
    IntRows second = copy.copy();
    change(rows, random, mostRows);
    assertThat(write(copy.freeze())).isEqualTo(write(alone.freeze()));
    byte[] then = write(rows.freeze());
    long others = random.nextLong();
    change(copy, new SplittableRandom(others), mostRows);
    assertThat(write(rows.freeze())).isEqualTo(then);
    assertThat(write(second.freeze())).isEqualTo(write(alone.freeze()));
    change(alone, new SplittableRandom(others), mostRows);
    assertThat(write(copy.freeze())).isEqualTo(write(alone.freeze()));
  }

  private static void change(IntRows rows, SplittableRandom random, int mostRows) {
    for (int i = random.nextInt(mostRows) + 1; i > 0; i--) {
      if (rows.size() == 0 || random.nextInt(3) == 0) {
        int row = rows.add();
        rows.set(row, 1, random.nextInt());
        rows.set(row, 2, 1);
      } else {
        int row = random.nextInt(rows.size());
        if (rows.get(row, 2) == 1 && random.nextInt(5) == 0) {
          rows.set(row, 2, 0);
          rows.remove(row);
        } else {
          rows.set(row, 1, random.nextInt());
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void textsKeepTheirAddresses(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Texts texts = new Texts();
    List<String> added = new ArrayList<>();
    List<Integer> addresses = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      for (int i = random.nextInt(4_000); i > 0; i--) {
        String text = "text " + "é名x".charAt(random.nextInt(3)) + random.nextLong();
        text = random.nextInt(1_000) == 0 ? text.repeat(4_000) : text;
        added.add(text);
        addresses.add(texts.add(text));
      }
      byte[] now = write(texts.freeze());
      Frozen beside = texts.freeze();
      int after = texts.add("after");
      assertThat(write(beside)).isEqualTo(now);
      texts = Texts.read(reader(now));
      assertThat(texts.add("after")).as("the next address").isEqualTo(after);
      added.add("after");
      addresses.add(after);
      for (int i = 0; i < added.size(); i++) {
        assertThat(texts.get(addresses.get(i))).isEqualTo(added.get(i));
      }
    }
  }

  @ParameterizedTest(name = "texts before: {0}")
  @ValueSource(ints = {0, 1, 500, 20_000})
  void aCopyOfTextsDoesNotSeeWhatComesAndGoes(int before) {
    Texts texts = new Texts();
    List<Integer> addresses = new ArrayList<>();
    for (int i = 0; i < before; i++) {
      addresses.add(texts.add("text " + i));
    }
    Texts copy = texts.copy();
    addresses.forEach(texts::release);
    for (int i = 0; i < before; i++) {
      texts.add("another " + i);
    }
    for (int i = 0; i < before; i++) {
      assertThat(copy.get(addresses.get(i))).isEqualTo("text " + i);
    }
  }

  /** As many come as go: whoever moves texts out of sparse chunks keeps what they take small. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void releasedTextsGiveTheirChunksBack(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Texts texts = new Texts();
    List<String> values = new ArrayList<>();
    List<Integer> addresses = new ArrayList<>();
    for (int round = 0; round < 60; round++) {
      for (int i = 0; i < 3_000; i++) {
        String text =
            random.nextInt(500) == 0 ? "long".repeat(20_000) : "text " + random.nextLong();
        values.add(text);
        addresses.add(texts.add(text));
      }
      for (int i = values.size() - 1; i >= 0; i--) {
        int last = values.size() - 1;
        if (values.size() > 5_000 && random.nextInt(2) == 0) {
          texts.release(addresses.get(i));
          values.set(i, values.get(last));
          addresses.set(i, addresses.get(last));
          values.removeLast();
          addresses.removeLast();
        }
      }
      long used = 0;
      for (int i = 0; i < values.size(); i++) {
        if (texts.isSparse(addresses.get(i))) {
          int moved = texts.add(values.get(i));
          texts.release(addresses.get(i));
          addresses.set(i, moved);
        }
        used += values.get(i).length() + Integer.BYTES;
        assertThat(texts.get(addresses.get(i))).isEqualTo(values.get(i));
      }
      assertThat(texts.bytes()).isLessThan(3 * used + 200_000);
      byte[] now = write(texts.freeze());
      texts = Texts.read(reader(now));
      texts.claimNone();
      addresses.forEach(texts::claim);
      assertThat(write(texts.freeze())).isEqualTo(now);
    }
  }
}
