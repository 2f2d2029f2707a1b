package dev.ringwatch.app.signin;

import dev.ringwatch.app.access.SignIn;
import dev.ringwatch.app.access.SignInDetails;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationProvider;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.ott.OneTimeTokenAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** The ways in: a form for name and password, codes, one-time links, and single sign-on. */
final class OperatorSignIn implements SignIn {

  private final PasswordSignIn passwords;
  private final AuthenticationProvider codes;
  private final OneTimeTokenService links;
  private final Optional<SignOn> signOn;
  private final Arrivals arrivals;

  OperatorSignIn(
      PasswordSignIn passwords,
      AuthenticationProvider codes,
      OneTimeTokenService links,
      Optional<SignOn> signOn,
      Arrivals arrivals) {
    this.passwords = passwords;
    this.codes = codes;
    this.links = links;
    this.signOn = signOn;
    this.arrivals = arrivals;
  }

  @Override
  public void configure(HttpSecurity http, AuthenticationSuccessHandler next) throws Exception {
    AuthenticationSuccessHandler onward = arrivals.then(next);
    http.authenticationProvider(passwords.provider())
        .formLogin(form ->
            form.loginPage("/login")
                .authenticationDetailsSource(SignInDetails::of)
                .successHandler(onward)
                .failureHandler(Failures.to("/login")))
        .logout(logout ->
            logout.addLogoutHandler((request, response, who) -> arrivals.goesOut(request, who)))
        .addFilterBefore(linkFilter(onward), UsernamePasswordAuthenticationFilter.class)
        // After the table was asked whether this session may show a code.
        .addFilterAfter(codeFilter(onward), AuthorizationFilter.class);
    if (signOn.isPresent()) {
      SignOnLogin.configure(http, onward, signOn.get());
    }
  }

  /** Where a link is enough, opening it is: nothing looks at links before people do there. */
  private AbstractAuthenticationProcessingFilter linkFilter(AuthenticationSuccessHandler onward) {
    boolean enough = arrivals.linkIsEnough();
    OneTimeTokenAuthenticationFilter filter = new OneTimeTokenAuthenticationFilter();
    filter.setRequiresAuthenticationRequestMatcher(
        PathPatternRequestMatcher.withDefaults()
            .matcher(enough ? HttpMethod.GET : HttpMethod.POST, "/login/link"));
    filter.setAuthenticationConverter(request -> {
      OneTimeTokenAuthenticationToken token =
          new OneTimeTokenAuthenticationToken(
              Objects.requireNonNullElse(request.getParameter("token"), ""));
      token.setDetails(SignInDetails.of(request));
      return token;
    });
    filter.setAuthenticationManager(
        new ProviderManager(new OneTimeTokenAuthenticationProvider(links, passwords::byLink)));
    filter.setAuthenticationSuccessHandler(
        enough ? onward : (request, response, who) -> response.sendRedirect("/password"));
    filter.setAuthenticationFailureHandler((request, response, failure) -> {
      // Who opens it once more may be in by it already.
      boolean again = enough && request.getSession(false) != null;
      response.sendRedirect(again ? "/" : "/login?link");
    });
    return kept(filter);
  }

  private AbstractAuthenticationProcessingFilter codeFilter(AuthenticationSuccessHandler onward) {
    CodeFilter filter = new CodeFilter(new ProviderManager(codes));
    filter.setAuthenticationSuccessHandler((request, response, who) -> {
      request.getSession().removeAttribute(CodeFilter.PROPOSED);
      onward.onAuthenticationSuccess(request, response, who);
    });
    filter.setAuthenticationFailureHandler(Failures.to("/second-factor"));
    return kept(filter);
  }

  /** What Spring's own configurers set for theirs. */
  private static AbstractAuthenticationProcessingFilter kept(
      AbstractAuthenticationProcessingFilter filter) {
    filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
    filter.setSessionAuthenticationStrategy(new ChangeSessionIdAuthenticationStrategy());
    return filter;
  }
}
