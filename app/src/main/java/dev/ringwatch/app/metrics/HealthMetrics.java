package dev.ringwatch.app.metrics;

import dev.ringwatch.app.health.ComponentHealth;
import dev.ringwatch.app.health.Health;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;

/** How the parts of the server are, as numbers. */
final class HealthMetrics implements MeterBinder {

  private final Health health;

  HealthMetrics(Health health) {
    this.health = health;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauges gauges = new Gauges(registry);
    for (ComponentHealth part : health.components()) {
      gauges.labelled(
          "ringwatch.health",
          "How a part of the server is: 0 as it should be, 1 a warning, 2 it fails",
          "component",
          part.name(),
          () -> state(part.name()));
    }
    gauges.value(
        "ringwatch.ready",
        "1 while the server takes events and answers scores, 0 otherwise",
        () -> health.missing().isEmpty() ? 1 : 0);
    gauges.time(
        "ringwatch.lag",
        "Time that the oldest entry of the log which detection has not seen has been waiting",
        health::lag);
    gauges.time(
        "ringwatch.database.answer",
        "Time that the database's last answer took",
        health::databaseTime);
    gauges.time(
        "ringwatch.clock.offset",
        "Time that the database's clock is ahead of the server's, at least",
        health::clockOffset);
    gauges.count(
        "ringwatch.clock.jumps", "Jumps of the server's clock", health, Health::clockJumps);
    gauges.value(
        "ringwatch.disk.free.bytes",
        "Room that is left on the disk of the data folder; NaN if it cannot be looked at",
        this::freeBytes);
  }

  private int state(String name) {
    return health.components().stream()
        .filter(part -> part.name().equals(name))
        .mapToInt(part -> number(part.state()))
        .findFirst()
        .orElseThrow();
  }

  private static int number(ComponentHealth.State state) {
    return switch (state) {
      case OK -> 0;
      case WARN -> 1;
      case FAIL -> 2;
    };
  }

  private double freeBytes() {
    try {
      return health.diskFreeBytes();
    } catch (IOException e) {
      // The part "disk" fails and says why.
      return Double.NaN;
    }
  }
}
