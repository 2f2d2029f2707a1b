package dev.ringwatch.postgres;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a list.
 *
 * @param kind on which list it stands
 * @param what which field of events the value is of
 * @param value the value as events carry it, 1 to {@link #MAX_VALUE_LENGTH} characters
 * @param reason why it is listed, for a person, 1 to {@link #MAX_REASON_LENGTH} characters
 * @param createdBy who listed it, as the audit log names them
 * @param createdAt when
 * @param expiresAt from when on it holds no more; null for never
 */
public record ListEntry(
    ListKind kind,
    ListedWhat what,
    String value,
    String reason,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt) {

  /** The longest value: the key of the table must fit into a page of its index. */
  public static final int MAX_VALUE_LENGTH = 500;

  /** The longest reason. */
  public static final int MAX_REASON_LENGTH = 1_000;

  /** Checks lengths, that the texts can be kept, and that it holds for a while. */
  public ListEntry {
    requireText("value", value, MAX_VALUE_LENGTH);
    requireText("reason", reason, MAX_REASON_LENGTH);
    if (expiresAt != null && !expiresAt.isAfter(createdAt)) {
      throw new IllegalArgumentException("expires_at " + expiresAt + " has passed");
    }
  }

  private static void requireText(String name, String text, int maxLength) {
    if (text.isBlank() || text.length() > maxLength) {
      throw new IllegalArgumentException(
          name + " must have 1 to " + maxLength + " characters, not " + text.length());
    }
    if (!text.equals(Columns.keepable(text, maxLength))
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          name + " holds a control character or half a character, which cannot be kept");
    }
  }

  /** Whether it holds at a time. */
  public boolean holdsAt(Instant time) {
    return expiresAt == null || time.isBefore(expiresAt);
  }
}
