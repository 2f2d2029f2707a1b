package dev.ringwatch.app.hunt;

import dev.ringwatch.app.detection.HuntScores;
import dev.ringwatch.app.detection.HuntScores.Found;
import dev.ringwatch.app.detection.NotLiveException;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.pipeline.FindingsInForce;
import dev.ringwatch.postgres.hunt.Hunt;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what hunts of the schedule find into scores, of those that have points. Findings stand for
 * twice the time between two runs, and for an hour at least, if the hunt runs no more. For one
 * thread.
 */
final class HuntScoring {

  private static final Logger LOG = LoggerFactory.getLogger(HuntScoring.class);
  private static final Duration LEAST = Duration.ofHours(1);

  private final HuntSchedule schedule;
  private final HuntPoints points;
  private final HuntScores scores;

  /** Hunts of which it was said that they read scores. */
  private final Set<String> reading = new HashSet<>();

  private boolean begun;

  HuntScoring(HuntSettings settings, HuntScores scores) {
    this.schedule = settings.schedule();
    this.points = settings.points();
    this.scores = scores;
  }

  /** Takes back what hunts found that have no points any more; until that was done once. */
  void begin() {
    if (begun) {
      return;
    }
    try {
      scores.keepOnly(points.hunts());
      begun = true;
    } catch (NotLiveException | LogUnavailableException e) {
      LOG.debug("what hunts found before is looked at later: {}", e.getMessage());
    }
  }

  /**
   * Has what a hunt found move scores, if it has points.
   *
   * @param accounts whom it found, those first that it has first
   * @return of how many accounts
   * @throws NotLiveException if detection does not answer
   * @throws LogUnavailableException if the log cannot be written
   */
  int tell(Hunt hunt, Collection<String> accounts) {
    int each = points.ofHunt(hunt.name());
    if (each == 0) {
      return 0;
    }
    Collection<String> found = hunt.readsScores() ? none(hunt) : accounts;
    Duration every = Objects.requireNonNull(schedule.every().get(hunt.name()));
    Duration twice = every.multipliedBy(2);
    Duration stands = twice.compareTo(LEAST) < 0 ? LEAST : twice;
    int moved = scores.tell(new Found(hunt.name(), each, stands, found));
    if (moved < found.size()) {
      LOG.warn(
          "the hunt {} found {} accounts; it moves the scores of the first {}, which is the most",
          hunt.name(),
          found.size(),
          FindingsInForce.MOST_ACCOUNTS);
    }
    return moved;
  }

  /** What finds accounts by their scores would find them again because it had found them. */
  private Collection<String> none(Hunt hunt) {
    if (reading.add(hunt.name())) {
      LOG.warn(
          "the hunt {} moves no score, although it has points: it reads scores or incidents, and"
              + " would find whom it has raised; take it out of ringwatch.hunts.points",
          hunt.name());
    }
    return List.of();
  }
}
