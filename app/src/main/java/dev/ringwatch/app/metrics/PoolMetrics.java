package dev.ringwatch.app.metrics;

import dev.ringwatch.postgres.PoolUse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Supplier;

/** How the pool of database connections is used. */
final class PoolMetrics implements MeterBinder {

  private final Supplier<PoolUse> pool;

  PoolMetrics(Supplier<PoolUse> pool) {
    this.pool = pool;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauges gauges = new Gauges(registry);
    String name = "ringwatch.database.connections";
    String description = "Connections of the pool";
    gauges.labelled(name, description, "state", "active", () -> pool.get().active());
    gauges.labelled(name, description, "state", "idle", () -> pool.get().idle());
    gauges.value(name + ".max", "The most connections of the pool", () -> pool.get().max());
    gauges.value(
        name + ".awaited", "Callers that wait for a connection", () -> pool.get().awaited());
  }
}
