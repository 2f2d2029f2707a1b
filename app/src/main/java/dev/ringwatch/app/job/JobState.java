package dev.ringwatch.app.job;

import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.control.ModelText;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.log.StoredControls;
import dev.ringwatch.postgres.results.JobProgress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a job has come, as it was looked at last, and under which model. One thread looks; safe
 * for all others.
 */
final class JobState {

  private final JobSources sources;
  private final LongSupplier nanoClock;
  private volatile Look look = Look.NOTHING;

  /**
   * What was seen.
   *
   * @param reached how far it is; empty before its first checkpoint
   * @param since when it had come so far first, by the clock of nanoseconds
   * @param model the model that holds at its last closed tick
   * @param rings how many rings live
   */
  record Look(
      Optional<JobProgress.Reached> reached, long since, Optional<Holding> model, int rings) {

    static final Look NOTHING = new Look(Optional.empty(), 0, Optional.empty(), 0);

    Optional<Tick> closed() {
      return reached.map(JobProgress.Reached::closed);
    }
  }

  /**
   * A model that holds.
   *
   * @param place its record in the log
   * @param model itself
   */
  record Holding(StoredControls.Place place, AnomalyModel model) {}

  JobState(JobSources sources, LongSupplier nanoClock) {
    this.sources = sources;
    this.nanoClock = nanoClock;
  }

  /** What was seen last. */
  Look last() {
    return look;
  }

  /** Looks again. */
  void refresh() throws SQLException {
    Look before = look;
    Optional<JobProgress.Reached> reached = sources.progress().read().or(before::reached);
    if (reached.isEmpty()) {
      return;
    }
    Tick closed = reached.get().closed();
    boolean isSame = before.closed().filter(closed::equals).isPresent();
    look =
        new Look(
            reached,
            isSame ? before.since() : nanoClock.getAsLong(),
            model(before.model().orElse(null), closed),
            Math.toIntExact(sources.kept().countLiving()));
  }

  /** The text of one that is known already is not read again. */
  private Optional<Holding> model(@Nullable Holding before, Tick closed) throws SQLException {
    Optional<StoredControls.Place> place = sources.controls().holding(ControlRecords.MODEL, closed);
    if (before != null && place.filter(before.place()::equals).isPresent()) {
      return Optional.of(before);
    }
    Optional<String> body =
        place.isPresent() ? sources.controls().body(place.get().seq()) : Optional.empty();
    return body.map(text -> new Holding(place.orElseThrow(), ModelText.parse(text)));
  }

  /** How far the log's time has come: that of the last closed tick, and what has passed since. */
  Instant present(Instant otherwise) {
    Look now = look;
    return now.closed()
        .map(tick -> tick.end().plus(Duration.ofNanos(nanoClock.getAsLong() - now.since())))
        .orElse(otherwise);
  }

  /** Whether two looks saw the same checkpoint. */
  static boolean isOfOneCheckpoint(Look one, Look other) {
    return Objects.equals(one.reached(), other.reached());
  }
}
