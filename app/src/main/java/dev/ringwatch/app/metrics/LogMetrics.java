package dev.ringwatch.app.metrics;

import dev.ringwatch.app.health.LogWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** What comes before detection where the event log is on Kafka; zero where it is not. */
final class LogMetrics implements MeterBinder {

  private final LogWatch log;

  LogMetrics(LogWatch log) {
    this.log = log;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauges gauges = new Gauges(registry);
    gauges.value(
        "ringwatch.log.unordered.records",
        "Records that have no place in the log yet; NaN where another server knows",
        () -> log.unorderedRecords().isPresent() ? log.unorderedRecords().getAsLong() : Double.NaN);
    gauges.value(
        "ringwatch.log.uncopied.entries",
        "Entries of the log that are not in the database yet",
        log::uncopiedEntries);
  }
}
