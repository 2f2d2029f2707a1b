package dev.ringwatch.app.signin;

import dev.ringwatch.app.access.SignIn;
import dev.ringwatch.app.access.Standings;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.postgres.Operators;
import dev.ringwatch.postgres.SignInLinks;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/** The ways in and their pages. */
@Configuration(proxyBeanMethods = false)
@Import({LoginPages.class, PasswordPages.class, SecondFactorPage.class, ErrorPages.class})
public class SignInConfiguration {

  @Bean
  Passwords passwords() {
    return new Passwords();
  }

  /** One for all that looks at passwords. */
  @Bean
  Throttle passwordThrottle() {
    return Throttle.ofPasswords(System::nanoTime);
  }

  @Bean
  SecondFactors secondFactors(
      Operators operators, BytesEncryptor encryptor, Clock clock, Audit audit) {
    return new SecondFactors(operators, encryptor, clock, audit);
  }

  @Bean
  Arrivals arrivals(Standings standings, Operators operators, Audit audit) {
    return new Arrivals(standings, operators, audit);
  }

  @Bean
  FirstAdministrator firstAdministrator(Operators operators, SignInLinks links, Audit audit) {
    return new FirstAdministrator(operators, links, audit);
  }

  @Bean
  PasswordSignIn passwordSignIn(Operators operators, Passwords passwords, Throttle throttle) {
    return new PasswordSignIn(operators, passwords, throttle);
  }

  @Bean
  SignOns signOns(Operators operators, SignInSettings settings, Audit audit) {
    return new SignOns(settings.signOn().map(provider -> new SignOn(operators, provider, audit)));
  }

  @Bean
  SignIn signIn(
      PasswordSignIn passwords,
      SecondFactors factors,
      SignInLinks links,
      SignOns signOns,
      Arrivals arrivals) {
    return new OperatorSignIn(
        passwords,
        new ThrottledProvider(new CodeProvider(factors), Throttle.ofCodes(System::nanoTime)),
        new OneTimeLinks(links),
        signOns.one(),
        arrivals);
  }

  /** The provider of single sign-on, if there is one. */
  record SignOns(Optional<SignOn> one) {}
}
