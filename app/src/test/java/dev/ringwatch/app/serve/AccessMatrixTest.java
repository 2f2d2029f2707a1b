package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.access.AccessTable;
import dev.ringwatch.app.access.Permission;
import dev.ringwatch.app.access.Route;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Walks every route and method with everybody, over a socket, and prints who may what. The same
 * table stands in docs/server.md, and the OpenAPI document agrees with it.
 */
class AccessMatrixTest {

  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  /** Those that filters answer, or files. */
  private static final Set<String> NOT_BY_CONTROLLERS =
      Set.of(
          "GET /assets/{name}",
          "POST /login",
          "POST /login/link",
          "POST /second-factor",
          "POST /logout",
          "GET /oauth2/authorization/sso",
          "GET /login/oauth2/code/sso");

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static SignOnProvider provider;

  private static final Map<String, Visitor> EVERYBODY = new LinkedHashMap<>();

  @BeforeAll
  static void start() throws Exception {
    provider = new SignOnProvider();
    server = new RunningServer(data, provider.settings());
    EVERYBODY.put("nobody", server.visitor());
    Visitor link = server.visitor();
    link.submit("/login/link?token=" + server.link(server.operatorWithoutPassword(Role.ADMIN)));
    EVERYBODY.put("link", link);
    EVERYBODY.put("password", server.withPassword(server.operator(Role.ADMIN)));
    for (Role role : Role.values()) {
      EVERYBODY.put(role.word(), server.signedIn(role));
    }
    for (Scope scope : Scope.values()) {
      EVERYBODY.put(
          "key " + scope.word(),
          server.visitor().with("Authorization", "Bearer " + server.key(scope)));
    }
    EVERYBODY.put(
        "key ingest, read",
        server.visitor().with("Authorization", "Bearer " + server.key(Scope.INGEST, Scope.READ)));
    EVERYBODY.values().forEach(Visitor::asProgram);
  }

  @AfterAll
  static void stop() {
    server.close();
    provider.close();
  }

  private static HttpResponse<String> ask(Visitor visitor, String method, String path)
      throws Exception {
    String concrete =
        path.replace("{name}", "ringwatch.css")
            .replace("{id}", "nobody")
            .replace("{kind}", "watch");
    if (method.equals("GET")) {
      return visitor.get(concrete);
    }
    // With the form's token, so that nothing but the table can refuse.
    Map<String, String> form = Visitor.hidden(visitor.get("/login").body());
    return visitor.with("X-XSRF-TOKEN", form.getOrDefault("_csrf", "")).send(method, concrete, "");
  }

  private static boolean isRefused(HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case 401, 403 -> true;
      case 404 -> answer.body().contains("there is no such route");
      default -> false;
    };
  }

  @Test
  void saysWhoMayWhat() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add("| route | " + String.join(" | ", EVERYBODY.keySet()) + " |");
    lines.add("|---|" + "---|".repeat(EVERYBODY.size()));
    // Signing out ends the session that the others need.
    List<Route> routes =
        Stream.concat(
                AccessTable.ROUTES.stream().filter(route -> !isSignOut(route)),
                AccessTable.ROUTES.stream().filter(AccessMatrixTest::isSignOut))
            .filter(route -> route.permission() != Permission.NONE)
            .toList();
    DescribedApi api = new DescribedApi(server.visitor().get("/v1/openapi.json").body());
    for (Route route : routes) {
      List<String> cells = new ArrayList<>();
      for (Map.Entry<String, Visitor> one : EVERYBODY.entrySet()) {
        HttpResponse<String> answer =
            ask(one.getValue(), route.method(), route.path().getPatternString());
        assertThat(answer.statusCode()).as("%s", route).isNotIn(405, 500);
        cells.add(isRefused(answer) ? " " : "x");
        if (api.routes().contains(route.toString())) {
          assertThat(api.lets(route.toString(), one.getKey()))
              .as("%s by %s, says the OpenAPI document", route, one.getKey())
              .isEqualTo(!isRefused(answer));
        }
      }
      lines.add("| `" + route + "` | " + String.join(" | ", cells) + " |");
    }
    String matrix = String.join("\n", lines);
    System.out.println(matrix);
    assertThat(Files.readString(documentation())).contains(matrix);
  }

  private static boolean isSignOut(Route route) {
    return route.toString().equals("POST /logout");
  }

  private static Path documentation() {
    Path here = Path.of("").toAbsolutePath();
    for (Path path = here; path != null; path = path.getParent()) {
      if (Files.exists(path.resolve("docs/server.md"))) {
        return path.resolve("docs/server.md");
      }
    }
    throw new IllegalStateException("no docs/server.md above " + here);
  }

  @Test
  void namesEveryRouteThatThereIs() {
    Set<String> mapped = new TreeSet<>();
    server
        .context()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(info -> mapped.addAll(routes(info)));
    Set<String> named =
        AccessTable.ROUTES.stream()
            .map(Route::toString)
            .filter(route -> !NOT_BY_CONTROLLERS.contains(route))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(mapped).as("routes of the table, and of the controllers").isEqualTo(named);
  }

  private static List<String> routes(RequestMappingInfo info) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    List<String> names =
        methods.isEmpty() ? List.of("GET") : methods.stream().map(RequestMethod::name).toList();
    return info.getPatternValues().stream()
        .flatMap(path -> names.stream().map(method -> method + " " + path))
        .toList();
  }

  @Test
  void refusesEveryMethodThatTheTableDoesNotName() throws Exception {
    Set<String> paths =
        AccessTable.ROUTES.stream()
            .map(route -> route.path().getPatternString())
            .collect(Collectors.toCollection(TreeSet::new));
    paths.add("/nothing");
    paths.add("/v1/nothing");
    paths.add("/actuator/env");
    for (String path : paths) {
      Set<String> methods =
          AccessTable.ROUTES.stream()
              .filter(route -> route.path().getPatternString().equals(path))
              .filter(route -> route.permission() != Permission.NONE)
              .map(Route::method)
              .collect(Collectors.toCollection(TreeSet::new));
      for (String method : METHODS) {
        if (!methods.contains(method)) {
          String said = String.format(Locale.ROOT, "%s %s", method, path);
          assertThat(ask(server.visitor().asProgram(), method, path).statusCode())
              .as("%s by nobody", said)
              .isEqualTo(401);
          for (String known : List.of("viewer", "admin", "key read", "key admin")) {
            HttpResponse<String> answer = ask(fresh(known), method, path);
            assertThat(answer.statusCode())
                .as("%s by %s", said, known)
                .isEqualTo(methods.isEmpty() ? 404 : 405);
            assertThat(answer.headers().firstValue("Allow").orElse(""))
                .isEqualTo(String.join(", ", methods));
            assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
          }
        }
      }
    }
  }

  @Test
  void speaksInOneFormOfErrorsOfItsOwnAndOfTomcats() throws Exception {
    for (String request :
        List.of(
            "GET /\u0001{ HTTP/1.1\r\nHost: a\r\n\r\n",
            "nonsense\r\n\r\n",
            "GET /health HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
            "GET /v1//status HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET /v1/%2e%2e/status HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer)
            .startsWith("HTTP/1.1 400")
            .contains("Content-Type: application/problem+json", "\"status\":400")
            .doesNotContain("<html", "Tomcat", "Exception");
      }
    }
  }

  @Test
  void saysToAdministratorsWhoIsLetInAndNoSecret() throws Exception {
    Visitor admin = fresh("admin");
    String keys = admin.get("/v1/keys").body();
    assertThat(keys).contains("\"secret_start\":\"rw_", "\"scopes\":[\"admin\"]", "last_used_at");
    String operators = admin.get("/v1/operators").body();
    assertThat(operators)
        .contains("\"role\":\"viewer\"", "\"second_factor\":true")
        .doesNotContain("argon2", "secret");
  }

  private static final Map<String, Visitor> FRESH = new LinkedHashMap<>();

  /** Not those whom the other test signs out. */
  private static Visitor fresh(String who) throws Exception {
    Visitor known = FRESH.get(who);
    if (known == null) {
      known =
          who.startsWith("key ")
              ? Objects.requireNonNull(EVERYBODY.get(who))
              : server.signedIn(Role.of(who)).asProgram();
      FRESH.put(who, known);
    }
    return known;
  }
}
