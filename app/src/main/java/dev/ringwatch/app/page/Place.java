package dev.ringwatch.app.page;

import dev.ringwatch.postgres.Role;
import java.util.List;

/**
 * A place that every page leads to.
 *
 * @param name what it is called
 * @param href where it is
 * @param key what leads there after {@code g}; empty if nothing does
 * @param here {@code page} if the page belongs to it, for {@code aria-current}; empty otherwise
 */
public record Place(String name, String href, String key, String here) {

  private static final List<Known> KNOWN =
      List.of(
          new Known("Overview", "/", "o", "", Role.VIEWER),
          new Known("Queue", "/queue", "q", "Queue item", Role.VIEWER),
          new Known("Incidents", "/incidents", "i", "Incident", Role.VIEWER),
          new Known("Rings", "/rings", "r", "Ring", Role.VIEWER),
          new Known("Accounts", "/accounts", "a", "Account", Role.VIEWER),
          new Known("Explore", "/explore", "e", "Search", Role.VIEWER),
          new Known("Hunts", "/hunts", "h", "Hunt", Role.VIEWER),
          new Known("Patterns", "/patterns", "p", "Failing sessions", Role.VIEWER),
          new Known("Calibration", "/calibration", "c", "Threshold", Role.VIEWER),
          new Known("Models", "/models", "m", "Model", Role.VIEWER),
          new Known("Silences", "/silences", "s", "", Role.VIEWER),
          new Known("Not told", "/suppressions", "", "", Role.VIEWER),
          new Known("Deliveries", "/deliveries", "d", "Delivery", Role.VIEWER),
          new Known("Endpoints", "/endpoints", "", "", Role.ADMIN));

  /** The place with its key, the title of single things in it, and who it is for at least. */
  private record Known(String name, String href, String key, String single, Role role) {

    Place place(String title) {
      boolean isHere = title.equals(name) || title.equals(single);
      return new Place(name, href, key, isHere ? "page" : "");
    }
  }

  /**
   * The places there are for a role.
   *
   * @param title of the page that they stand on
   * @param role the word of the role
   */
  public static List<Place> of(String title, String role) {
    return KNOWN.stream()
        .filter(one -> one.role() == Role.VIEWER || role.equals(one.role().word()))
        .map(one -> one.place(title))
        .toList();
  }
}
