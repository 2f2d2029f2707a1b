package dev.ringwatch.bench.serve;

import dev.ringwatch.kit.generate.GeneratedDay;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Generated days that the server takes, because they are not long ago. */
final class Days {

  private static final int FEWEST_PER_ACCOUNT = 8;

  private Days() {}

  /**
   * The day that ends a day before a moment, at midnight UTC.
   *
   * @param events how many events; 8 for each account at least
   */
  static GeneratedDay before(Instant moment, int accounts, long events, long seed) {
    Instant start = startBefore(moment);
    Volume volume =
        new Volume(start, 1, accounts, Math.max(events, (long) FEWEST_PER_ACCOUNT * accounts));
    return Generator.of(GeneratorConfig.ofDefaults().withSeed(seed).withVolume(volume));
  }

  /** When that day begins. */
  static Instant startBefore(Instant moment) {
    return moment.truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);
  }
}
