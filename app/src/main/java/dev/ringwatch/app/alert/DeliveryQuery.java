package dev.ringwatch.app.alert;

import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.alert.Delivery;
import dev.ringwatch.postgres.alert.DeliveryLog;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries a request asks for.
 *
 * @param filter which
 * @param before the place where the page before ended
 * @param limit how many
 * @param asked what was said, for who records it
 */
public record DeliveryQuery(
    DeliveryLog.Filter filter, OptionalLong before, int limit, Map<String, String> asked) {

  private static final String LIST = "deliveries";

  /**
   * A page of deliveries.
   *
   * @param deliveries the newest first
   * @param next the cursor of the next page; null if there is none
   */
  public record Page(List<Delivery> deliveries, @Nullable String next) {

    /** Copies the list. */
    public Page {
      deliveries = List.copyOf(deliveries);
    }
  }

  /**
   * What a request asks for.
   *
   * @throws UnusableRequestException if it asks for what cannot be
   */
  public static DeliveryQuery of(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of("state", "incident", "endpoint"));
    return new DeliveryQuery(
        new DeliveryLog.Filter(
            parameters.text("state").map(DeliveryQuery::state),
            number(parameters, "incident"),
            number(parameters, "endpoint")),
        parameters
            .cursor()
            .map(cursor -> Cursor.number(LIST, cursor))
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty()),
        parameters.limit(),
        parameters.asked());
  }

  private static String state(String word) {
    if (!DeliveryLog.STATES.contains(word)) {
      throw new UnusableRequestException("state is one of " + DeliveryLog.STATES + ", not " + word);
    }
    return word;
  }

  private static OptionalLong number(Parameters parameters, String name) {
    Optional<String> said = parameters.text(name);
    if (said.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!said.get().matches("[0-9]{1,18}")) {
      throw new UnusableRequestException(name + " is a number, not " + said.get());
    }
    return OptionalLong.of(Long.parseLong(said.get()));
  }

  /** The page, of which one more than it holds was found if there is another. */
  Page page(List<Delivery> found) {
    if (found.size() <= limit) {
      return new Page(found, null);
    }
    List<Delivery> shown = found.subList(0, limit);
    return new Page(shown, Cursor.to(LIST).number(shown.getLast().place()).done());
  }
}
