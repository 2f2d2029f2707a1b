package dev.ringwatch.app.signin;

import dev.ringwatch.app.access.SignInDetails;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Spring's filters for single sign-on, which answer our two routes and no others. */
final class SignOnLogin {

  private static final RequestMatcher THERE = get("/oauth2/authorization/" + SignOn.REGISTRATION);
  private static final RequestMatcher BACK = get("/login/oauth2/code/" + SignOn.REGISTRATION);

  private SignOnLogin() {}

  private static RequestMatcher get(String path) {
    return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, path);
  }

  /** Adds them. */
  static void configure(HttpSecurity http, AuthenticationSuccessHandler onward, SignOn signOn) {
    ClientRegistrationRepository registrations = signOn.registrations();
    http.oauth2Login(login ->
        login
            .loginPage("/login")
            .clientRegistrationRepository(registrations)
            // What the provider lets us do in somebody's name is not used, and gone with the
            // session.
            .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
            .authorizationEndpoint(
                there -> there.authorizationRequestResolver(new Requests(registrations)))
            .userInfoEndpoint(user -> user.oidcUserService(signOn))
            .authenticationDetailsSource(SignInDetails::of)
            .successHandler(onward)
            .failureHandler(Failures.ofSignOn())
            .withObjectPostProcessor(new Narrowed()));
  }

  /** Sends somebody to the provider by our one route. */
  private static final class Requests implements OAuth2AuthorizationRequestResolver {

    private final OAuth2AuthorizationRequestResolver resolver;

    Requests(ClientRegistrationRepository registrations) {
      this.resolver = new DefaultOAuth2AuthorizationRequestResolver(registrations);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
      return THERE.matches(request) ? resolver.resolve(request) : null;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(
        HttpServletRequest request, String registration) {
      return resolver.resolve(request, registration);
    }
  }

  /** What Spring's configurer has no setting for. */
  private static final class Narrowed implements ObjectPostProcessor<Filter> {

    @Override
    public <F extends Filter> F postProcess(F filter) {
      switch (filter) {
        case OAuth2AuthorizationRequestRedirectFilter there ->
            there.setAuthenticationFailureHandler(Failures.ofSignOn());
        case OAuth2LoginAuthenticationFilter back ->
            back.setRequiresAuthenticationRequestMatcher(BACK);
        default -> {}
      }
      return filter;
    }
  }
}
