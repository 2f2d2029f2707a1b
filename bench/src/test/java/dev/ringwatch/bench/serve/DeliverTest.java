package dev.ringwatch.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short version of {@code ringwatch bench deliver}: the real server, really killed. */
class DeliverTest {

  @TempDir Path work;

  @Test
  @Timeout(600)
  void losesNoAlertAndKeepsTheirOrderWhateverFails() throws Exception {
    long seed = System.currentTimeMillis();
    System.out.println("seed " + seed);
    Duration shortly = Duration.ofSeconds(2);
    DeliveryFaults.Plan plan = new DeliveryFaults.Plan(shortly, shortly, 1, 10, seed);
    ServerOptions options = ServerOptions.ofDefaults().withSettings(Deliver.SETTINGS);
    try (Installation installation = Installation.start(work.resolve("data"), options)) {
      DeliveryCheck.Found found = DeliveryFaults.run(installation, plan, System.out);

      assertThat(found.problems()).isEmpty();
      assertThat(found.messages()).isGreaterThan(100);
    }
  }
}
