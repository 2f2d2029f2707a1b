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
}
