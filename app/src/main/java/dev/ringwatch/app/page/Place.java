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

  private static final List<Known> OPERATIONS =
      List.of(
          new Known("Operations", "/operations", "", "", Role.VIEWER),
          new Known("Rejected", "/operations/rejected", "", "", Role.VIEWER),
          new Known("Set aside", "/operations/set-aside", "", "", Role.VIEWER),
          new Known("Silences", "/silences", "s", "", Role.VIEWER),
          new Known("Not told", "/suppressions", "", "", Role.VIEWER),
          new Known("Lists", "/lists", "l", "", Role.VIEWER),
          new Known("Deliveries", "/deliveries", "d", "Delivery", Role.VIEWER),
          new Known("Endpoints", "/endpoints", "", "", Role.ADMIN));

  private static final List<Known> SETTINGS =
      List.of(
          new Known("Settings", "/settings", "", "", Role.ADMIN),
          new Known("Operators", "/settings/operators", "", "", Role.ADMIN),
          new Known("API keys", "/settings/keys", "", "", Role.ADMIN),
          new Known("Audit log", "/settings/audit", "", "", Role.ADMIN),
          new Known("Archive", "/settings/archive", "", "", Role.ADMIN),
          new Known("Erasures", "/settings/erasures", "", "", Role.ADMIN),
          new Known("Configuration", "/settings/configuration", "", "", Role.ADMIN));

  private static final List<Known> KNOWN =
      List.of(
          new Known("Overview", "/", "o", "", Role.VIEWER),
          new Known("Queue", "/queue", "q", "Queue item", Role.VIEWER),
          new Known("Incidents", "/incidents", "i", "Incident", Role.VIEWER),
          new Known("Rings", "/rings", "r", "Ring", Role.VIEWER),
          new Known("Accounts", "/accounts", "a", "Account", Role.VIEWER),
          new Known("Explore", "/explore", "e", "Search", Role.VIEWER),
          new Known("Hunts", "/hunts", "h", "Hunt", Role.VIEWER),
          new Known("Patterns", "/patterns", "n", "Failing sessions", Role.VIEWER),
          new Known("Calibration", "/calibration", "c", "Threshold", Role.VIEWER),
          new Known("Models", "/models", "m", "Model", Role.VIEWER),
          new Known("Operations", "/operations", "p", "", Role.VIEWER, OPERATIONS),
          new Known("Settings", "/settings", "t", "", Role.ADMIN, SETTINGS));

  /**
   * The place with its key, the title of single things in it, who it is for at least, and the parts
   * that it has.
   */
  private record Known(
      String name, String href, String key, String single, Role role, List<Known> parts) {

    Known(String name, String href, String key, String single, Role role) {
      this(name, href, key, single, role, List.of());
    }

    boolean has(String title) {
      return title.equals(name)
          || title.equals(single)
          || parts.stream().anyMatch(part -> part.has(title));
    }

    Place place(String title) {
      return new Place(name, href, key, has(title) ? "page" : "");
    }
  }

  /**
   * The places there are for a role.
   *
   * @param title of the page that they stand on
   * @param role the word of the role
   */
  public static List<Place> of(String title, String role) {
    return of(KNOWN, title, role);
  }

  /** The parts of the place that a page belongs to, for a role; none if it has no parts. */
  public static List<Place> parts(String title, String role) {
    return KNOWN.stream()
        .filter(one -> one.has(title))
        .findFirst()
        .map(one -> of(one.parts(), title, role))
        .orElse(List.of());
  }

  private static List<Place> of(List<Known> known, String title, String role) {
    return known.stream()
        .filter(one -> one.role() == Role.VIEWER || role.equals(one.role().word()))
        .map(one -> one.place(title))
        .toList();
  }
}
