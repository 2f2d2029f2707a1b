package dev.ringwatch.app.page;

import org.springframework.security.web.csrf.CsrfToken;

/**
 * The hidden field that a form sends along to show that it is ours.
 *
 * @param name its name
 * @param value its value
 */
public record FormToken(String name, String value) {

  /** That of a request. */
  public static FormToken of(CsrfToken token) {
    return new FormToken(token.getParameterName(), token.getToken());
  }
}
