package dev.ringwatch.postgres.alert;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.risk.Band;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What somebody wants of an endpoint.
 *
 * @param name what people call it, 1 to {@link #MAX_NAME_LENGTH} characters
 * @param format how alerts are worded for it; never changes
 * @param url where it is, 1 to {@link #MAX_URL_LENGTH} characters; of e-mail {@code mailto:} and
 *     the addresses, with commas between
 * @param leastBand incidents below it are not told, unless they were told of before
 * @param kinds which incidents are told, one at least
 * @param budget how much it is sent at most; no limit if empty
 * @param unacknowledgedMinutes for how long nobody must have acknowledged an incident until this
 *     one is told, 1 to {@link #MAX_MINUTES}; told at once if empty
 */
public record EndpointRequest(
    String name,
    EndpointFormat format,
    String url,
    Band leastBand,
    Set<IncidentKind> kinds,
    Optional<Budget> budget,
    OptionalInt unacknowledgedMinutes) {

  /** What the address of e-mail begins with. */
  public static final String MAILTO = "mailto:";

  /** The longest that one waits for somebody to acknowledge: a week. */
  public static final int MAX_MINUTES = 7 * 24 * 60;

  /** The longest name. */
  public static final int MAX_NAME_LENGTH = 100;

  /** The longest address. */
  public static final int MAX_URL_LENGTH = 2_000;

  /** Checks lengths, that the texts can be kept, and that some incidents are told. */
  public EndpointRequest {
    requireText("name", name, MAX_NAME_LENGTH);
    requireText("url", url, MAX_URL_LENGTH);
    if ((format == EndpointFormat.EMAIL) != url.startsWith(MAILTO)) {
      throw new IllegalArgumentException("addresses of e-mail are of the format email, and no url");
    }
    if (format == EndpointFormat.PAGERDUTY && budget.isPresent()) {
      throw new IllegalArgumentException(
          "an endpoint of PagerDuty has no budget: PagerDuty makes one incident of each key itself");
    }
    unacknowledgedMinutes.ifPresent(minutes -> {
      if (minutes < 1 || minutes > MAX_MINUTES) {
        throw new IllegalArgumentException(
            "unacknowledged_minutes must be 1 to " + MAX_MINUTES + ", not " + minutes);
      }
    });
    kinds = Set.copyOf(kinds);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("kinds is empty: no incident would be told");
    }
  }

  /** What somebody wants of an endpoint that takes our own format, at once and without a limit. */
  public EndpointRequest(String name, String url, Band leastBand, Set<IncidentKind> kinds) {
    this(name, EndpointFormat.JSON, url, leastBand, kinds);
  }

  /** What somebody wants of an endpoint that is told at once and without a limit. */
  public EndpointRequest(
      String name, EndpointFormat format, String url, Band leastBand, Set<IncidentKind> kinds) {
    this(name, format, url, leastBand, kinds, Optional.empty(), OptionalInt.empty());
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
