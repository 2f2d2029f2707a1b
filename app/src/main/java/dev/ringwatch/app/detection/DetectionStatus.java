package dev.ringwatch.app.detection;

import dev.ringwatch.event.Tick;
import java.time.Duration;
import java.util.Optional;

/**
 * How far detection is.
 *
 * @param state what that means for who asks for scores
 * @param readSeq the sequence number of the last entry that it has seen
 * @param logSeq the sequence number of the log's last entry
 * @param closed the last closed tick; empty before the first
 * @param accounts how many accounts it knows
 * @param late events that came after their tick had closed, and counted in a later one
 * @param setAside entries of the log that could not be processed, and are kept
 * @param snapshotSeq up to where the newest snapshot reaches; 0 without one
 * @param failure why detection stands still; empty while it does not
 */
public record DetectionStatus(
    State state,
    long readSeq,
    long logSeq,
    Optional<Tick> closed,
    int accounts,
    long late,
    long setAside,
    long snapshotSeq,
    String failure) {

  /** More entries than this behind the log's end, and scores are no longer of the present. */
  public static final long MAX_LAG = 100_000;

  /** Who has not moved for so long stands still. Slices of work take milliseconds. */
  static final Duration STANDSTILL = Duration.ofSeconds(30);

  static final DetectionStatus STANDING_BY = nothingYet(State.STANDING_BY);

  static final DetectionStatus BEFORE_RESTORE = nothingYet(State.STARTING);

  /** What detection is doing. */
  public enum State {
    /** Another server of the event log has detection; this one would take over from it. */
    STANDING_BY,
    /** It has not read its snapshot yet. */
    STARTING,
    /** It has not read yet what was in the log when the server started. */
    CATCHING_UP,
    /** Scores are of the present. */
    LIVE,
    /** It was live, and is more than {@link DetectionStatus#MAX_LAG} entries behind. */
    BEHIND,
    /** It stands still. */
    FAILED,
    /** A Flink job has it: what that has written is known, and not what it has read. */
    LEFT_TO_FLINK
  }

  private static DetectionStatus nothingYet(State state) {
    return new DetectionStatus(state, 0, 0, Optional.empty(), 0, 0, 0, 0, "");
  }

  /**
   * That of a job, for a server that reads its results.
   *
   * @param acts whether this server acts on them, and not another one
   * @param logSeq the log's last entry, up to which nothing is said
   * @param closed the last closed tick of which all is written; empty before the first
   * @param accounts how many it has scored
   * @param failure why it may stand still; empty while there is no sign of that
   */
  public static DetectionStatus leftToFlink(
      boolean acts, long logSeq, Optional<Tick> closed, int accounts, String failure) {
    State state = acts ? State.LEFT_TO_FLINK : State.STANDING_BY;
    return new DetectionStatus(state, logSeq, logSeq, closed, accounts, 0, 0, logSeq, failure);
  }

  /** Whether a Flink job has it, and this server acts on what it finds. */
  public boolean isLeftToFlink() {
    return state == State.LEFT_TO_FLINK;
  }

  /** Whether it stands still, as far as can be seen from here. */
  public boolean standsStill() {
    return state == State.FAILED || (isLeftToFlink() && !failure.isEmpty());
  }

  /** How many entries of the log it has not seen yet; 0 where a job has it, for who knows. */
  public long lag() {
    return Math.max(0, logSeq - readSeq);
  }

  /** The same with a failure, if there is one. */
  DetectionStatus failed(String why) {
    return why.isEmpty() ? this : at(State.FAILED, readSeq, logSeq, why);
  }

  /**
   * The same as it is a while after it was told.
   *
   * @param live whether it has seen by now what was in the log when the server started
   * @param seen the last entry that was seen since
   * @param end the log's last entry now
   * @param unmoved for how long the detection thread has not moved
   */
  DetectionStatus after(boolean live, long seen, long end, Duration unmoved) {
    if (state == State.STANDING_BY || state == State.STARTING || state == State.FAILED) {
      return at(state, readSeq, end, failure);
    }
    if (unmoved.compareTo(STANDSTILL) > 0) {
      String why = "detection has not moved for " + unmoved.toSeconds() + " s";
      return at(State.FAILED, seen, end, why);
    }
    if (!live) {
      return at(State.CATCHING_UP, seen, end, failure);
    }
    return at(end - seen > MAX_LAG ? State.BEHIND : State.LIVE, seen, end, failure);
  }

  private DetectionStatus at(State now, long seen, long end, String why) {
    return new DetectionStatus(now, seen, end, closed, accounts, late, setAside, snapshotSeq, why);
  }
}
