package dev.ringwatch.bench;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.PipelineConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What one address of very many accounts adds to a run through the embedded driver, from events to
 * final scores. The log without it differs in nothing but the address of those events.
 */
final class CrowdCost {

  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final int TURNS = 5;
  private static final int PARTITIONS = 2;

  private final CostMeter meter;
  private final int crowd;
  private final AccountId[] accounts;

  /** For an address of so many accounts, in a log of twice as many. */
  CrowdCost(CostMeter meter, int crowd) {
    this.meter = meter;
    this.crowd = crowd;
    accounts = new AccountId[2 * crowd];
    Arrays.setAll(accounts, i -> new AccountId("account-" + i));
  }

  /** Runs both logs in turn, once to warm up and then some rounds, and prints the differences. */
  void measure(int rounds) {
    List<Cost> without = new ArrayList<>();
    List<Cost> with = new ArrayList<>();
    List<Cost> more = new ArrayList<>();
    for (int round = -1; round < rounds; round++) {
      Cost bare = meter.of(() -> run(false));
      Cost crowded = meter.of(() -> run(true));
      if (round >= 0) {
        without.add(bare);
        with.add(crowded);
        more.add(crowded.minus(bare));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "an address of %,d accounts in a log of %,d events%n",
        crowd,
        TURNS * accounts.length);
    System.out.println(Cost.line("without", without));
    System.out.println(Cost.line("with", with));
    System.out.println(Cost.line("more, run by run", more));
  }

  /** The driver with all its state, and what it found. */
  private Object run(boolean crowded) {
    var driver = new EmbeddedDriver(PipelineConfig.ofDefaults(), 1, PARTITIONS);
    forEach(crowded, event -> driver.accept(0, event));
    driver.closeAllTicks();
    List<FeatureVector> vectors = driver.vectors();
    AnomalyModel model = AnomalyModel.train(vectors, AnomalyConfig.ofDefaults());
    return List.of(driver, driver.finals(vectors, model));
  }

  /** Every second account comes once from the crowded address, or else from its own as always. */
  private void forEach(boolean crowded, Consumer<Event> events) {
    for (int turn = 0; turn < TURNS; turn++) {
      for (int i = 0; i < accounts.length; i++) {
        String ip = crowded && turn == 2 && i % 2 == 0 ? "crowd" : "ip-" + i;
        events.accept(
            Event.builder(accounts[i], "act", START.plusMillis(turn * 17_000_000L + i * 150L))
                .ip(ip)
                .device("device-" + i / 2)
                .target("target-" + (i * 31L + turn * 7919L) % 20_000)
                .build());
      }
    }
  }
}
