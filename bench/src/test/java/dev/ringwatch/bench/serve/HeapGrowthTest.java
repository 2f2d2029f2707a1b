package dev.ringwatch.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeapGrowthTest {

  private static MemorySample sample(int hour, long keys, long heapBytes) throws IOException {
    HeapHistogram heap =
        HeapHistogram.parse(
            Stream.of(
                "   1:        10       " + heapBytes / 2 + "  [I (java.base@25)",
                "Total        10       " + heapBytes));
    DayPlan.Contents contents = new DayPlan.Contents(10 * keys, keys / 2, keys - keys / 2);
    return new MemorySample(hour, contents, heap, 700, Double.NaN, keys / 2, 0, 0);
  }

  private static HeapGrowth growth(long... heapBytes) throws IOException {
    List<MemorySample> samples = new ArrayList<>();
    for (int i = 0; i < heapBytes.length; i++) {
      samples.add(sample(i + 1, 1_000L * (i + 1), heapBytes[i]));
    }
    return new HeapGrowth(samples);
  }

  @Test
  void readsWhatJcmdSays() throws IOException {
    HeapHistogram heap =
        HeapHistogram.parse(
            Stream.of(
                "4711:",
                " num     #instances         #bytes  class name (module)",
                "-------------------------------------------------------",
                "   1:        144384       20138552  [B (java.base@25.0.3)",
                "   2:        120000        9600000  dev.ringwatch.feature.Profile",
                "Total        264384       29738552"));

    assertThat(heap.bytes()).isEqualTo(29_738_552);
    assertThat(heap.largest(1)).containsExactly("[B");
    assertThat(heap.bytesOf("dev.ringwatch.feature.Profile")).isEqualTo(9_600_000);
    assertThat(heap.bytesOf("nothing")).isZero();
  }

  @Test
  void saysWhatJcmdSaidInstead() {
    assertThatThrownBy(() -> HeapHistogram.parse(Stream.of("4711: No such process")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("4711: No such process");
  }

  @Test
  void isExplainedWhereEveryKeyTakesTheSame() throws IOException {
    HeapGrowth growth = growth(50_000_000, 50_200_000, 50_400_000, 50_600_000);
    assertThat(growth.isExplained()).isTrue();
    assertThat(growth.verdict()).contains("200 bytes").contains("is explained");
  }

  @Test
  void takesNoNoticeOfOneHourInWhichMoreWasUnderWay() throws IOException {
    HeapGrowth growth =
        growth(50_000_000, 50_200_000, 59_000_000, 50_600_000, 50_800_000, 51_000_000, 51_200_000);
    assertThat(growth.isExplained()).isTrue();
  }

  @Test
  void doesNotJudgeAFewHours() throws IOException {
    HeapGrowth growth = growth(50_000_000, 50_200_000, 59_000_000);
    assertThat(growth.isExplained()).isTrue();
    assertThat(growth.verdict()).contains("too few hours");
  }

  @Test
  void isNotExplainedWhereLaterKeysTakeMore() throws IOException {
    HeapGrowth growth = growth(50_000_000, 50_200_000, 50_400_000, 51_400_000);
    assertThat(growth.isExplained()).isFalse();
    assertThat(growth.verdict()).contains("NOT explained");
  }

  @Test
  void showsEachClassAtBothEnds() throws IOException {
    assertThat(growth(4 << 20, 6 << 20).byClass())
        .contains("| [I | 2.0 | 3.0 | +1.0 |")
        .contains("| all | 4.0 | 6.0 | +2.0 |");
  }
}
