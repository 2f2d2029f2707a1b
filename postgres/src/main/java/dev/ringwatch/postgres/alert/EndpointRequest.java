package dev.ringwatch.postgres.alert;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.risk.Band;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants of an endpoint.
 *
 * @param name what people call it, 1 to {@link #MAX_NAME_LENGTH} characters
 * @param url where it is, 1 to {@link #MAX_URL_LENGTH} characters
 * @param leastBand incidents below it are not told, unless they were told of before
 * @param kinds which incidents are told, one at least
 * @param budget how much it is sent at most; no limit if empty
 */
public record EndpointRequest(
    String name, String url, Band leastBand, Set<IncidentKind> kinds, Optional<Budget> budget) {

  /** The longest name. */
  public static final int MAX_NAME_LENGTH = 100;

  /** The longest address. */
  public static final int MAX_URL_LENGTH = 2_000;

  /** Checks lengths, that the texts can be kept, and that some incidents are told. */
  public EndpointRequest {
    requireText("name", name, MAX_NAME_LENGTH);
    requireText("url", url, MAX_URL_LENGTH);
    kinds = Set.copyOf(kinds);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("kinds is empty: no incident would be told");
    }
  }

  /** One without a limit. */
  public EndpointRequest(String name, String url, Band leastBand, Set<IncidentKind> kinds) {
    this(name, url, leastBand, kinds, Optional.empty());
  }

  private static void requireText(String what, String text, int maxLength) {
    if (text.isBlank() || text.length() > maxLength) {
      throw new IllegalArgumentException(
          what + " must have 1 to " + maxLength + " characters, not " + text.length());
    }
    if (!text.equals(Columns.keepable(text, maxLength))
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          what + " holds a control character or half a character, which cannot be kept");
    }
  }
}
