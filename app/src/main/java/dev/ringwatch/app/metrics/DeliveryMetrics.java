package dev.ringwatch.app.metrics;

import dev.ringwatch.app.health.Health;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** How deliveries of alerts stand, as numbers that were counted at most some seconds ago. */
final class DeliveryMetrics implements MeterBinder {

  private final Health health;

  DeliveryMetrics(Health health) {
    this.health = health;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauges gauges = new Gauges(registry);
    gauges.value(
        "ringwatch.delivery.waiting",
        "Alerts that wait to be delivered",
        () -> health.deliveries().waiting());
    gauges.value(
        "ringwatch.delivery.waiting.endpoints",
        "Endpoints that alerts wait for",
        () -> health.deliveries().endpointsWaiting());
    gauges.time(
        "ringwatch.delivery.oldest",
        "Time that the oldest alert has waited, of endpoints that are not disabled",
        () -> health.deliveries().oldest());
    gauges.value(
        "ringwatch.delivery.paused.endpoints",
        "Endpoints that fail, or asked for a pause, and are tried now and then",
        () -> health.deliveries().paused());
    gauges.value(
        "ringwatch.delivery.disabled.endpoints",
        "Endpoints that are disabled",
        () -> health.deliveries().disabled());
    gauges.value(
        "ringwatch.delivery.dead.lately",
        "Alerts that were given up within the last hour",
        () -> health.deliveries().deadLately());
  }
}
