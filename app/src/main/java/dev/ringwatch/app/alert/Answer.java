package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.Attempt;
import dev.ringwatch.postgres.alert.EndpointFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a receiver answered.
 *
 * @param attempt what is kept of it
 * @param retryAfter for how long it wants nothing; empty if it did not say
 * @param meaning what that means
 */
record Answer(Attempt attempt, Optional<Duration> retryAfter, Meaning meaning) {

  private static final int MAX_WORDS = 300;

  /** One of a receiver of our own format. */
  Answer(Attempt attempt, Optional<Duration> retryAfter) {
    this(attempt, retryAfter, meaning(attempt));
  }

  private static Meaning meaning(Attempt attempt) {
    Integer status = attempt.status();
    return status == null
        ? Meaning.AGAIN
        : Meaning.of(EndpointFormat.JSON, status, attempt.answer());
  }

  /** One of a message that could not even be sent. */
  static Answer failed(Instant at, String why) {
    return new Answer(new Attempt(at, 0, null, why, ""), Optional.empty(), Meaning.AGAIN);
  }

  boolean isDelivered() {
    return meaning == Meaning.ARRIVED;
  }

  /** Whether it never wants anything again. */
  boolean isGone() {
    return meaning == Meaning.GONE;
  }

  /** Why it failed and how the answer begins, on one line. */
  String words() {
    String answer = Plain.line(attempt.answer().strip(), MAX_WORDS);
    return attempt.error() + (answer.isEmpty() ? "" : ": " + answer);
  }
}
