package dev.ringwatch.app.signin;

import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Operators;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Who signs in under a name and a password. Who is disabled or has no password is looked at as long
 * as who is not there at all, so that the time it takes tells nothing.
 */
final class PasswordSignIn {

  private final Operators operators;
  private final Passwords passwords;
  private final Throttle throttle;

  PasswordSignIn(Operators operators, Passwords passwords, Throttle throttle) {
    this.operators = operators;
    this.passwords = passwords;
    this.throttle = throttle;
  }

  /** Looks at a name and a password, not too often. */
  AuthenticationProvider provider() {
    DaoAuthenticationProvider provider = new DaoAuthenticationProvider(this::withPassword);
    provider.setPasswordEncoder(passwords);
    return new ThrottledProvider(provider, throttle);
  }

  private UserDetails withPassword(String login) {
    Optional<Operator> operator = enabled(login);
    Optional<String> hash = operator.flatMap(one -> hash(one.id()));
    if (operator.isEmpty() || hash.isEmpty()) {
      throw UsernameNotFoundException.fromUsername(login);
    }
    return new PasswordOperator(operator.get(), hash.get());
  }

  /** The operator of a login, as who came by a link. */
  UserDetails byLink(String login) {
    return enabled(login)
        .map(operator -> new PasswordOperator(operator, null))
        .orElseThrow(() -> UsernameNotFoundException.fromUsername(login));
  }

  private Optional<Operator> enabled(String login) {
    try {
      return operators.find(login).filter(Operator::isEnabled);
    } catch (SQLException e) {
      throw new AuthenticationServiceException("the database does not answer", e);
    }
  }

  private Optional<String> hash(long operator) {
    try {
      return operators.passwordHash(operator);
    } catch (SQLException e) {
      throw new AuthenticationServiceException("the database does not answer", e);
    }
  }
}
