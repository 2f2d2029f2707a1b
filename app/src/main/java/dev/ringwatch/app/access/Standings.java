package dev.ringwatch.app.access;

import static org.springframework.security.core.authority.FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY;
import static org.springframework.security.core.authority.FactorGrantedAuthority.OTT_AUTHORITY;
import static org.springframework.security.core.authority.FactorGrantedAuthority.PASSWORD_AUTHORITY;

import dev.ringwatch.postgres.Operator;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AllRequiredFactorsAuthorizationManager;
import org.springframework.security.authorization.RequiredFactor;
import org.springframework.security.core.Authentication;

/**
 * What whoever sends a request may do, by what they have shown of themselves: a key, or the factors
 * of a session, none of which may be older than a session's absolute end.
 */
public final class Standings {

  /** The authority of who has shown the code of a second factor. */
  public static final String TOTP_AUTHORITY = "FACTOR_TOTP";

  private final CurrentOperators operators;
  private final SessionSettings settings;
  private final AllRequiredFactorsAuthorizationManager<Authentication> link;
  private final AllRequiredFactorsAuthorizationManager<Authentication> password;
  private final AllRequiredFactorsAuthorizationManager<Authentication> passwordAndCode;
  private final AllRequiredFactorsAuthorizationManager<Authentication> signOn;

  /**
   * By the settings of sessions.
   *
   * @param clock says how old a factor is
   */
  public Standings(CurrentOperators operators, SessionSettings settings, Clock clock) {
    this.operators = operators;
    this.settings = settings;
    this.link = factors(clock, settings.linkLife(), OTT_AUTHORITY);
    this.password = factors(clock, settings.absolute(), PASSWORD_AUTHORITY);
    this.passwordAndCode = factors(clock, settings.absolute(), PASSWORD_AUTHORITY, TOTP_AUTHORITY);
    this.signOn = factors(clock, settings.absolute(), AUTHORIZATION_CODE_AUTHORITY);
  }

  /** How far somebody has come on the way in. */
  public enum Stage {
    /** Nothing was shown, or it is too old. */
    NOBODY,
    /** A one-time link was. */
    LINK,
    /** A password was, and a second factor has to be. */
    FIRST_FACTOR,
    /** All was. */
    IN
  }

  CurrentOperators operators() {
    return operators;
  }

  /** The settings of sessions. */
  public SessionSettings settings() {
    return settings;
  }

  private static AllRequiredFactorsAuthorizationManager<Authentication> factors(
      Clock clock, Duration life, String... authorities) {
    AllRequiredFactorsAuthorizationManager.Builder<Authentication> builder =
        AllRequiredFactorsAuthorizationManager.builder();
    for (String authority : authorities) {
      builder.requireFactor(RequiredFactor.withAuthority(authority).validDuration(life).build());
    }
    AllRequiredFactorsAuthorizationManager<Authentication> all = builder.build();
    all.setClock(clock);
    return all;
  }

  /** How far somebody has come. */
  public Stage stage(@Nullable Authentication authentication) {
    return switch (authentication == null ? null : authentication.getPrincipal()) {
      case ApiCaller _ -> Stage.IN;
      case OperatorCaller caller when authentication != null ->
          operators
              .find(caller.operator())
              .map(operator -> stage(operator, authentication))
              .orElse(Stage.NOBODY);
      case null, default -> Stage.NOBODY;
    };
  }

  private Stage stage(Operator operator, Authentication shown) {
    if (has(signOn, shown) || has(passwordAndCode, shown)) {
      return Stage.IN;
    }
    if (has(password, shown)) {
      boolean more = settings.secondFactor() || operator.hasSecondFactor();
      return more ? Stage.FIRST_FACTOR : Stage.IN;
    }
    if (!has(link, shown)) {
      return Stage.NOBODY;
    }
    return settings.linkIsEnough() ? Stage.IN : Stage.LINK;
  }

  private static boolean has(
      AllRequiredFactorsAuthorizationManager<Authentication> factors, Authentication shown) {
    return factors.authorize(() -> shown, shown).isGranted();
  }

  /** What somebody may do. */
  Set<Permission> permissions(@Nullable Authentication authentication) {
    return switch (stage(authentication)) {
      case NOBODY -> AccessTable.ofNobody();
      case LINK -> AccessTable.ofLink();
      case FIRST_FACTOR -> AccessTable.ofFirstFactor();
      case IN -> ofCaller(authentication);
    };
  }

  private Set<Permission> ofCaller(@Nullable Authentication authentication) {
    EnumSet<Permission> all = EnumSet.copyOf(AccessTable.ofNobody());
    switch (authentication == null ? null : authentication.getPrincipal()) {
      case ApiCaller key -> all.addAll(AccessTable.of(key.scopes()));
      case OperatorCaller caller -> {
        Optional<Operator> operator = operators.find(caller.operator());
        operator.ifPresent(known -> all.addAll(AccessTable.of(known.role())));
      }
      case null, default -> {}
    }
    return all;
  }
}
