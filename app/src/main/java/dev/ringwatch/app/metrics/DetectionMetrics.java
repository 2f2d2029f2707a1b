package dev.ringwatch.app.metrics;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.DetectionFigures;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.detection.SnapshotFile;
import dev.ringwatch.event.Tick;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** How far detection is, and what it does. All is read off what it tells anyway. */
final class DetectionMetrics implements MeterBinder {

  private final Detection detection;
  private final InstantSource clock;

  DetectionMetrics(Detection detection, InstantSource clock) {
    this.detection = detection;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauges gauges = new Gauges(registry);
    log(gauges);
    ticks(gauges, registry);
    snapshots(gauges);
    model(gauges);
    state(gauges);
    rings(gauges);
  }

  private void log(Gauges gauges) {
    gauges.value(
        "ringwatch.log.end.seq",
        "The number of the log's last entry",
        () -> detection.status().logSeq());
    gauges.value(
        "ringwatch.log.read.seq",
        "The number of the last entry that detection has seen; NaN where a Flink job has it",
        () -> unlessFlink(DetectionStatus::readSeq));
    gauges.value(
        "ringwatch.detection.here",
        "1 where detection is this server's, or it acts on what a Flink job finds; 0 where it stands"
            + " by",
        () -> detection.status().state() == DetectionStatus.State.STANDING_BY ? 0 : 1);
    gauges.value(
        "ringwatch.lag.entries",
        "Entries of the log that detection has not seen; NaN where a Flink job has it",
        () -> unlessFlink(DetectionStatus::lag));
    gauges.count(
        "ringwatch.events.late",
        "Events that came after their minute had closed, and counted in a later one",
        detection,
        d -> d.status().late());
    gauges.value(
        "ringwatch.entries.set.aside",
        "Entries of the log that could not be processed, and are kept",
        () -> detection.status().setAside());
    gauges.value(
        "ringwatch.accounts",
        "Accounts at the last closed minute",
        () -> detection.status().accounts());
  }

  private double unlessFlink(ToLongFunction<DetectionStatus> figure) {
    DetectionStatus status = detection.status();
    return status.isLeftToFlink() ? Double.NaN : figure.applyAsLong(status);
  }

  private void ticks(Gauges gauges, MeterRegistry registry) {
    gauges.value(
        "ringwatch.closed.tick.age.seconds",
        "Time since the end of the last closed minute; NaN before the first",
        () -> age(detection.status().closed().map(tick -> tick.next().start())));
    gauges.time(
        "ringwatch.tick.close.last",
        "Time that the last closing of a minute took",
        () -> detection.figures().ticks().last());
    FunctionTimer.builder(
            "ringwatch.tick.close",
            detection,
            d -> d.figures().ticks().count(),
            d -> d.figures().ticks().total().toNanos(),
            TimeUnit.NANOSECONDS)
        .description("Time that closing minutes takes")
        .register(registry);
  }

  private void snapshots(Gauges gauges) {
    gauges.value(
        "ringwatch.snapshot.seq",
        "The number of the last entry in the newest snapshot",
        () -> detection.status().snapshotSeq());
    gauges.time(
        "ringwatch.snapshot.write",
        "Time that writing the last snapshot took",
        () -> detection.figures().snapshotTime());
    gauges.value(
        "ringwatch.snapshot.bytes",
        "Size of the newest snapshot, which is that of the state; NaN without one",
        () -> snapshot(SnapshotFile::bytes));
    gauges.value(
        "ringwatch.snapshot.age.seconds",
        "Time since the newest snapshot was written; NaN without one",
        () -> snapshot(file -> age(Optional.of(file.written()))));
  }

  private void model(Gauges gauges) {
    gauges.value(
        "ringwatch.model.accounts",
        "Accounts from which the model in force was learned; 0 without one",
        () -> detection.figures().modelAccounts());
    gauges.value(
        "ringwatch.model.age.seconds",
        "Time since the minute from which the last model holds; NaN without one",
        () -> age(modelFrom(detection.figures())));
  }

  private void state(Gauges gauges) {
    gauges.value(
        "ringwatch.keys", "Link keys at the last closed minute", () -> detection.figures().keys());
    gauges.value(
        "ringwatch.state.bytes",
        "What accounts, keys and occasions take by the sizes stated in docs/operations.md",
        () -> detection.figures().stateBytes());
    gauges.value(
        "ringwatch.state.shed.keys",
        "Link keys that were shed since the beginning of the log because they did not fit",
        () -> detection.figures().shed().keys());
    gauges.value(
        "ringwatch.state.shed.accounts",
        "Accounts that were shed since the beginning of the log because they did not fit",
        () -> detection.figures().shed().accounts());
  }

  private void rings(Gauges gauges) {
    gauges.value(
        "ringwatch.rings", "Rings that the last search found", () -> detection.figures().rings());
    gauges.time(
        "ringwatch.rings.search",
        "Time that the last search for rings took",
        () -> detection.figures().ringSearch());
  }

  private static Optional<Instant> modelFrom(DetectionFigures figures) {
    return figures.modelFrom().map(Tick::start);
  }

  private double snapshot(Function<SnapshotFile, Number> figure) {
    try {
      return detection.newestSnapshot().map(figure).map(Number::doubleValue).orElse(Double.NaN);
    } catch (IOException e) {
      // It was replaced as we looked, or the folder cannot be read: the next look says.
      return Double.NaN;
    }
  }

  private double age(Optional<Instant> since) {
    return since
        .map(then -> Duration.between(then, clock.instant()).toMillis() / 1e3)
        .orElse(Double.NaN);
  }
}
