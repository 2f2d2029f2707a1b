package dev.ringwatch.app.signin;

import dev.ringwatch.app.access.SignInDetails;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;

/** Asks another provider, and not too often. */
final class ThrottledProvider implements AuthenticationProvider {

  private final AuthenticationProvider provider;
  private final Throttle throttle;

  ThrottledProvider(AuthenticationProvider provider, Throttle throttle) {
    this.provider = provider;
    this.throttle = throttle;
  }

  @Override
  public @Nullable Authentication authenticate(Authentication shown) {
    String login = shown.getName();
    String address = shown.getDetails() instanceof SignInDetails from ? from.address() : "";
    Throttle.Attempt attempt = throttle.attempt(login, address);
    if (!throttle.begin(attempt)) {
      throw new TooManyAttemptsException();
    }
    try {
      Authentication accepted = provider.authenticate(shown);
      throttle.succeeded(attempt, login, address);
      return accepted;
    } catch (AuthenticationServiceException e) {
      throttle.forgive(attempt);
      throw e;
    }
  }

  @Override
  public boolean supports(Class<?> type) {
    return provider.supports(type);
  }
}
