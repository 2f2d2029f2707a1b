package dev.ringwatch.app.signin;

import dev.ringwatch.postgres.Role;
import java.util.Optional;

/**
 * A provider of single sign-on, by OpenID Connect.
 *
 * @param issuer its address, under which it describes itself
 * @param clientId what it knows us as
 * @param clientSecret what we prove it by
 * @param name what people call it
 * @param newcomers as what those come in whom it knows and we do not; nobody if absent
 */
public record SignOnSettings(
    String issuer, String clientId, String clientSecret, String name, Optional<Role> newcomers) {

  /** Checks that there is a provider. */
  public SignOnSettings {
    if (!issuer.startsWith("https://") && !issuer.startsWith("http://127.0.0.1:")) {
      throw new IllegalArgumentException(
          "ringwatch.sign-on.issuer must start with https://, not '" + issuer + "'");
    }
    if (clientId.isBlank() || clientSecret.isBlank()) {
      throw new IllegalArgumentException(
          "ringwatch.sign-on needs client-id and client-secret, as the provider gave them");
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "SignOnSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
  }
}
