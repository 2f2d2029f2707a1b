package dev.ringwatch.app.health;

import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.health.ComponentHealth.State;
import dev.ringwatch.log.LogUnavailableException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How much was taken and has no place in the log yet, and how much of the log is not in the tables
 * yet: both come before detection. Asks by itself every few seconds; who asks this never waits.
 * Safe for threads.
 */
public final class LogWatch implements AutoCloseable {

  private static final int SECONDS = 3;

  private final @Nullable Supplier<OptionalLong> unordered;
  private final LongSupplier uncopied;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("log-watch").daemon().factory());

  private volatile OptionalLong waiting = OptionalLong.empty();
  private volatile String failure = "";

  private LogWatch(@Nullable Supplier<OptionalLong> unordered, LongSupplier uncopied) {
    this.unordered = unordered;
    this.uncopied = uncopied;
  }

  /**
   * Of a log on Kafka.
   *
   * @param unordered how many records have no place yet, empty while another server knows; throws
   *     {@link LogUnavailableException} if the brokers do not say
   * @param uncopied how many entries are not in the tables yet
   */
  public static LogWatch ofKafka(Supplier<OptionalLong> unordered, LongSupplier uncopied) {
    return new LogWatch(unordered, uncopied);
  }

  /** Of the log in the database, where what was taken has its place. */
  public static LogWatch ofDatabase() {
    return new LogWatch(null, () -> 0);
  }

  /** From now on it asks by itself. */
  void start() {
    if (unordered != null) {
      // It ends with the timer, and throws nothing.
      ScheduledFuture<?> _ = timer.scheduleWithFixedDelay(this::look, 0, SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Asks once. */
  void look() {
    if (unordered == null) {
      return;
    }
    try {
      waiting = unordered.get();
      failure = "";
    } catch (LogUnavailableException e) {
      waiting = OptionalLong.empty();
      failure = String.valueOf(e.getMessage());
    }
  }

  /**
   * How many records had no place in the log when it asked last; empty while that is not known
   * here.
   */
  public OptionalLong unorderedRecords() {
    return unordered == null ? OptionalLong.of(0) : waiting;
  }

  /** How many entries of the log are not in the tables yet. */
  public long uncopiedEntries() {
    return uncopied.getAsLong();
  }

  /** How the log is; empty of one in the database, of which the database's health says all. */
  Optional<ComponentHealth> health() {
    if (unordered == null) {
      return Optional.empty();
    }
    if (!failure.isEmpty()) {
      return Optional.of(new ComponentHealth("log", State.WARN, failure));
    }
    OptionalLong records = waiting;
    if (records.isEmpty()) {
      return Optional.of(
          new ComponentHealth("log", State.OK, "another server gives entries their places"));
    }
    State state = records.getAsLong() > DetectionStatus.MAX_LAG ? State.WARN : State.OK;
    return Optional.of(
        new ComponentHealth(
            "log",
            state,
            records.getAsLong()
                + " records wait for their places, and "
                + uncopiedEntries()
                + " entries to be stored"));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
