package dev.ringwatch.app.serve;

import dev.ringwatch.postgres.schema.SearchIndexes.Progress;
import java.time.Duration;

/**
 * How long the indexes of searches rest between two portions of pages. A stream is kept up with at
 * a portion now and then. What a flood left behind, which searches read whole until it is told, is
 * caught up with at a quarter of a core once the flood is over: while it lasts, those who send
 * events come first. Used by one thread.
 */
final class TellingPace {

  /** How long they rest if nothing presses. */
  static final Duration REST = Duration.ofSeconds(5);

  /** 40,000 events a second: four times the stream that two cores are meant for. */
  private static final double FLOOD_PAGES_PER_SECOND = 1_280;

  private static final int PAUSE_FOR_WORK = 3;
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private final int portion;
  private long waitingBefore;
  private boolean isFirst = true;

  /**
   * A pace.
   *
   * @param portion how many pages are told of at a time
   */
  TellingPace(int portion) {
    this.portion = portion;
  }

  /**
   * How long to rest after a portion.
   *
   * @param took how long telling it took
   * @param since how long ago the portion before it was told of
   */
  Duration restAfter(Progress progress, Duration took, Duration since) {
    double came = isFirst ? 0 : progress.waiting() + progress.told() - waitingBefore;
    boolean flood = came > FLOOD_PAGES_PER_SECOND * since.toNanos() / 1e9;
    isFirst = false;
    waitingBefore = progress.waiting();
    if (flood || progress.waiting() < portion) {
      return REST;
    }
    Duration pause = took.multipliedBy(PAUSE_FOR_WORK);
    return pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause.compareTo(REST) > 0 ? REST : pause;
  }
}
