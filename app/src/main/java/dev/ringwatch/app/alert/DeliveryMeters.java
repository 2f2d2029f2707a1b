package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;

/** Counts what this server sends, and what comes of it. Safe for threads. */
public final class DeliveryMeters {

  /** From what somebody is called out for at once to what a receiver that was down explains. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(2),
    Duration.ofMinutes(10),
    Duration.ofHours(1),
    Duration.ofHours(12),
  };

  private final Counter delivered;
  private final Counter again;
  private final Counter dead;
  private final Counter digests;
  private final Timer waited;

  /** Meters of a registry. */
  public DeliveryMeters(MeterRegistry registry) {
    delivered = attempts(registry, "delivered");
    again = attempts(registry, "failed");
    dead = attempts(registry, "given_up");
    digests =
        Counter.builder("ringwatch.delivery.digests")
            .description("Digests that were made of messages beyond a budget")
            .register(registry);
    waited =
        Timer.builder("ringwatch.delivery")
            .description("Time from an alert to its arrival")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  private static Counter attempts(MeterRegistry registry, String outcome) {
    return Counter.builder("ringwatch.delivery.attempts")
        .description("Attempts to deliver a message, by what came of them")
        .tag("outcome", outcome)
        .register(registry);
  }

  /** Counts attempts that were written, and how long what arrived had waited. */
  void wrote(List<Outcome> outcomes, List<Duration> arrived) {
    for (Outcome outcome : outcomes) {
      switch (outcome.next()) {
        case Outcome.Delivered _ -> delivered.increment();
        case Outcome.Again _ -> again.increment();
        case Outcome.Dead _ -> dead.increment();
      }
    }
    arrived.forEach(waited::record);
  }

  void madeDigests(int count) {
    digests.increment(count);
  }
}
