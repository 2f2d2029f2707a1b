package dev.ringwatch.app.access;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** The ways in for operators. */
@FunctionalInterface
public interface SignIn {

  /**
   * Adds them to the chain of filters.
   *
   * @param onward leads on who came in
   */
  void configure(HttpSecurity http, AuthenticationSuccessHandler onward) throws Exception;
}
