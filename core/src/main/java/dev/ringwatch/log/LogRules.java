package dev.ringwatch.log;

import dev.ringwatch.event.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an event must keep to so that every log gives it back exactly as it was: an id; times in
 * whole microseconds within the years 1 to 9999; text without NUL and without halves of surrogate
 * pairs.
 */
public final class LogRules {

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private LogRules() {}

  /** Why an event cannot be kept, in words for its sender; empty if it can. O(length). */
  public static Optional<String> problem(Event event) {
    if (event.id().isEmpty()) {
      return Optional.of("event_id is empty");
    }
    if (!isKept(event.timestamp())) {
      return Optional.of("timestamp " + event.timestamp() + " cannot be kept exactly");
    }
    Instant createdAt = event.accountCreatedAt();
    if (createdAt != null && !isKept(createdAt)) {
      return Optional.of("account_created_at " + createdAt + " cannot be kept exactly");
    }
    return areKept(event)
        ? Optional.empty()
        : Optional.of("a value holds a NUL or half a character, which cannot be kept");
  }

  /**
   * Looks at all events before any is appended. O(their length).
   *
   * @throws UnkeepableEventException if one of them cannot be kept
   */
  public static void require(List<Event> events) {
    for (Event event : events) {
      Optional<String> problem = problem(event);
      if (problem.isPresent()) {
        throw new UnkeepableEventException(problem.get());
      }
    }
  }

  private static boolean isKept(Instant time) {
    return time.equals(time.truncatedTo(ChronoUnit.MICROS))
        && !time.isBefore(EARLIEST)
        && !time.isAfter(LATEST);
  }

  /** Field by field: this runs for every event that comes in. */
  private static boolean areKept(Event event) {
    return isKept(event.id())
        && isKept(event.account().value())
        && isKept(event.action())
        && isKept(event.ip())
        && isKept(event.device())
        && isKept(event.session())
        && isKept(event.target())
        && isKept(event.targetOwner())
        && isKept(event.payment())
        && isKept(event.userAgent())
        && isKept(event.country())
        && isKept(event.source())
        && areKept(event.attributes());
  }

  private static boolean areKept(Map<String, String> attributes) {
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      if (!isKept(attribute.getKey()) || !isKept(attribute.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isKept(@Nullable String text) {
    if (text == null) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      // One comparison for nearly all characters: 0 becomes the largest.
      if ((char) (text.charAt(i) - 1) >= Character.MIN_SURROGATE - 1) {
        return isKeptFrom(i, text);
      }
    }
    return true;
  }

  private static boolean isKeptFrom(int start, String text) {
    for (int i = start; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == 0 || Character.isLowSurrogate(character)) {
        return false;
      }
      if (Character.isHighSurrogate(character)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
