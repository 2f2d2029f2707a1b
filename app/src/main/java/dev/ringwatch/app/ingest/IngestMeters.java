package dev.ringwatch.app.ingest;

import dev.ringwatch.log.Appended;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Counts what becomes of events, and measures appends. Costs per request. Safe for threads. */
public final class IngestMeters {

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
  };

  private final Counter accepted;
  private final Counter duplicates;
  private final Map<RejectionClass, Counter> rejected = new EnumMap<>(RejectionClass.class);
  private final Timer appends;

  /** Meters of a registry. */
  public IngestMeters(MeterRegistry registry) {
    accepted =
        Counter.builder("ringwatch.events.accepted")
            .description("Events that are durable in the log")
            .register(registry);
    duplicates =
        Counter.builder("ringwatch.events.duplicate")
            .description("Events that were left out because the log or their request had them")
            .register(registry);
    for (RejectionClass one : RejectionClass.values()) {
      Counter counter =
          Counter.builder("ringwatch.events.rejected")
              .description("Events that were rejected, by the class of the reason")
              .tag("reason", one.word())
              .register(registry);
      rejected.put(one, counter);
    }
    appends =
        Timer.builder("ringwatch.append")
            .description("Time until the events of a request are durable, or refused")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  /** Measures an append. */
  Appended append(Supplier<Appended> append) {
    return appends.record(append);
  }

  /** Counts what became of a request's events. */
  void took(Receipt receipt) {
    accepted.increment(receipt.accepted());
    duplicates.increment(receipt.duplicates());
    for (Receipt.Refused refused : receipt.rejected()) {
      Counter counter = rejected.get(RejectionClass.of(refused.reason()));
      if (counter != null) {
        counter.increment();
      }
    }
  }

  /** How many events were taken since the start. */
  public long accepted() {
    return (long) accepted.count();
  }

  /** How many were left out since the start because they had been taken before. */
  public long duplicates() {
    return (long) duplicates.count();
  }

  /** How many were rejected since the start. */
  public long rejected() {
    return (long) rejected.values().stream().mapToDouble(Counter::count).sum();
  }
}
