package dev.ringwatch.app.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/**
 * Where somebody signed in from, which their session hangs on.
 *
 * @param address the address
 * @param userAgent what the browser calls itself
 */
public record SignInDetails(String address, String userAgent) {

  private static final int MAX_USER_AGENT = 512;

  /** Those of a request. */
  public static SignInDetails of(HttpServletRequest request) {
    String agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
    return new SignInDetails(
        request.getRemoteAddr(), agent.substring(0, Math.min(agent.length(), MAX_USER_AGENT)));
  }
}
