package dev.ringwatch.app.hunt;

import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import dev.ringwatch.postgres.hunt.HuntDurations;
import dev.ringwatch.postgres.hunt.HuntParameter;
import dev.ringwatch.postgres.hunt.UnusableHunt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Hunts and their answers as lines for a terminal. */
public final class HuntTable {

  private static final int WIDTH = 100;

  private HuntTable() {}

  /** An answer: a header, and a line a row; numbers stand right, what is long is cut. */
  public static List<String> of(HuntAnswer answer) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(answer.columns().stream().map(Shown::name).toList());
    answer.rows().forEach(row -> lines.add(row.stream().map(HuntTable::cell).toList()));
    boolean[] right = new boolean[answer.columns().size()];
    for (int i = 0; i < right.length; i++) {
      int column = i;
      right[i] =
          !answer.rows().isEmpty()
              && answer.rows().stream()
                  .allMatch(row -> row.get(column) == null || row.get(column) instanceof Number);
    }
    return aligned(lines, right);
  }

  private static String cell(@Nullable Object value) {
    return value == null ? "-" : Shown.name(HuntCell.shown(value));
  }

  /** All hunts, a line each. */
  public static List<String> list(List<Hunt> hunts) {
    List<List<String>> lines =
        hunts.stream().map(hunt -> List.of(hunt.name(), Shown.line(hunt.words().title()))).toList();
    return aligned(lines, new boolean[2]);
  }

  /** Why a file is no hunt. */
  public static String fault(UnusableHunt one) {
    return Shown.line(one.toString());
  }

  /** What a hunt asks, what it means, and what can be said to it. */
  public static List<String> describe(Hunt hunt) {
    List<String> lines = new ArrayList<>();
    lines.add(hunt.name() + ": " + hunt.words().title());
    lines.addAll(wrapped(hunt.words().question()));
    lines.add("");
    lines.addAll(wrapped("A hit: " + hunt.words().hit()));
    lines.addAll(wrapped("Innocent, too: " + hunt.words().innocent()));
    lines.add("");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("--since", HuntDurations.write(hunt.since()), "from when, or how long ago"));
    rows.add(List.of("--until", "now", "until when"));
    rows.add(List.of("--limit", Integer.toString(hunt.limit()), "the most rows"));
    for (HuntParameter one : hunt.parameters()) {
      rows.add(
          List.of(
              "--set " + one.name() + "=",
              Objects.requireNonNullElse(one.usual(), HuntParameter.ANY),
              one.words() + " (" + one.takes() + ")"));
    }
    lines.addAll(aligned(rows, new boolean[3]));
    return lines.stream().map(Shown::line).toList();
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" +", -1)) {
      if (!line.isEmpty() && line.length() + word.length() >= WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** What is to be said after an answer. */
  public static String end(HuntAnswer answer) {
    int rows = answer.rows().size();
    return (rows == 1 ? "1 row" : rows + " rows")
        + " in "
        + answer.took().toMillis()
        + " ms"
        + (answer.more() ? "; there are more, ask with a higher --limit" : "")
        + (answer.cut() ? "; rows were left off, because they are too large" : "");
  }

  private static List<String> aligned(List<List<String>> lines, boolean[] right) {
    int[] widths =
        IntStream.range(0, right.length)
            .map(i -> lines.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
            .toArray();
    return lines.stream().map(line -> aligned(line, widths, right)).toList();
  }

  private static String aligned(List<String> line, int[] widths, boolean[] right) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - line.get(i).length());
      text.append(i == 0 ? "" : "  ");
      text.append(right[i] ? blanks + line.get(i) : line.get(i) + blanks);
    }
    return text.toString().stripTrailing();
  }
}
