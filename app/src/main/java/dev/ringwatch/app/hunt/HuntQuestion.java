package dev.ringwatch.app.hunt;

import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.ingest.SearchedValues;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntAsk;
import dev.ringwatch.postgres.hunt.HuntDurations;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What somebody says to a hunt, as it is written: in a request, a form or a command. */
public final class HuntQuestion {

  private HuntQuestion() {}

  /**
   * What a hunt is asked with.
   *
   * @param said values by name, since, until and limit among them; what is not said is usual
   * @param now the present
   * @throws UnusableRequestException with a sentence, if one cannot be taken
   */
  public static HuntAsk ask(Hunt hunt, Map<String, String> said, Instant now) {
    Map<String, String> values = new LinkedHashMap<>(said);
    String sinceText = values.remove(Hunt.SINCE);
    String untilText = values.remove(Hunt.UNTIL);
    String limitText = values.remove(Hunt.LIMIT);
    Instant until = untilText == null ? now : time(Hunt.UNTIL, untilText, now, now);
    Instant since =
        sinceText == null ? until.minus(hunt.since()) : time(Hunt.SINCE, sinceText, until, now);
    int limit = limitText == null ? hunt.limit() : limit(limitText);
    try {
      return HuntAsk.of(hunt, since, until, values, limit);
    } catch (IllegalArgumentException e) {
      throw new UnusableRequestException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * A point in time, or how long before another it is.
   *
   * @param name what is asked for, to be said if it is neither
   * @throws UnusableRequestException with a sentence, if it is neither
   */
  public static Instant time(String name, String text, Instant before, Instant now) {
    if (text.matches("[0-9]{1,9}(ms|s|m|h|d)")) {
      Instant time = before.minus(HuntDurations.read(text));
      if (time.isBefore(Instant.EPOCH)) {
        throw new UnusableRequestException(
            name + " is \"" + text + "\", and must not lie before 1970");
      }
      return time;
    }
    try {
      return SearchedValues.time(text, now);
    } catch (IllegalArgumentException e) {
      String hint = text.contains(" ") ? "; write the + of an offset as %2B" : "";
      throw new UnusableRequestException(
          name + " " + e.getMessage() + hint + ", and no duration such as 24h or 7d either");
    }
  }

  private static int limit(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new UnusableRequestException(
          "limit is \"" + text + "\", and must be an integer from 1 to " + HuntAsk.MOST_ROWS);
    }
    return Integer.parseInt(text);
  }
}
