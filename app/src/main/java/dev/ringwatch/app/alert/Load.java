package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.DueDelivery;
import dev.ringwatch.postgres.alert.EndpointState;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint does at an address, as this server sees it, and so how much is sent there at a
 * time: one message at first, one more for each that arrives, half for one that fails. After some
 * failures in a row there is a pause before each next attempt, which is then the only one. So those
 * that are dead hold up few threads. Not thread-safe.
 */
final class Load {

  static final int FAILURES_TO_PAUSE = 5;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 10;

  private final int most;
  private final String url;
  private int atATime = 1;
  private int underWay;
  private int failuresInRow;
  private int alsoUnderWay;
  private Duration quietFor = Duration.ZERO;

  Load(int most, DueDelivery.Target at) {
    this.most = most;
    this.url = at.url();
    this.failuresInRow = at.failuresInRow();
  }

  /** Whether it is of the address that a message was sent to. */
  boolean isOf(DueDelivery.Target target) {
    return url.equals(target.url());
  }

  /** How many more may be sent now. */
  int room() {
    return Math.max(0, atATime - underWay);
  }

  void begin() {
    underWay++;
  }

  /**
   * Takes note of how an attempt ended.
   *
   * @return whether that changes what is kept of the endpoint
   */
  boolean end(Answer answer, RandomGenerator random) {
    underWay = Math.max(0, underWay - 1);
    if (answer.isDelivered()) {
      atATime = Math.min(most, atATime + 1);
      boolean failed = failuresInRow > 0;
      failuresInRow = 0;
      alsoUnderWay = 0;
      quietFor = Duration.ZERO;
      return failed;
    }
    count();
    atATime = failuresInRow < FAILURES_TO_PAUSE ? Math.max(1, atATime / 2) : 1;
    Duration pause = pause(random);
    Duration asked = answer.retryAfter().orElse(Duration.ZERO);
    quietFor = pause.compareTo(asked) < 0 ? asked : pause;
    return true;
  }

  /** What was under way as a pause began is one failure with those that led to it, however many. */
  private void count() {
    if (alsoUnderWay > 0) {
      alsoUnderWay--;
      return;
    }
    failuresInRow++;
    alsoUnderWay = failuresInRow < FAILURES_TO_PAUSE ? 0 : underWay;
  }

  /** From half of it to all of it, so that endpoints of one host are not probed together. */
  private Duration pause(RandomGenerator random) {
    int doublings = Math.min(MOST_DOUBLINGS, failuresInRow - FAILURES_TO_PAUSE);
    if (doublings < 0) {
      return Duration.ZERO;
    }
    Duration full = FIRST_PAUSE.multipliedBy(1L << doublings);
    long millis = (full.compareTo(LONGEST_PAUSE) < 0 ? full : LONGEST_PAUSE).toMillis();
    return Duration.ofMillis(millis - random.nextLong(millis / 2));
  }

  /** How it does, to be kept. */
  EndpointState state(long endpoint, @Nullable String gone) {
    return new EndpointState(endpoint, url, failuresInRow, quietFor, gone);
  }

  int failuresInRow() {
    return failuresInRow;
  }
}
