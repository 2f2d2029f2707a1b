package dev.ringwatch.app.access;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A route, and what it takes to use it.
 *
 * @param method the method; {@code GET} stands for {@code HEAD} too
 * @param path the path, with names for its parts such as {@code /v1/accounts/{id}}
 * @param permission what one must be allowed
 */
public record Route(String method, PathPattern path, Permission permission) {

  /** A route of a pattern in text. */
  static Route of(String method, String path, Permission permission) {
    return new Route(method, PathPatternParser.defaultInstance.parse(path), permission);
  }

  boolean hasPath(PathContainer asked) {
    return path.matches(asked);
  }

  boolean hasMethod(String asked) {
    return method.equals(asked) || (method.equals("GET") && asked.equals("HEAD"));
  }

  @Override
  public String toString() {
    return method + " " + path.getPatternString();
  }
}
