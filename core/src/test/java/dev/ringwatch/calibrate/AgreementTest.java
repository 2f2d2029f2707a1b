package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgreementTest {

  private static Agreement of(long[]... counts) {
    return Agreement.of(counts).orElseThrow();
  }

  private static long[] row(long... counts) {
    return counts;
  }

  @Test
  void isAsCohenPublishedIt() {
    // Cohen 1960, table 1: 200 patients, three diagnoses.
    Agreement agreement = of(row(88, 14, 18), row(10, 40, 10), row(2, 6, 12));
    assertThat(agreement.pairs()).isEqualTo(200);
    assertThat(agreement.observed()).isCloseTo(0.70, within(1e-12));
    assertThat(agreement.chance()).isCloseTo(0.41, within(1e-12));
    assertThat(agreement.kappa()).isCloseTo(0.492, within(5e-4));
  }

  @Test
  void isAsFleissPublishedIt() {
    // Fleiss, Statistical Methods for Rates and Proportions, 100 patients, two diagnosticians.
    Agreement agreement = of(row(75, 1, 4), row(5, 4, 1), row(0, 0, 10));
    assertThat(agreement.observed()).isCloseTo(0.89, within(1e-12));
    assertThat(agreement.chance()).isCloseTo(0.66, within(1e-12));
    assertThat(agreement.kappa()).isCloseTo(0.676, within(5e-4));
    assertThat(agreement.standardError()).isCloseTo(0.088, within(5e-4));
  }

  @Test
  void isAsTheManualOfSasHasIt() {
    // SAS/STAT, the FREQ procedure, "Cohen's kappa coefficient": 88 patients, two dermatologists.
    Agreement agreement =
        of(row(10, 4, 1, 0), row(5, 10, 12, 2), row(2, 4, 12, 5), row(0, 2, 6, 13));
    assertThat(agreement.kappa()).isCloseTo(0.3449, within(5e-5));
    assertThat(agreement.standardError()).isCloseTo(0.0724, within(5e-5));
    assertThat(agreement.low()).isCloseTo(0.2030, within(5e-5));
    assertThat(agreement.high()).isCloseTo(0.4868, within(5e-5));
  }

  @Test
  void saysNothingWhereChanceExplainsAll() {
    assertThat(Agreement.of(new long[3][3])).isEmpty();
    assertThat(Agreement.of(new long[][] {{7, 0}, {0, 0}})).isEmpty();
    assertThat(of(row(7, 0), row(0, 1)).kappa()).isEqualTo(1);
    assertThat(of(row(7, 0), row(0, 1)).high()).isEqualTo(1);
    assertThat(of(row(0, 7), row(7, 0)).kappa()).isEqualTo(-1);
  }

  @Test
  void refusesWhatIsNoTable() {
    assertThatThrownBy(() -> of(row(1))).hasMessageContaining("2 kinds");
    assertThatThrownBy(() -> of(row(1, 2), row(3))).hasMessageContaining("1 columns");
    assertThatThrownBy(() -> of(row(1, -2), row(3, 4))).hasMessageContaining("-2");
  }

  /** The interval holds the truth about as often as it says, of people who agree by a coin. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void holdsTheTruthAsOftenAsItSays(long seed) {
    Random random = new Random(seed);
    double copies = 0.5;
    int held = 0;
    int trials = 2_000;
    for (int trial = 0; trial < trials; trial++) {
      long[][] counts = new long[2][2];
      for (int pair = 0; pair < 300; pair++) {
        int first = random.nextDouble() < 0.3 ? 1 : 0;
        int second = random.nextDouble() < copies ? first : random.nextDouble() < 0.3 ? 1 : 0;
        counts[first][second]++;
      }
      Agreement agreement = of(counts);
      held += agreement.low() <= copies && copies <= agreement.high() ? 1 : 0;
    }
    // 0.95, give or take four standard deviations and what the approximation misses.
    assertThat(held / (double) trials).isBetween(0.925, 0.97);
  }
}
