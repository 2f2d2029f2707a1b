package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.access.AccessTable;
import dev.ringwatch.app.access.Route;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route, asked for rubbish by who may do all, and what every answer has around it. */
class RouteFuzzTest {

  /** What programs stumble over in addresses, fields and bodies. */
  private static final List<String> AWKWARD =
      List.of(
          "",
          "0",
          "-1",
          "9223372036854775808",
          "NaN",
          "null",
          "'; DROP TABLE accounts; --",
          "\"><script>alert(1)</script>",
          "../../../etc/passwd",
          "%00",
          "\uD83D\uDE00",
          "\u202E",
          "a\r\nSet-Cookie: x=y",
          "${jndi:ldap://x}",
          "[[[[[[[[[[[[[[[[",
          "{\"a\":{\"a\":{\"a\":{}}}}",
          "[null]",
          "{\"account_id\":null,\"what\":[],\"kinds\":{},\"members\":1}",
          "2026-13-45T99:99:99Z",
          "x".repeat(3_000));

  private static final List<String> NAMES =
      List.of(
          "id",
          "account_id",
          "account",
          "cursor",
          "limit",
          "range",
          "since",
          "until",
          "q",
          "kind",
          "what",
          "value",
          "sort",
          "state",
          "ring",
          "incident",
          "format",
          "reason",
          "least");

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor program;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor person;

  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer(data, "ringwatch.operators.second-factor=false");
    program =
        server.visitor().asProgram().with("Authorization", "Bearer " + server.key(Scope.values()));
    person = server.withPassword(server.operator(Role.ADMIN));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What streams without an end, and what would end the session or the server's own question. */
  private static boolean isAskable(Route route) {
    String path = route.path().getPatternString();
    return !path.equals("/live") && !path.equals("/logout") && !path.equals("/error");
  }

  private static String pick(SplittableRandom random) {
    return AWKWARD.get(random.nextInt(AWKWARD.size()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String address(Route route, SplittableRandom random) {
    String path = route.path().getPatternString().replaceAll("\\{[a-z]+}", "\u0001");
    while (path.contains("\u0001")) {
      String part = encoded(pick(random).replace("/", "").replace("\\", ""));
      path = path.replaceFirst("\u0001", part.isEmpty() ? "none" : part);
    }
    StringBuilder address = new StringBuilder(path);
    for (int left = random.nextInt(3); left > 0; left--) {
      address
          .append(address.indexOf("?") < 0 ? '?' : '&')
          .append(NAMES.get(random.nextInt(NAMES.size())))
          .append('=')
          .append(encoded(pick(random)));
    }
    return address.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isNeverAnsweredWithAFailureOfOurs(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    for (Route route : AccessTable.ROUTES) {
      if (isAskable(route)) {
        String address = address(route, random);
        Visitor who = address.startsWith("/v1") || address.equals("/metrics") ? program : person;
        String body = route.method().equals("GET") ? "" : pick(random);
        HttpResponse<String> answer = who.send(route.method(), address, body);
        String what = "seed " + seed + ": " + route + " " + address + " " + body;
        assertThat(answer.statusCode()).as(what).isLessThan(500);
        assertThat(answer.body())
            .as(what)
            .doesNotContain("\tat ", "java.lang.", "PSQLException", "org.springframework");
      }
    }
  }

  @Test
  void everyAnswerHasWhatKeepsABrowserFromDoingMore() throws Exception {
    Visitor nobody = server.visitor();
    for (Route route : AccessTable.ROUTES) {
      if (!isAskable(route)) {
        continue;
      }
      String path = route.path().getPatternString().replaceAll("\\{[a-z]+}", "none");
      for (Visitor who : List.of(nobody, person, program)) {
        HttpResponse<String> answer = who.send(route.method(), path, "");
        String what = route + " " + answer.statusCode() + " " + answer.headers().map();
        assertThat(header(answer, "X-Content-Type-Options")).as(what).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).as(what).isEqualTo("DENY");
        assertThat(header(answer, "Referrer-Policy")).as(what).isEqualTo("same-origin");
        assertThat(header(answer, "Cross-Origin-Opener-Policy")).as(what).isEqualTo("same-origin");
        assertThat(header(answer, "Content-Security-Policy"))
            .as(what)
            .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
            .doesNotContain("unsafe", "*");
        if (!path.startsWith("/assets/")) {
          assertThat(header(answer, "Cache-Control")).as(what).contains("no-store");
        }
        assertThat(header(answer, "Server")).as(what).isEmpty();
        assertThat(header(answer, "X-Powered-By")).as(what).isEmpty();
      }
    }
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
