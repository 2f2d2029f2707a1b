package dev.ringwatch.alert;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says how incidents move. What it says depends on evidence, standing and lists alone, and the same
 * evidence again moves nothing: it may come once more after a crash.
 *
 * @param accountFrom the risk score from which an account's incident is opened, 0 to 100
 * @param watchedFrom the same of an account on the list of those that are watched; no more than
 *     that
 * @param ringFrom the score from which a ring's incident is opened
 */
public record IncidentPolicy(double accountFrom, double watchedFrom, double ringFrom) {

  /**
   * What is about the platform or us has a score of this at its limit, and what a hunt found has no
   * other.
   */
  public static final double LIMIT = 50;

  /** What ends by itself is over below so much of its threshold: it must not flutter. */
  private static final double OVER = 0.8;

  /** A score that moved less is not written again. */
  private static final double SCORE_STEP = 1;

  /** After so many ticks it is, so that an incident shows that its matter goes on. */
  private static final int QUIET_TICKS = 10;

  /** Checks the thresholds. */
  public IncidentPolicy {
    requireScore("accountFrom", accountFrom);
    requireScore("watchedFrom", watchedFrom);
    requireScore("ringFrom", ringFrom);
    if (watchedFrom > accountFrom) {
      throw new IllegalArgumentException(
          "watchedFrom must be at most accountFrom, "
              + accountFrom
              + ", and not "
              + watchedFrom
              + ": who is watched is looked at sooner");
    }
  }

  private static void requireScore(String name, double value) {
    if (!(value >= 0 && value <= 100)) {
      throw new IllegalArgumentException(name + " must be 0 to 100, not " + value);
    }
  }

  /**
   * The same with another threshold. Who is watched keeps the threshold of their own, as far as it
   * is lower.
   *
   * @param watchedLike a policy that says what that of their own is
   * @param kind of accounts or of rings; what ends by itself has none that could be changed
   */
  public IncidentPolicy with(IncidentPolicy watchedLike, IncidentKind kind, double from) {
    return switch (kind) {
      case ACCOUNT -> new IncidentPolicy(from, Math.min(watchedLike.watchedFrom, from), ringFrom);
      case RING -> new IncidentPolicy(accountFrom, watchedFrom, from);
      case VOLUME, DRIFT, LAG, HUNT ->
          throw new IllegalArgumentException(
              "the threshold of " + kind.label() + " cannot be changed");
    };
  }

  /** The score from which an incident is opened of what is on no list. */
  public double threshold(IncidentKind kind) {
    return switch (kind) {
      case ACCOUNT -> accountFrom;
      case RING -> ringFrom;
      case VOLUME, DRIFT, LAG, HUNT -> LIMIT;
    };
  }

  /** The score from which an incident is opened. */
  public double threshold(IncidentKind kind, Listing listing) {
    return kind == IncidentKind.ACCOUNT && listing == Listing.WATCHED
        ? watchedFrom
        : threshold(kind);
  }

  /**
   * How the incident of a matter moves.
   *
   * @param standing how the newest one stands; null if there was none
   * @param listing what its subject is listed as
   * @return empty if it does not
   */
  public Optional<Move> judge(@Nullable Standing standing, Evidence evidence, Listing listing) {
    boolean above = evidence.score() >= threshold(evidence.kind(), listing);
    SuppressionCause cause = cause(evidence, listing);
    if (standing == null) {
      return above ? Optional.of(open(false, cause)) : Optional.empty();
    }
    if (isKnown(standing, evidence)) {
      return Optional.empty();
    }
    return standing.open()
        ? ofOpen(standing, evidence, above, cause)
        : ofClosed(standing, evidence, above, cause);
  }

  private static @Nullable SuppressionCause cause(Evidence evidence, Listing listing) {
    if (evidence.kind().isOfAccount() && listing == Listing.ALLOWED) {
      return SuppressionCause.ALLOWED;
    }
    return evidence.folded() ? SuppressionCause.FOLDED : null;
  }

  private static Move open(boolean reopened, @Nullable SuppressionCause cause) {
    return cause == null ? new Move.Open(reopened) : new Move.Suppress(cause);
  }

  /**
   * Whether the standing is of that tick or a later one, and the evidence says nothing new. What is
   * about the platform or us is looked at now and never again.
   */
  private static boolean isKnown(Standing standing, Evidence evidence) {
    if (evidence.kind().endsByItself()) {
      return false;
    }
    int order = evidence.tick().compareTo(standing.tick());
    boolean closes = standing.provisional() && !evidence.provisional();
    boolean rises = evidence.band().compareTo(standing.band()) > 0;
    return order < 0 || (order == 0 && !closes && !rises);
  }

  private Optional<Move> ofOpen(
      Standing standing, Evidence evidence, boolean above, @Nullable SuppressionCause cause) {
    if (cause != null) {
      return Optional.of(new Move.Settle(cause));
    }
    boolean closes = standing.provisional() && !evidence.provisional();
    if (!above) {
      return ofFallen(evidence, closes);
    }
    boolean escalated = evidence.band().compareTo(standing.band()) > 0;
    boolean moved = Math.abs(evidence.score() - standing.score()) >= SCORE_STEP;
    long ticks = evidence.tick().epochMinute() - standing.tick().epochMinute();
    return escalated || closes || moved || ticks >= QUIET_TICKS
        ? Optional.of(new Move.Gather(escalated))
        : Optional.empty();
  }

  private Optional<Move> ofFallen(Evidence evidence, boolean closes) {
    if (evidence.kind().endsByItself()) {
      return evidence.score() < OVER * threshold(evidence.kind())
          ? Optional.of(new Move.End())
          : Optional.empty();
    }
    return closes ? Optional.of(new Move.Withdraw()) : Optional.empty();
  }

  /** What somebody has closed is not opened again by more of the same. */
  private static Optional<Move> ofClosed(
      Standing standing, Evidence evidence, boolean above, @Nullable SuppressionCause cause) {
    if (above) {
      boolean isNews = standing.cleared() || evidence.band().compareTo(standing.band()) > 0;
      return isNews ? Optional.of(open(true, cause)) : Optional.empty();
    }
    return standing.cleared() || evidence.provisional()
        ? Optional.empty()
        : Optional.of(new Move.Clear());
  }
}
