package dev.ringwatch.app.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.RequestCache;
import tools.jackson.databind.json.JsonMapper;

/**
 * The chain of filters that every request passes: who is it, does the session still hold, may they.
 * The last question is {@link AccessTable}'s.
 */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

  /** Nothing from elsewhere, nothing inline, no frames. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String CSRF_COOKIE = "ringwatch_csrf";

  /** What operators may do at this moment. */
  @Bean
  Standings standings(CurrentOperators operators, SessionSettings settings, Clock clock) {
    return new Standings(operators, settings, clock);
  }

  /** The filters. */
  @Bean
  SecurityFilterChain routes(
      HttpSecurity http, CallerDirectory keys, SignIn signIn, Standings standings, JsonMapper json)
      throws Exception {
    RequestCache askedBefore = new AskedBefore();
    Refusals refusals = new Refusals(standings, askedBefore, json);
    http.authorizeHttpRequests(requests ->
            requests
                // Both go on with a request that was let in, or refused, before.
                .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .anyRequest()
                .access(new TableAuthorization(standings)))
        .addFilterBefore(keyFilter(keys, refusals), AuthorizationFilter.class)
        .addFilterAfter(new SessionGuard(standings, refusals), SecurityContextHolderFilter.class)
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .requestCache(cache -> cache.requestCache(askedBefore))
        .logout(logout -> logout.logoutSuccessUrl("/login?out"))
        // A key is never what a browser sends by itself.
        .csrf(csrf ->
            csrf.csrfTokenRepository(csrfTokens())
                .ignoringRequestMatchers(KeyAuthentication::isPresented))
        .headers(AccessConfiguration::harden);
    SavedRequestAwareAuthenticationSuccessHandler onward =
        new SavedRequestAwareAuthenticationSuccessHandler();
    onward.setRequestCache(askedBefore);
    signIn.configure(http, onward);
    return http.build();
  }

  private static void harden(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
  }

  /** In a cookie, so that nobody has a session before a sign-in. */
  private static CookieCsrfTokenRepository csrfTokens() {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName(CSRF_COOKIE);
    tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict"));
    return tokens;
  }

  private static AuthenticationFilter keyFilter(CallerDirectory directory, Refusals refusals) {
    KeyAuthentication keys = new KeyAuthentication(directory);
    AuthenticationFilter filter = new AuthenticationFilter(new ProviderManager(keys), keys);
    filter.setSuccessHandler((request, response, authentication) -> {});
    filter.setFailureHandler((request, response, failure) -> refuse(refusals, response, failure));
    return filter;
  }

  private static void refuse(
      Refusals refusals, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    String why = String.valueOf(failure.getMessage());
    if (failure instanceof AuthenticationServiceException) {
      refusals.comeAgain(response, why);
    } else {
      refusals.answer(response, HttpStatus.UNAUTHORIZED, why);
    }
  }
}
