package dev.ringwatch.app.access;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Grants what {@link AccessTable} names to whom it says, and nothing else. */
final class TableAuthorization implements AuthorizationManager<RequestAuthorizationContext> {

  private final Standings standings;

  TableAuthorization(Standings standings) {
    this.standings = standings;
  }

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    Optional<Permission> needed = AccessTable.find(context.getRequest()).map(Route::permission);
    boolean granted =
        needed.equals(Optional.of(Permission.COME_IN))
            || needed
                .filter(one -> standings.permissions(authentication.get()).contains(one))
                .isPresent();
    return new AuthorizationDecision(granted);
  }
}
