package dev.ringwatch.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short version of {@code ringwatch bench soak} and {@code faults}, with everything once: the
 * real server and its real database.
 */
class SoakTest {

  private static final Misfortune.Plan ONCE =
      new Misfortune.Plan(Duration.ZERO, Duration.ofSeconds(2), 1_000);

  @TempDir Path work;

  @Test
  @Timeout(600)
  void losesNothingAndCountsNothingTwiceWhateverBefallsIt() throws Exception {
    long seed = System.currentTimeMillis();
    System.out.println("seed " + seed);
    OddMachine machine = OddMachine.in(work);
    try (Installation installation = Soak.start(work, machine)) {
      FastTime time = new FastTime(Duration.ofHours(2), Duration.ofMinutes(2));
      FaultBench bench = FaultBench.of(installation, time, seed, System.out);

      Soak.run(bench, machine, time, ONCE);

      assertThat(bench.ledger().acknowledged()).isPositive();
    }
  }
}
