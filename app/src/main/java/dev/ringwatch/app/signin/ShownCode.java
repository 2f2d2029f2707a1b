package dev.ringwatch.app.signin;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Who;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A code that somebody shows as a second factor, not yet looked at. */
final class ShownCode extends AbstractAuthenticationToken {

  private final transient OperatorCaller caller;
  private final String code;
  private final transient Optional<byte[]> proposed;
  private final transient Who who;

  /**
   * A code.
   *
   * @param caller who has shown a password already
   * @param proposed the secret that it proves to have arrived, if it is to be taken up
   * @param who the same caller as records name them, and by which request
   */
  ShownCode(OperatorCaller caller, String code, Optional<byte[]> proposed, Who who) {
    super(List.of());
    this.caller = caller;
    this.code = code;
    this.proposed = proposed;
    this.who = who;
  }

  Optional<byte[]> proposed() {
    return proposed;
  }

  Who who() {
    return who;
  }

  @Override
  public String getName() {
    return caller.login();
  }

  @Override
  public String getCredentials() {
    return code;
  }

  @Override
  public OperatorCaller getPrincipal() {
    return caller;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
