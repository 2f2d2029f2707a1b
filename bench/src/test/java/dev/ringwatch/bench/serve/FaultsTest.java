package dev.ringwatch.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.bench.serve.Faults.Fault;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short version of {@code ringwatch bench faults}: the real server and its real database. */
class FaultsTest {

  private static final int KILLS = 1;

  @TempDir Path work;

  @Test
  @Timeout(600)
  void losesNothingAndCountsNothingTwiceWhateverIsKilledOrOdd() throws Exception {
    long seed = System.currentTimeMillis();
    System.out.println("seed " + seed);
    Set<Fault> chosen = EnumSet.complementOf(EnumSet.of(Fault.DISK));
    ServerOptions options = ServerOptions.ofDefaults().withSettings(Faults.SETTINGS);
    try (Installation installation = Installation.start(work.resolve("data"), options)) {
      FaultBench bench = FaultBench.of(installation, seed, System.out);

      Faults.run(bench, chosen, KILLS);

      assertThat(bench.ledger().acknowledged()).isPositive();
    }
  }
}
