package dev.ringwatch.app.metrics;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.archive.ArchiveStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How the archive of days stands; only where there is one. */
final class ArchiveMetrics implements MeterBinder {

  private final Archive archive;
  private final Clock clock;

  ArchiveMetrics(Archive archive, Clock clock) {
    this.archive = archive;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauges gauges = new Gauges(registry);
    gauges.count(
        "ringwatch.archive.days",
        "Days that were dropped, their events in files that were read back",
        archive,
        one -> one.status().dropped());
    gauges.count(
        "ringwatch.archive.failures",
        "Days that could not be archived, each time that it was tried",
        archive,
        one -> one.status().failures());
    gauges.value(
        "ringwatch.archive.waiting.days",
        "Days that retention has passed and that are kept because they are not archived",
        () -> archive.status().waiting());
    gauges.value(
        "ringwatch.archive.age.seconds",
        "Time since a day was archived and dropped; none before the first",
        () -> age(archive.status()));
  }

  private double age(ArchiveStatus status) {
    Instant last = status.lastDroppedAt();
    return last == null ? Double.NaN : Duration.between(last, clock.instant()).toMillis() / 1_000.0;
  }
}
