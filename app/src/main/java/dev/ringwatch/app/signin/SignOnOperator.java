package dev.ringwatch.app.signin;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.postgres.Operator;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** An operator whom single sign-on vouches for. */
final class SignOnOperator implements OidcUser, OperatorCaller {

  private final long id;
  private final String login;
  private final OidcIdToken token;
  private final FactorGrantedAuthority shown =
      FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY);

  SignOnOperator(Operator operator, OidcIdToken token) {
    this.id = operator.id();
    this.login = operator.login();
    this.token = token;
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
  public String getName() {
    return login;
  }

  @Override
  public OidcIdToken getIdToken() {
    return token;
  }

  @Override
  public @Nullable OidcUserInfo getUserInfo() {
    return null;
  }

  @Override
  public Map<String, Object> getClaims() {
    return token.getClaims();
  }

  @Override
  public Map<String, Object> getAttributes() {
    return token.getClaims();
  }

  /** That the provider vouched; Spring adds it for plain OAuth 2 and not for OpenID Connect. */
  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of(shown);
  }
}
