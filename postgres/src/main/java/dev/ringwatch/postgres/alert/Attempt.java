package dev.ringwatch.postgres.alert;

import dev.ringwatch.postgres.Columns;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at a delivery, and how it ended.
 *
 * @param at when it began
 * @param tookMillis for how long it went
 * @param status the HTTP status, or of e-mail the reply code of the mail server; null if there was
 *     no answer
 * @param error why it failed, in words; empty if it did not
 * @param answer how the receiver's answer begins, at most {@link #MAX_ANSWER_LENGTH} characters
 */
public record Attempt(
    Instant at, int tookMillis, @Nullable Integer status, String error, String answer) {

  /** The most that is kept of an answer. */
  public static final int MAX_ANSWER_LENGTH = 1_000;

  private static final int MAX_ERROR_LENGTH = 500;

  /** Makes the texts such as can be kept. */
  public Attempt {
    error = Columns.keepable(error, MAX_ERROR_LENGTH);
    answer = Columns.keepable(answer, MAX_ANSWER_LENGTH);
  }
}
