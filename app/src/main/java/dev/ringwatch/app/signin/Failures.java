package dev.ringwatch.app.signin;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Where those are led who did not get in: back to the page, with the reason that it may tell. */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** Of a page with a form. */
  static AuthenticationFailureHandler to(String page) {
    return (request, response, failure) -> response.sendRedirect(page + "?" + reason(failure));
  }

  private static String reason(AuthenticationException failure) {
    return switch (failure) {
      case TooManyAttemptsException _ -> "later";
      case AuthenticationServiceException e -> {
        LOG.warn("a sign-in could not be judged: {}", e.getMessage());
        yield "unavailable";
      }
      default -> "refused";
    };
  }

  /** Of single sign-on. */
  static AuthenticationFailureHandler ofSignOn() {
    return (request, response, failure) -> {
      boolean unknown =
          failure instanceof OAuth2AuthenticationException e
              && e.getError().getErrorCode().equals(SignOn.UNKNOWN);
      if (!unknown) {
        LOG.warn("single sign-on failed: {}", why(failure));
      }
      response.sendRedirect(unknown ? "/login?unknown" : "/login?sign-on");
    };
  }

  private static String why(AuthenticationException failure) {
    Throwable cause = failure.getCause();
    String message = String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
    return message.replaceAll("\\s+", " ");
  }
}
