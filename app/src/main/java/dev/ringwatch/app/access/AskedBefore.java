package dev.ringwatch.app.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.CookieRequestCache;

/**
 * Which page was asked for before the sign-in. It is kept in a cookie, so that nobody has a session
 * before that.
 */
final class AskedBefore extends CookieRequestCache {

  AskedBefore() {
    setRequestMatcher(request -> request.getMethod().equals("GET") && Refusals.isPage(request));
  }

  /** Forgets the page once it is asked for, and lets the request be what it is. */
  @Override
  public @Nullable HttpServletRequest getMatchingRequest(
      HttpServletRequest request, HttpServletResponse response) {
    // What comes back would have the cookie's headers in place of the request's: none.
    super.getMatchingRequest(request, response);
    return null;
  }
}
