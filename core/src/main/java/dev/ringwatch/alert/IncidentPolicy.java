package dev.ringwatch.alert;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says how incidents move. What it says depends on evidence and standing alone, and the same
 * evidence again moves nothing: it may come once more after a crash.
 *
 * @param accountFrom the risk score from which an account's incident is opened, 0 to 100
 * @param ringFrom the same of a ring's score
 */
public record IncidentPolicy(double accountFrom, double ringFrom) {

  /** A score that moved less is not written again. */
  private static final double SCORE_STEP = 1;

  /** After so many ticks it is, so that an incident shows that its matter goes on. */
  private static final int QUIET_TICKS = 10;

  /** Checks the thresholds. */
  public IncidentPolicy {
    requireScore("accountFrom", accountFrom);
    requireScore("ringFrom", ringFrom);
  }

  private static void requireScore(String name, double value) {
    if (!(value >= 0 && value <= 100)) {
      throw new IllegalArgumentException(name + " must be 0 to 100, not " + value);
    }
  }

  /** The score from which an incident is opened. */
  public double threshold(IncidentKind kind) {
    return switch (kind) {
      case ACCOUNT -> accountFrom;
      case RING -> ringFrom;
    };
  }

  /**
   * How the incident of a matter moves.
   *
   * @param standing how the newest one stands; null if there was none
   * @return empty if it does not
   */
  public Optional<Move> judge(@Nullable Standing standing, Evidence evidence) {
    boolean above = evidence.score() >= threshold(evidence.kind());
    if (standing == null) {
      return above && !evidence.folded() ? Optional.of(new Move.Open(false)) : Optional.empty();
    }
    if (isKnown(standing, evidence)) {
      return Optional.empty();
    }
    return standing.open()
        ? ofOpen(standing, evidence, above)
        : ofClosed(standing, evidence, above);
  }

  /** Whether the standing is of that tick or a later one, and the evidence says nothing new. */
  private static boolean isKnown(Standing standing, Evidence evidence) {
    int order = evidence.tick().compareTo(standing.tick());
    boolean closes = standing.provisional() && !evidence.provisional();
    boolean rises = evidence.band().compareTo(standing.band()) > 0;
    return order < 0 || (order == 0 && !closes && !rises);
  }

  private static Optional<Move> ofOpen(Standing standing, Evidence evidence, boolean above) {
    if (evidence.folded()) {
      return Optional.of(new Move.Fold());
    }
    boolean closes = standing.provisional() && !evidence.provisional();
    if (!above) {
      return closes ? Optional.of(new Move.Withdraw()) : Optional.empty();
    }
    boolean escalated = evidence.band().compareTo(standing.band()) > 0;
    boolean moved = Math.abs(evidence.score() - standing.score()) >= SCORE_STEP;
    long ticks = evidence.tick().epochMinute() - standing.tick().epochMinute();
    return escalated || closes || moved || ticks >= QUIET_TICKS
        ? Optional.of(new Move.Gather(escalated))
        : Optional.empty();
  }

  /** What somebody has closed is not opened again by more of the same. */
  private static Optional<Move> ofClosed(Standing standing, Evidence evidence, boolean above) {
    if (above) {
      boolean isNews = standing.cleared() || evidence.band().compareTo(standing.band()) > 0;
      return isNews && !evidence.folded() ? Optional.of(new Move.Open(true)) : Optional.empty();
    }
    return standing.cleared() || evidence.provisional()
        ? Optional.empty()
        : Optional.of(new Move.Clear());
  }
}
