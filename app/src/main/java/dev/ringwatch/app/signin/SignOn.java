package dev.ringwatch.app.signin;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Operators;
import dev.ringwatch.postgres.SingleSignOn;
import dev.ringwatch.postgres.audit.AuditUnavailableException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Finds out which operator somebody is whom a provider of single sign-on vouches for. */
final class SignOn implements OAuth2UserService<OidcUserRequest, OidcUser> {

  /** The error of somebody whom the provider knows and we do not. */
  static final String UNKNOWN = "unknown_operator";

  /** What our one provider is called in paths. */
  static final String REGISTRATION = "sso";

  private static final Logger LOG = LoggerFactory.getLogger(SignOn.class);

  private final Operators operators;
  private final SignOnSettings settings;
  private final Audit audit;
  private final OidcUserService profiles = new OidcUserService();

  SignOn(Operators operators, SignOnSettings settings, Audit audit) {
    this.operators = operators;
    this.settings = settings;
    this.audit = audit;
  }

  /** The provider, which is asked to describe itself when somebody first goes there. */
  ClientRegistrationRepository registrations() {
    Supplier<InMemoryClientRegistrationRepository> described =
        () ->
            new InMemoryClientRegistrationRepository(
                ClientRegistrations.fromIssuerLocation(settings.issuer())
                    .registrationId(REGISTRATION)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .clientName(settings.name())
                    .scope("openid", "email", "profile")
                    .build());
    return new SupplierClientRegistrationRepository(described);
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcUser user = profiles.loadUser(request);
    SingleSignOn who =
        new SingleSignOn(settings.issuer(), String.valueOf(request.getIdToken().getSubject()));
    try {
      Operator operator =
          operator(who, user)
              .filter(Operator::isEnabled)
              .orElseThrow(() -> {
                LOG.info(
                    "single sign-on sent {}, who is no operator here", inOneLine(who.subject()));
                return new OAuth2AuthenticationException(new OAuth2Error(UNKNOWN));
              });
      return new SignOnOperator(operator, request.getIdToken());
    } catch (SQLException | AuditUnavailableException e) {
      throw new OAuth2AuthenticationException(
          new OAuth2Error("server_error", "the database does not answer", null), e);
    }
  }

  private Optional<Operator> operator(SingleSignOn who, OidcUser user) throws SQLException {
    Optional<Operator> known = operators.find(who);
    if (known.isPresent()) {
      return known;
    }
    // Only an address that the provider has verified: otherwise anybody could claim it there.
    if (!Boolean.TRUE.equals(user.getEmailVerified()) || user.getEmail() == null) {
      return Optional.empty();
    }
    Optional<Operator> expected = operators.bind(who, user.getEmail());
    if (expected.isPresent() || settings.newcomers().isEmpty()) {
      return expected;
    }
    String name = user.getFullName() == null ? user.getEmail() : user.getFullName();
    Newcomer newcomer = new Newcomer(user.getEmail(), name, settings.newcomers().get(), true);
    return newcomer.add(operators, audit, Who.system()).isPresent()
        ? operators.bind(who, user.getEmail())
        : Optional.empty();
  }

  private static String inOneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
