package dev.ringwatch.app.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.app.audit.AuditAction;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvWritingTest {

  private static final CsvTable<Integer> NUMBERS =
      CsvTable.of(
          "numbers",
          AuditAction.ACCOUNT_LIST,
          List.of(
              CsvColumn.of("number", number -> number),
              CsvColumn.of("text", number -> "-" + number)),
          _ -> CsvRows.of(Map.of(), CsvSource.whole(List.of())));

  @ParameterizedTest
  @ValueSource(strings = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
  void putsAnApostropheBeforeWhatASpreadsheetWouldRun(String first) {
    assertThat(CsvCell.of(first + "SUM(A1)")).isEqualTo("'" + first + "SUM(A1)");
    assertThat(CsvCell.of(List.of(first + "a", "b"))).isEqualTo("'" + first + "a;b");
    assertThat(CsvCell.of("a" + first)).isEqualTo("a" + first);
  }

  @Test
  void leavesNumbersTimesAndNothingAsTheyAre() {
    assertThat(CsvCell.of(-12.5)).isEqualTo("-12.5");
    assertThat(CsvCell.of(-3L)).isEqualTo("-3");
    assertThat(CsvCell.of(Instant.parse("2026-01-05T12:00:00.123456Z")))
        .isEqualTo("2026-01-05T12:00:00.123456Z");
    assertThat(CsvCell.of(null)).isEmpty();
    assertThat(CsvCell.of("")).isEmpty();
    assertThat(CsvCell.of(List.of())).isEmpty();
    assertThat(CsvCell.of(false)).isEqualTo("false");
  }

  private static String written(CsvSource<Integer> source, int most) throws Exception {
    StringWriter out = new StringWriter();
    CsvWriting.all(out, NUMBERS, source.next().orElseThrow(), source, most);
    return out.toString();
  }

  private static CsvSource<Integer> upTo(int count) {
    return CsvSource.paged((last, limit) -> {
      int from = last == null ? 0 : last + 1;
      return IntStream.range(from, Math.min(count, from + limit)).boxed().toList();
    });
  }

  @Test
  void writesEveryRowOnceHoweverManyTimesItReads() throws Exception {
    for (int count : new int[] {0, 1, 999, 1_000, 1_001, 2_000, 3_500}) {
      List<String> lines = written(upTo(count), 100_000).lines().toList();
      assertThat(lines).hasSize(count + 1);
      assertThat(lines.getFirst()).isEqualTo("number,text");
      for (int i = 0; i < count; i++) {
        assertThat(lines.get(i + 1)).isEqualTo(i + ",'-" + i);
      }
    }
  }

  @Test
  void saysWhereItEndsBeforeTheEndAndOnlyThere() throws Exception {
    assertThat(written(upTo(1_500), 1_500).lines().toList()).hasSize(1_501);
    List<String> lines = written(upTo(1_501), 1_500).lines().toList();
    assertThat(lines).hasSize(1_502);
    assertThat(lines.getLast()).startsWith("These are the first 1500 rows");
  }

  @Test
  void goesOnBehindAnEmptyPart() throws Exception {
    List<List<Integer>> parts =
        new ArrayList<>(List.of(List.of(), List.of(1), List.of(), List.of(2)));
    CsvSource<Integer> source =
        () -> parts.isEmpty() ? Optional.empty() : Optional.of(parts.removeFirst());
    assertThat(written(source, 10)).isEqualTo("number,text\n1,'-1\n2,'-2\n");
  }

  @Test
  void handsOnWhatWasWrittenBeforeItFails() {
    StringWriter out = new StringWriter();
    CsvSource<Integer> source =
        () -> {
          throw new SQLException("gone");
        };
    assertThatThrownBy(() -> CsvWriting.all(out, NUMBERS, List.of(7), source, 10))
        .isInstanceOf(SQLException.class);
    assertThat(out).hasToString("number,text\n7,'-7\n");
  }

  @Test
  void refusesATableWithTwoColumnsOfAName() {
    List<CsvColumn<Integer>> twice =
        List.of(CsvColumn.of("a", one -> one), CsvColumn.of("a", one -> one));
    assertThatThrownBy(() -> CsvTable.of("t", AuditAction.ACCOUNT_LIST, twice, NUMBERS.ask()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("columns of different names");
  }
}
