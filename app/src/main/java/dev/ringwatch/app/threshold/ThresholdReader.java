package dev.ringwatch.app.threshold;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.app.verdict.VerdictReader;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import dev.ringwatch.postgres.threshold.ThresholdHistory;
import dev.ringwatch.postgres.threshold.ThresholdState;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads thresholds for those who show them. Every method throws {@link
 * dev.ringwatch.log.LogUnavailableException} if the database does not answer. Safe for threads.
 */
public final class ThresholdReader {

  private final ThresholdHistory history;
  private final ThresholdDesk desk;
  private final LiveFalsePositives live;
  private final InstantSource clock;

  ThresholdReader(
      ThresholdHistory history, ThresholdDesk desk, LiveFalsePositives live, InstantSource clock) {
    this.history = history;
    this.desk = desk;
    this.live = live;
    this.clock = clock;
  }

  /** What holds, or is about to. */
  public IncidentPolicy holds() {
    return VerdictReader.asked(desk::holds);
  }

  /** What was seen since the threshold of accounts holds. */
  public LiveFalsePositives.Live live() {
    return VerdictReader.asked(() -> live.look(clock.instant()));
  }

  /**
   * A page, the newest first.
   *
   * @param kind of these incidents only; null for all
   * @param state those that stand so only; null for all
   * @param before those with smaller numbers only
   * @param limit the most to return
   */
  public List<KeptThreshold> page(
      @Nullable IncidentKind kind, @Nullable ThresholdState state, long before, int limit) {
    return VerdictReader.asked(() -> history.page(kind, state, before, limit));
  }

  /** The one that a number names. */
  public Optional<KeptThreshold> find(String number) {
    return number.matches("[1-9][0-9]{0,17}")
        ? VerdictReader.asked(() -> history.find(Long.parseLong(number)))
        : Optional.empty();
  }
}
