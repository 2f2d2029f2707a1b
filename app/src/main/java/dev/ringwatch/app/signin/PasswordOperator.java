package dev.ringwatch.app.signin;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.postgres.Operator;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * An operator as Spring Security asks for them: with the hash of the password until that was looked
 * at, and without authorities, since what an operator may do is looked up when it is asked.
 */
final class PasswordOperator implements UserDetails, OperatorCaller, CredentialsContainer {

  private final long id;
  private final String login;
  // Written by the thread of the sign-in, before the session is anybody's.
  private transient @Nullable String passwordHash;

  PasswordOperator(Operator operator, @Nullable String passwordHash) {
    this.id = operator.id();
    this.login = operator.login();
    this.passwordHash = passwordHash;
  }

  @Override
  public long operator() {
    return id;
  }

  @Override
  public String login() {
    return login;
  }

  @Override
  public String getUsername() {
    return login;
  }

  @Override
  public @Nullable String getPassword() {
    return passwordHash;
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of();
  }

  @Override
  public void eraseCredentials() {
    passwordHash = null;
  }
}
