package dev.ringwatch.postgres;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was sent as an event and not used.
 *
 * @param receivedAt when it came
 * @param apiKeyId the key it came with; null if it did not come with one
 * @param batchIndex its place in the batch that it was sent in, from 0
 * @param reason why it was not used, in words for its sender
 * @param text what was sent, or the beginning of it
 */
public record RejectedEvent(
    Instant receivedAt, @Nullable Long apiKeyId, int batchIndex, String reason, String text) {

  /** Checks the index. */
  public RejectedEvent {
    if (batchIndex < 0) {
      throw new IllegalArgumentException("a place in a batch is 0 or more, not " + batchIndex);
    }
  }
}
