package dev.ringwatch.calibrate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's step-down over the tests of groups. */
final class Holm {

  private Holm() {}

  /**
   * Calls out groups so that the probability of any wrong call is no more than a level: the i-th
   * smallest of m p-values, from 0, is judged by level / (m - i), and the first that stands ends
   * it.
   *
   * @return all groups in their order
   */
  static List<GroupErrors> callOut(List<GroupErrors> groups, double level) {
    List<Integer> bySmallest =
        IntStream.range(0, groups.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> groups.get(i).falsePositives().pValue()))
            .toList();
    List<GroupErrors> called = new ArrayList<>(groups);
    for (int place = 0; place < bySmallest.size(); place++) {
      int group = bySmallest.get(place);
      if (groups.get(group).falsePositives().pValue() > level / (bySmallest.size() - place)) {
        break;
      }
      called.set(group, groups.get(group).broken());
    }
    return List.copyOf(called);
  }
}
