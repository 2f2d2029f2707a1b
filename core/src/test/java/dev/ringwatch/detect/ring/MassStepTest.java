package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MassStepTest {

  @Test
  void everyMassIsWithinItsStep() {
    for (long mass = 1; mass < 1L << 62; mass += 1 + mass / 7) {
      long least = MassStep.least(mass);
      assertThat(least).isLessThanOrEqualTo(mass).isGreaterThan(mass / MassStep.RATIO);
      assertThat(MassStep.of(least)).isEqualTo(MassStep.of(mass));
      assertThat(MassStep.of(least - 1)).isEqualTo(MassStep.of(mass) - 1);
    }
  }

  @Test
  void nothingIsAStepOfItsOwn() {
    assertThat(MassStep.of(0)).isEqualTo(-1);
    assertThat(MassStep.least(0)).isZero();
  }

  /** However masses move in their steps, the floor's tail is no more than the model's. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noMassOfAStepSurprisesMoreThanTheFloorSays(long seed) {
    Random random = new Random(seed);
    World world = new World();
    for (int i = 0; i < 3_000; i++) {
      String ip = "ip" + (int) (600 * Math.pow(random.nextDouble(), 2));
      world.event("a" + random.nextInt(400), i, ip, "", "target" + random.nextInt(90));
    }
    PairBasis basis = PairBasis.of(world.graph(RingConfig.ofDefaults()), RingConfig.ofDefaults());
    PairFloor floor = PairFloor.below(basis);
    for (int trial = 0; trial < 20_000; trial++) {
      int slot = random.nextInt(NullModel.SLOTS);
      int count = 1 + random.nextInt(6);
      double[] masses = new double[count];
      Arrays.setAll(masses, i -> 1 + (long) Math.exp(8 * random.nextDouble()));
      double[] least = Arrays.stream(masses).map(mass -> floor.mass((long) mass)).toArray();
      Arrays.sort(masses);
      Arrays.sort(least);
      int degree = 1 + random.nextInt(30);
      assertThat(floor.model().logTail(slot, degree, 5, least, count))
          .as("masses %s of slot %d", Arrays.toString(masses), slot)
          .isLessThanOrEqualTo(basis.model().logTail(slot, degree, 5, masses, count));
    }
  }
}
