package dev.ringwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pane's every field, by reflection, so that one cannot be forgotten on any of its ways. */
class DayPaneTest {

  private static final int SKETCH_SIZE = 16;
  private static final long DAY = 20_000;

  private final DayPane pane = new DayPane(DAY, SKETCH_SIZE);

  @BeforeEach
  void fillEveryField() throws IllegalAccessException {
    int value = 100;
    for (Field field : fields()) {
      value++;
      if (field.getType() == int.class) {
        field.setInt(pane, value);
      } else if (field.getType() == double.class) {
        field.setDouble(pane, value + 0.5);
      } else if (field.getType() == ValueCounts.class) {
        ValueCounts counts = new ValueCounts(SKETCH_SIZE);
        counts.add(value, 3);
        set(field, counts);
      } else if (field.getType() == DistinctCount.class) {
        DistinctCount count = new DistinctCount(SKETCH_SIZE);
        count.add(value);
        set(field, count);
      } else if (field.getType() == WindowSums.class) {
        pane.windows.add(value, 4, new RecentMinutes());
      } else if (!field.getName().equals("day")) {
        throw new AssertionError("say here how a pane's " + field + " is filled");
      }
    }
  }

  private void set(Field field, Object value) throws IllegalAccessException {
    if (field.getName().equals("actions")) {
      pane.actions.addAll((ValueCounts) value);
    } else {
      field.set(pane, value);
    }
  }

  private static List<Field> fields() {
    return Arrays.stream(DayPane.class.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .toList();
  }

  /** A pane's fields by name, the sketches as they are written. */
  private static SortedMap<String, String> contents(DayPane pane)
      throws IllegalAccessException, IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    for (Field field : fields()) {
      Object value = field.get(pane);
      contents.put(
          field.getName(),
          switch (value) {
            case null -> "absent";
            case ValueCounts counts -> hex(counts::writeTo);
            case DistinctCount count -> hex(count::writeTo);
            case WindowSums sums -> hex(sums::writeTo);
            default -> value.toString();
          });
    }
    return contents;
  }

  @FunctionalInterface
  private interface Part {
    void writeTo(BlockWriter out) throws IOException;
  }

  private static byte[] bytes(Part part) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BlockWriter out = new BlockWriter(bytes);
    part.writeTo(out);
    out.finish();
    return bytes.toByteArray();
  }

  private static String hex(Part part) throws IOException {
    return HexFormat.of().formatHex(bytes(part));
  }

  @Test
  void isFilledInEveryField() throws IllegalAccessException, IOException {
    SortedMap<String, String> empty = contents(new DayPane(DAY + 1, SKETCH_SIZE));
    contents(pane)
        .forEach((name, value) -> assertThat(value).as(name).isNotEqualTo(empty.get(name)));
  }

  @Test
  void copiesEveryField() throws IllegalAccessException, IOException {
    DayPane copy = new DayPane(pane);
    assertThat(contents(copy)).isEqualTo(contents(pane));
    for (Field field : fields()) {
      if (!field.getType().isPrimitive()) {
        assertThat(field.get(copy)).as(field.getName()).isNotSameAs(field.get(pane));
      }
    }
  }

  @Test
  void readsEveryFieldThatItWrote() throws IllegalAccessException, IOException {
    BlockReader in = new BlockReader(new ByteArrayInputStream(bytes(pane::writeTo)));
    assertThat(contents(new DayPane(SKETCH_SIZE, in))).isEqualTo(contents(pane));
  }

  @Test
  void addsEveryFieldToAnEmptyDay() throws IllegalAccessException, IOException {
    DayPane sum = new DayPane(DAY, SKETCH_SIZE);
    sum.addAll(pane, SKETCH_SIZE);
    assertThat(contents(sum)).isEqualTo(contents(pane));
    assertThat(contents(pane)).as("what was added stays as it was").isEqualTo(contents(sum));
  }
}
