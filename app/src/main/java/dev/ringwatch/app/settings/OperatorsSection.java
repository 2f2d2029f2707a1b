package dev.ringwatch.app.settings;

import dev.ringwatch.app.access.SessionSettings;
import dev.ringwatch.app.signin.SignOnSettings;
import dev.ringwatch.postgres.Role;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be set under {@code ringwatch.operators}. */
record OperatorsSection(
    @Setting(value = "after how long without a request a session is over", least = "1m")
        Duration idle,
    @Setting(value = "how long after the sign-in a session is over in any case", least = "1m")
        Duration session,
    @Setting("whether who signs in by password must have a second factor") boolean secondFactor,
    @Setting("whether a session is over when its cookie comes from another address")
        boolean sameAddress,
    @Setting("a provider of single sign-on, by OpenID Connect") SignOn signOn) {

  /** A provider of single sign-on. */
  record SignOn(
      @Setting(value = "its address, with https://", unset = "no single sign-on")
          @Nullable URI issuer,
      @Setting(value = "what it knows Ringwatch as", unset = "none") @Nullable String clientId,
      @Setting(value = "what Ringwatch proves that by", unset = "none", secret = true)
          @Nullable String clientSecret,
      @Setting("what people call it") String name,
      @Setting(
              value = "as what those come in whom it knows and Ringwatch does not",
              unset = "not at all")
          @Nullable Role newcomers) {

    /** The provider; empty if there is none. */
    Optional<SignOnSettings> settings() {
      return issuer == null || clientId == null || clientSecret == null
          ? Optional.empty()
          : Optional.of(
              new SignOnSettings(
                  issuer.toString(), clientId, clientSecret, name, Optional.ofNullable(newcomers)));
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "SignOn[issuer=" + issuer + "]";
    }
  }

  static OperatorsSection ofDefaults() {
    SessionSettings defaults = SessionSettings.ofDefaults();
    return new OperatorsSection(
        defaults.idle(),
        defaults.absolute(),
        defaults.secondFactor(),
        defaults.sameAddress(),
        new SignOn(null, null, null, "single sign-on", null));
  }

  SessionSettings sessions() {
    return new SessionSettings(idle, session, secondFactor, sameAddress);
  }
}
