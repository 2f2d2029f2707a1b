package dev.ringwatch.app.signin;

import dev.ringwatch.app.access.Standings;
import dev.ringwatch.postgres.audit.AuditUnavailableException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/** Looks at codes of second factors. */
final class CodeProvider implements AuthenticationProvider {

  private final SecondFactors factors;

  CodeProvider(SecondFactors factors) {
    this.factors = factors;
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    ShownCode shown = (ShownCode) presented;
    if (!isRight(shown)) {
      throw new BadCredentialsException("the code is wrong, too old, or was shown before");
    }
    UsernamePasswordAuthenticationToken accepted =
        UsernamePasswordAuthenticationToken.authenticated(
            shown.getPrincipal(),
            null,
            List.of(FactorGrantedAuthority.fromAuthority(Standings.TOTP_AUTHORITY)));
    accepted.setDetails(shown.getDetails());
    return accepted;
  }

  private boolean isRight(ShownCode shown) {
    long operator = shown.getPrincipal().operator();
    try {
      Optional<byte[]> proposed = shown.proposed();
      if (proposed.isPresent() && !factors.has(operator)) {
        return factors.takeUp(shown.who(), operator, proposed.get(), shown.getCredentials());
      }
      return factors.verify(operator, shown.getCredentials());
    } catch (SQLException e) {
      throw new AuthenticationServiceException("the database does not answer", e);
    } catch (AuditUnavailableException e) {
      throw new AuthenticationServiceException("a second factor could not be recorded", e);
    } catch (IllegalStateException e) {
      throw new AuthenticationServiceException(
          "the second factor of "
              + shown.getName()
              + " cannot be decrypted; was the file secret.key replaced? ringwatch operator link "
              + shown.getName()
              + " --new-second-factor helps",
          e);
    }
  }

  @Override
  public boolean supports(Class<?> type) {
    return ShownCode.class.isAssignableFrom(type);
  }
}
