package dev.ringwatch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldsTest {

  private static final List<JudgedAccount> JUDGED =
      new PlantedVerdicts(0, 3).judged().subList(0, 200);

  @Test
  void partsHaveAsManyAbusiveAccountsWithinOne() {
    int[] parts = Folds.of(JUDGED, 5, 1);
    int[] abusive = new int[5];
    int[] all = new int[5];
    for (int row = 0; row < parts.length; row++) {
      all[parts[row]]++;
      abusive[parts[row]] += JUDGED.get(row).isAbusive() ? 1 : 0;
    }
    for (int part = 1; part < 5; part++) {
      assertThat(Math.abs(abusive[part] - abusive[0])).isLessThanOrEqualTo(1);
      assertThat(Math.abs(all[part] - all[0])).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void theOrderOfVerdictsDoesNotMatter() {
    List<JudgedAccount> shuffled = new ArrayList<>(JUDGED);
    Collections.shuffle(shuffled, new Random(9));
    int[] parts = Folds.of(JUDGED, 5, 1);
    int[] others = Folds.of(shuffled, 5, 1);
    Map<String, Integer> partOf = new HashMap<>();
    for (int row = 0; row < parts.length; row++) {
      partOf.put(JUDGED.get(row).unit(), parts[row]);
    }
    for (int row = 0; row < others.length; row++) {
      assertThat(others[row]).isEqualTo(partOf.get(shuffled.get(row).unit()));
    }
    assertThat(Folds.of(JUDGED, 5, 2)).isNotEqualTo(parts);
  }

  @Test
  void accountsOfOneRingStayTogether() {
    List<JudgedAccount> ring = new ArrayList<>();
    for (int i = 0; i < JUDGED.size(); i++) {
      JudgedAccount one = JUDGED.get(i);
      ring.add(new JudgedAccount(one.account(), one.verdict(), "ring-" + i / 4));
    }
    int[] parts = Folds.of(ring, 5, 1);
    for (int row = 0; row < parts.length; row++) {
      assertThat(parts[row]).isEqualTo(parts[row / 4 * 4]);
    }
  }
}
