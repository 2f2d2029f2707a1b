package dev.ringwatch.app.signin;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.access.SignInDetails;
import dev.ringwatch.app.audit.Who;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Takes the code of a second factor and adds it to what the session has shown already. */
final class CodeFilter extends AbstractAuthenticationProcessingFilter {

  /** Where a session keeps a secret that was proposed and not taken up yet. */
  static final String PROPOSED = CodeFilter.class.getName() + ".proposed";

  CodeFilter(AuthenticationManager manager) {
    super(
        PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/second-factor"),
        manager);
    setMfaEnabled(true);
  }

  @Override
  public @Nullable Authentication attemptAuthentication(
      HttpServletRequest request, HttpServletResponse response) {
    Authentication before = SecurityContextHolder.getContext().getAuthentication();
    if (before == null || !(before.getPrincipal() instanceof OperatorCaller caller)) {
      throw new InsufficientAuthenticationException("show a password first");
    }
    String code = Objects.requireNonNullElse(request.getParameter("code"), "");
    ShownCode shown = new ShownCode(caller, code, proposed(request), Who.of(request));
    shown.setDetails(SignInDetails.of(request));
    return getAuthenticationManager().authenticate(shown);
  }

  private static Optional<byte[]> proposed(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null
        ? Optional.empty()
        : Optional.ofNullable((byte[]) session.getAttribute(PROPOSED));
  }
}
