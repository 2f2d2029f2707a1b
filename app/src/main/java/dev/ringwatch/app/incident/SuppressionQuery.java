package dev.ringwatch.app.incident;

import dev.ringwatch.alert.SuppressionCause;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.incident.Suppression;
import dev.ringwatch.postgres.incident.Suppressions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which suppressions a request asks for.
 *
 * @param filter of which matter, for which cause
 * @param after where the page before ended
 * @param limit how many
 * @param asked what was said, for who records it
 */
public record SuppressionQuery(
    Suppressions.Filter filter, Suppressions.Place after, int limit, Map<String, String> asked) {

  private static final String LIST = "suppressions";
  private static final String CAUSE = "cause";

  /**
   * A page of what was not told.
   *
   * @param suppressions what was noted last first
   * @param next the cursor of the next page; null if there is none
   */
  public record Page(List<Suppression> suppressions, @Nullable String next) {

    /** Copies the list. */
    public Page {
      suppressions = List.copyOf(suppressions);
    }
  }

  /**
   * What a request asks for.
   *
   * @throws UnusableRequestException if it asks for what cannot be
   */
  public static SuppressionQuery of(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of(IncidentQuery.MATTER, CAUSE));
    return new SuppressionQuery(
        new Suppressions.Filter(
            parameters.text(IncidentQuery.MATTER).map(IncidentQuery::keepable),
            parameters.text(CAUSE).map(SuppressionQuery::cause)),
        parameters.cursor().map(SuppressionQuery::place).orElse(Suppressions.Place.START),
        parameters.limit(),
        parameters.asked());
  }

  private static SuppressionCause cause(String said) {
    return Arrays.stream(SuppressionCause.values())
        .filter(one -> one.label().equals(said))
        .findFirst()
        .orElseThrow(() ->
            new UnusableRequestException(
                "cause is one of "
                    + Arrays.stream(SuppressionCause.values()).map(SuppressionCause::label).toList()
                    + ", not "
                    + said));
  }

  private static Suppressions.Place place(String cursor) {
    Cursor.Reader reader = Cursor.from(LIST, cursor);
    Suppressions.Place place = new Suppressions.Place(reader.time(), reader.number());
    reader.end();
    return place;
  }

  Page page(List<Suppression> found) {
    if (found.size() < limit) {
      return new Page(found, null);
    }
    Suppression last = found.getLast();
    return new Page(found, Cursor.to(LIST).time(last.last()).number(last.id()).done());
  }
}
