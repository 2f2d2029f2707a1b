package dev.ringwatch.app.incident;

import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.incident.IncidentPages;
import dev.ringwatch.postgres.incident.KeptIncident;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents a request asks for.
 *
 * @param open those that are open only, or those that are closed only
 * @param dedupKey those of one matter only
 * @param before those with smaller numbers only
 * @param limit how many
 * @param asked what was said, for who records it
 */
public record IncidentQuery(
    Optional<Boolean> open,
    Optional<String> dedupKey,
    long before,
    int limit,
    Map<String, String> asked) {

  static final String LIST = "incidents";
  static final String MATTER = "dedup_key";
  private static final String OPEN = "open";

  /**
   * A page of incidents.
   *
   * @param incidents the newest first
   * @param next the cursor of the next page; null if there is none
   */
  public record Page(List<KeptIncident> incidents, @Nullable String next) {}

  /**
   * What a request asks for.
   *
   * @throws UnusableRequestException if it asks for what cannot be
   */
  public static IncidentQuery of(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of(OPEN, MATTER));
    return new IncidentQuery(
        parameters.text(OPEN).map(IncidentQuery::flag),
        parameters.text(MATTER).map(IncidentQuery::keepable),
        parameters.cursor().map(cursor -> place(LIST, cursor)).orElse(Long.MAX_VALUE),
        parameters.limit(),
        parameters.asked());
  }

  private static boolean flag(String said) {
    return switch (said) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new UnusableRequestException("open is true or false, not " + said);
    };
  }

  static String keepable(String said) {
    if (said.indexOf(0) >= 0) {
      throw new UnusableRequestException("dedup_key holds a NUL, which none does");
    }
    return said;
  }

  /** The number at which a page of a list ended. */
  static long place(String list, String cursor) {
    Cursor.Reader reader = Cursor.from(list, cursor);
    long before = reader.number();
    reader.end();
    return before;
  }

  /** The same of those that are open, or of those that are closed. */
  public IncidentQuery ofOpen(boolean isOpen) {
    return new IncidentQuery(Optional.of(isOpen), dedupKey, before, limit, asked);
  }

  IncidentPages.Filter filter() {
    return new IncidentPages.Filter(open, dedupKey);
  }
}
