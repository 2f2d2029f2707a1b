package dev.ringwatch.app.request;

import dev.ringwatch.app.access.AccessTable;
import dev.ringwatch.app.access.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/**
 * What a request asks for, in words of ours: a path holds account ids and whatever a stranger
 * wrote, a route does not, and there are only so many.
 *
 * @param method the HTTP method; {@code OTHER} for one that nobody needs
 * @param path the route's pattern, such as {@code /v1/accounts/{id}}; {@code none} if there is none
 */
record KnownRoute(String method, String path) {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  static KnownRoute of(HttpServletRequest request) {
    Optional<Route> route = AccessTable.find(request);
    String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
    return new KnownRoute(method, route.map(r -> r.path().getPatternString()).orElse("none"));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
