package dev.ringwatch.app.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** Takes {@code Authorization: Bearer KEY} for who calls. */
final class KeyAuthentication implements AuthenticationProvider, AuthenticationConverter {

  private static final String SCHEME = "Bearer ";

  private final CallerDirectory directory;

  KeyAuthentication(CallerDirectory directory) {
    this.directory = directory;
  }

  /** Whether a request brings a key, a right one or a wrong one. */
  static boolean isPresented(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !isPresented(request)) {
      return null;
    }
    String secret = header.substring(SCHEME.length()).strip();
    return new PreAuthenticatedAuthenticationToken("api key", secret);
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    ApiCaller caller =
        find(String.valueOf(presented.getCredentials()))
            .orElseThrow(() -> new BadCredentialsException("the API key is unknown or expired"));
    return new PreAuthenticatedAuthenticationToken(caller, "", List.of());
  }

  private Optional<ApiCaller> find(String secret) {
    try {
      return directory.find(secret);
    } catch (KeysUnavailableException e) {
      throw new AuthenticationServiceException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public boolean supports(Class<?> type) {
    return PreAuthenticatedAuthenticationToken.class.isAssignableFrom(type);
  }
}
