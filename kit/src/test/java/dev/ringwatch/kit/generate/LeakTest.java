package dev.ringwatch.kit.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What should tell nothing about an account's label tells nothing, also in pairs. */
class LeakTest {

  private static final int BINS = 4;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void idsAndFractionsOfSecondsDoNotTellAbuse(long seed) {
    GeneratorConfig config =
        Worlds.small(TrapLevel.HARD, 0.3)
            .withSeed(seed)
            .withVolume(Volume.ofDefaults().of(20_000, 400_000))
            .withAbuse(AbuseConfig.ofDefaults().withAccountShare(0.15));
    GeneratedDay day = Generator.of(config);
    List<double[]> attributes = new ArrayList<>();
    List<Boolean> labels = new ArrayList<>();
    read(day, attributes, labels);
    int width = attributes.getFirst().length;
    for (int one = 0; one < width; one++) {
      for (int other = 0; other <= one; other++) {
        double area = heldOutArea(cells(attributes, one, other), labels);
        assertThat(area).as("attributes %d and %d", one, other).isBetween(0.45, 0.55);
      }
    }
  }

  /**
   * Id order, id length, hash, first event's id and order, milliseconds of that and of creation.
   */
  private static void read(GeneratedDay day, List<double[]> attributes, List<Boolean> labels) {
    Truth truth = day.truth();
    Map<String, Event> first = new TreeMap<>();
    day.forEach(event -> first.putIfAbsent(event.account().value(), event));
    double order = 0;
    for (Event event : first.values()) {
      String id = event.account().value();
      long created = event.accountCreatedAt() == null ? 0 : event.accountCreatedAt().toEpochMilli();
      attributes.add(
          new double[] {
            order++,
            id.length(),
            id.hashCode(),
            Long.parseUnsignedLong(event.id().substring(1), 36),
            event.timestamp().toEpochMilli() % 1000,
            event.timestamp().getEpochSecond() % 60,
            created % 1000
          });
      labels.add(truth.of(event.account()).abusive());
    }
  }

  /** The cell of every account in the grid of the quartiles of two attributes. */
  private static int[] cells(List<double[]> attributes, int one, int other) {
    int[] bins = bins(attributes, one);
    int[] others = bins(attributes, other);
    int[] cells = new int[bins.length];
    Arrays.setAll(cells, i -> bins[i] * BINS + others[i]);
    return cells;
  }

  private static int[] bins(List<double[]> attributes, int column) {
    double[] sorted = attributes.stream().mapToDouble(row -> row[column]).sorted().toArray();
    return attributes.stream()
        .mapToInt(row -> {
          int bin = 0;
          while (bin < BINS - 1 && row[column] > sorted[(bin + 1) * sorted.length / BINS]) {
            bin++;
          }
          return bin;
        })
        .toArray();
  }

  /** Learns the rate of abuse in each cell from even rows; the area under the curve on odd ones. */
  private static double heldOutArea(int[] cells, List<Boolean> labels) {
    double[] abusive = new double[BINS * BINS];
    double[] all = new double[BINS * BINS];
    for (int i = 0; i < cells.length; i += 2) {
      abusive[cells[i]] += labels.get(i) ? 1 : 0;
      all[cells[i]]++;
    }
    long[][] counts = new long[BINS * BINS][2];
    for (int i = 1; i < cells.length; i += 2) {
      counts[cells[i]][labels.get(i) ? 1 : 0]++;
    }
    Integer[] order = new Integer[BINS * BINS];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(cell -> abusive[cell] / Math.max(1, all[cell])));
    double area = 0;
    double passed = 0;
    double hits = 0;
    for (int cell : order) {
      area += counts[cell][1] * (passed + counts[cell][0] / 2.0);
      passed += counts[cell][0];
      hits += counts[cell][1];
    }
    return area / (passed * hits);
  }
}
