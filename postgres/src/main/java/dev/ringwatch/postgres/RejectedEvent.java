package dev.ringwatch.postgres;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was sent as an event and not used.
 *
 * @param receivedAt when it came
 * @param apiKeyId the key it came with; null if it did not come with one
 * @param batchIndex its place in the batch that it was sent in, from 0
 * @param kind the reason in a word by which it is counted; not empty
 * @param reason why it was not used, in words for its sender
 * @param text what was sent, or the beginning of it
 */
public record RejectedEvent(
    Instant receivedAt,
    @Nullable Long apiKeyId,
    int batchIndex,
    String kind,
    String reason,
    String text) {

  /** The kind of rows that were kept before kinds were. */
  public static final String OF_NO_KIND = "unknown";

  /** Checks the index and that there is a kind. */
  public RejectedEvent {
    if (batchIndex < 0) {
      throw new IllegalArgumentException("a place in a batch is 0 or more, not " + batchIndex);
    }
    if (kind.isEmpty()) {
      throw new IllegalArgumentException("a rejected event is of some kind");
    }
  }
}
