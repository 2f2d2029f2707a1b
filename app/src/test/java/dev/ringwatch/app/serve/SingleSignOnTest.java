package dev.ringwatch.app.serve;

import static dev.ringwatch.app.serve.Visitor.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.serve.SignOnProvider.Lie;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Single sign-on with a provider that speaks OpenID Connect over a socket. */
class SingleSignOnTest {

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static SignOnProvider provider;

  @BeforeAll
  static void start() throws Exception {
    provider = new SignOnProvider();
    server = new RunningServer(data, provider.settings());
  }

  @AfterAll
  static void stop() {
    server.close();
    provider.close();
  }

  @BeforeEach
  void tellTheTruth() {
    provider.lie = Lie.NONE;
    provider.emailVerified = true;
  }

  /** The whole way: to the provider, and back with its code. */
  private static HttpResponse<String> signOn(Visitor visitor) throws Exception {
    HttpResponse<String> away = visitor.get("/oauth2/authorization/sso");
    assertThat(location(away)).startsWith(provider.issuer() + "/authorize");
    HttpResponse<String> back = server.visitor().get(location(away));
    return visitor.get(location(back));
  }

  private static void comes(String subject, String email) {
    provider.subject = subject;
    provider.email = email;
  }

  @Test
  void letsThoseInWhoAreExpectedAndKnowsThemByTheirSubjectFromThenOn() throws Exception {
    Operator ada = server.operators().add("Ada@example.org", "Ada", Role.LEAD, true).orElseThrow();
    comes("ada-1", "ada@example.org");
    Visitor visitor = server.visitor();
    assertThat(location(signOn(visitor))).isEqualTo("/");
    assertThat(visitor.get("/").body()).contains("Ada", "lead").doesNotContain("/password");
    assertThat(server.operators().find(ada.id()).orElseThrow().lastLoginAt()).isNotNull();

    comes("ada-1", "renamed@example.org");
    assertThat(location(signOn(server.visitor()))).isEqualTo("/");
    comes("somebody-else", "ada@example.org");
    assertThat(location(signOn(server.visitor()))).isEqualTo("/login?unknown");
  }

  @Test
  void refusesWhoIsNotExpectedOrNotVerifiedOrDisabled() throws Exception {
    comes("stranger", "stranger@example.org");
    Visitor stranger = server.visitor();
    assertThat(location(signOn(stranger))).isEqualTo("/login?unknown");
    assertThat(stranger.get("/").statusCode()).isEqualTo(302);

    Operator eve = server.operators().add("eve@example.org", "Eve", Role.ADMIN, true).orElseThrow();
    comes("eve-1", "eve@example.org");
    provider.emailVerified = false;
    assertThat(location(signOn(server.visitor()))).isEqualTo("/login?unknown");
    provider.emailVerified = true;
    assertThat(location(signOn(server.visitor()))).isEqualTo("/");
    server.operators().add("other", "other", Role.ADMIN, false);
    server.operators().disable(eve.id());
    assertThat(location(signOn(server.visitor()))).isEqualTo("/login?unknown");
  }

  @Test
  void doesNotBindToAnOperatorWhoHasAPassword() throws Exception {
    Operator operator = server.operator(Role.ADMIN);
    comes("taker", operator.login());
    assertThat(location(signOn(server.visitor()))).isEqualTo("/login?unknown");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void refusesATokenThatIsWrong(Lie lie) throws Exception {
    server.operators().add("lee@example.org", "Lee", Role.ADMIN, true);
    comes("lee-1", "lee@example.org");
    provider.lie = lie;
    Visitor visitor = server.visitor();
    assertThat(location(signOn(visitor))).isEqualTo("/login?sign-on");
    assertThat(visitor.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void refusesAnAnswerThatSomebodyElseAskedForOrThatCameBefore() throws Exception {
    server.operators().add("kim@example.org", "Kim", Role.ADMIN, true);
    comes("kim-1", "kim@example.org");
    Visitor kim = server.visitor();
    HttpResponse<String> away = kim.get("/oauth2/authorization/sso");
    String answer = location(server.visitor().get(location(away)));
    assertThat(location(server.visitor().get(answer))).isEqualTo("/login?sign-on");
    assertThat(location(kim.get(answer))).isEqualTo("/");
    assertThat(location(kim.get(answer))).isEqualTo("/login?sign-on");
  }

  @Test
  void admitsNewcomersWhereThatIsSetAndLastsWithoutTheProvider() throws Exception {
    comes("new-1", "new@example.org");
    try (RunningServer open =
            new RunningServer(
                data.resolve("open"),
                provider.settings("ringwatch.operators.sign-on.newcomers=viewer"));
        RunningServer alone =
            new RunningServer(
                data.resolve("alone"),
                "ringwatch.operators.sign-on.issuer=http://127.0.0.1:1",
                "ringwatch.operators.sign-on.client-id=a",
                "ringwatch.operators.sign-on.client-secret=b")) {
      Visitor visitor = open.visitor();
      HttpResponse<String> away = visitor.get("/oauth2/authorization/sso");
      visitor.get(location(server.visitor().get(location(away))));
      assertThat(visitor.get("/").body()).contains("Ada of Example", "viewer");
      assertThat(open.recorded(open.operators().list().getFirst()))
          .containsExactly("system add", "themselves sign_in");

      HttpResponse<String> unreachable = alone.visitor().get("/oauth2/authorization/sso");
      assertThat(location(unreachable)).isEqualTo("/login?sign-on");
      assertThat(alone.visitor().get("/login").body()).contains("single sign-on");
    }
  }
}
