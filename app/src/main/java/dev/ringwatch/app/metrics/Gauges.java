package dev.ringwatch.app.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Registers values that are read when somebody asks, and cost nothing until then. */
final class Gauges {

  private final MeterRegistry registry;

  Gauges(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A value that goes up and down; NaN while there is none. */
  void value(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  /** One of several values of a name that a label tells apart. */
  void labelled(String name, String description, String label, String is, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).tag(label, is).register(registry);
  }

  /** A time, in seconds. */
  void time(String name, String description, Supplier<Duration> time) {
    Gauge.builder(name, () -> time.get().toNanos() / 1e9)
        .description(description)
        .baseUnit("seconds")
        .register(registry);
  }

  /**
   * A count that only grows while the server runs.
   *
   * @param of has the count; it is not kept from being collected
   */
  <T> void count(String name, String description, T of, ToDoubleFunction<T> count) {
    FunctionCounter.builder(name, of, count).description(description).register(registry);
  }
}
