package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.Outcome;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When what failed is tried again: a random time from now on, up to a ceiling that grows from try
 * to try ("full jitter", Brooker, Exponential Backoff And Jitter, 2015). The ceilings are 5 s, 20
 * s, 80 s, 5 min, 21 min, 85 min, 5.7 h and then 12 h; ten tries take 16 hours on average and 32 at
 * most. Not thread-safe.
 */
final class Retries {

  static final int MOST_TRIES = 10;

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final int GROWTH_BITS = 2;

  private final RandomGenerator random;

  Retries(RandomGenerator random) {
    this.random = random;
  }

  /**
   * What follows an answer.
   *
   * @param tries how often it was tried before
   */
  Outcome.Next after(Answer answer, int tries) {
    if (answer.isDelivered()) {
      return new Outcome.Delivered();
    }
    if (answer.isGone()) {
      return new Outcome.Dead("the receiver wants nothing any more: " + answer.words());
    }
    if (answer.meaning() == Meaning.NEVER) {
      return new Outcome.Dead("the receiver would refuse it again: " + answer.words());
    }
    if (tries + 1 >= MOST_TRIES) {
      return new Outcome.Dead("given up after " + MOST_TRIES + " tries");
    }
    Duration wait = jitter(tries);
    Duration asked = answer.retryAfter().orElse(Duration.ZERO);
    return new Outcome.Again(wait.compareTo(asked) < 0 ? asked : wait);
  }

  private Duration jitter(int tries) {
    return Duration.ofMillis(random.nextLong(ceiling(tries).toMillis() + 1));
  }

  static Duration ceiling(int tries) {
    Duration ceiling = FIRST.multipliedBy(1L << (GROWTH_BITS * tries));
    return ceiling.compareTo(LONGEST) < 0 ? ceiling : LONGEST;
  }
}
