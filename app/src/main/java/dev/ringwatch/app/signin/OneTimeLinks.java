package dev.ringwatch.app.signin;

import dev.ringwatch.postgres.SignInLinks;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ott.DefaultOneTimeToken;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;

/**
 * One-time tokens out of the database, where only their hashes are. They are made on the host, or
 * by an administrator on the page of operators, and never for who asks at the door.
 */
final class OneTimeLinks implements OneTimeTokenService {

  private final SignInLinks links;

  OneTimeLinks(SignInLinks links) {
    this.links = links;
  }

  @Override
  public OneTimeToken generate(GenerateOneTimeTokenRequest request) {
    throw new UnsupportedOperationException("links are made on the host: ringwatch operator link");
  }

  @Override
  public @Nullable OneTimeToken consume(OneTimeTokenAuthenticationToken shown) {
    String token = String.valueOf(shown.getTokenValue());
    try {
      return links
          .take(token)
          .map(login -> new DefaultOneTimeToken(token, login, Instant.MAX))
          .orElse(null);
    } catch (SQLException e) {
      throw new AuthenticationServiceException("the database does not answer", e);
    }
  }
}
