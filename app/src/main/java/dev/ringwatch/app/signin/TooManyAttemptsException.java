package dev.ringwatch.app.signin;

import org.springframework.security.core.AuthenticationException;

/** Somebody tries too often. */
final class TooManyAttemptsException extends AuthenticationException {

  TooManyAttemptsException() {
    super("too many attempts");
  }
}
