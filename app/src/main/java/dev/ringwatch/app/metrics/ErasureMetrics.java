package dev.ringwatch.app.metrics;

import dev.ringwatch.app.health.ErasureWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** How the forgetting of accounts stands, as numbers that were counted at most some seconds ago. */
final class ErasureMetrics implements MeterBinder {

  private final ErasureWatch watch;

  ErasureMetrics(ErasureWatch watch) {
    this.watch = watch;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauges gauges = new Gauges(registry);
    gauges.value(
        "ringwatch.erasures.open", "Accounts that are to be erased and are not yet", watch::open);
    gauges.value(
        "ringwatch.erasures.late",
        "Accounts that are to be erased, are not yet, and should be by now",
        watch::late);
    gauges.time(
        "ringwatch.erasures.overdue",
        "Time since the first of them should have been erased; 0 if none should",
        watch::overdue);
  }
}
