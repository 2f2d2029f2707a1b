package dev.ringwatch.app.control;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.ingest.IngestMeters;
import dev.ringwatch.pipeline.Shed;
import dev.ringwatch.postgres.ConnectionPool;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Takes figures off what is measured anyway. */
final class Samples implements Supplier<Sample> {

  private static final String BUSY = "429";

  private final IngestMeters events;
  private final MeterRegistry requests;
  private final Detection detection;
  private final ConnectionPool pool;
  private final InstantSource clock;

  Samples(
      IngestMeters events,
      MeterRegistry requests,
      Detection detection,
      ConnectionPool pool,
      InstantSource clock) {
    this.events = events;
    this.requests = requests;
    this.detection = detection;
    this.pool = pool;
    this.clock = clock;
  }

  @Override
  public Sample get() {
    Shed shed = detection.figures().shed();
    Runtime machine = Runtime.getRuntime();
    return new Sample(
        clock.instant(),
        new Sample.Events(events.accepted(), events.duplicates(), events.rejected()),
        new Sample.Requests(
            requests(_ -> true), requests(status -> status.startsWith("5") || status.equals(BUSY))),
        detection.status().setAside(),
        shed.keys() + shed.accounts(),
        (double) (machine.totalMemory() - machine.freeMemory()) / machine.maxMemory(),
        pool.use().awaited());
  }

  private long requests(Predicate<String> ofStatus) {
    return requests.find("ringwatch.http.request").tag("route", "/v1/events").timers().stream()
        .filter(timer -> ofStatus.test(String.valueOf(timer.getId().getTag("status"))))
        .mapToLong(Timer::count)
        .sum();
  }
}
