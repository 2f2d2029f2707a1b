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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.PathContainer;

/**
 * Every route, asked for rubbish by who may do all, every form of every page sent in with rubbish
 * and the token that it takes, and what every answer has around it.
 */
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
          "nul\0inside",
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
          "least",
          "password",
          "points",
          "verdict",
          "abuse_type",
          "item");

  private static final String TOKEN = "_csrf";
  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)");

  /** How many pages of one route are gone through for forms, and how many forms of a kind sent. */
  private static final int OF_A_KIND = 2;

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
    AccountEverywhere account = new AccountEverywhere(server);
    account.sendEvents();
    account.fillTables();
    forms = forms();
  }

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static List<PageForm> forms;

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

  /** Follows links from page to page, and has the forms of some pages of each route. */
  private static List<PageForm> forms() throws Exception {
    List<PageForm> found = new ArrayList<>();
    Map<String, Integer> looked = new HashMap<>();
    Map<String, Integer> had = new HashMap<>();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of("/", "/password"));
    while (!open.isEmpty()) {
      String page = open.remove();
      String route = route("GET", page);
      String kindOfPage = route + " " + parameters(page);
      if (!isPage(route)
          || !seen.add(page)
          || looked.merge(kindOfPage, 1, Integer::sum) > OF_A_KIND) {
        continue;
      }
      String shown = person.get(page).body();
      for (PageForm form : PageForm.of(shown)) {
        String kind = route("POST", form.action()) + " " + form.fields().keySet();
        if (had.merge(kind, 1, Integer::sum) <= OF_A_KIND) {
          found.add(form);
        }
      }
      Matcher link = LINK.matcher(shown);
      while (link.find()) {
        open.add(PageForm.plain(link.group(1)));
      }
    }
    return found;
  }

  /** The names of an address's parameters. */
  private static Set<String> parameters(String address) {
    return Stream.of(address.replaceFirst("^[^?]*\\??", "").split("&", -1))
        .map(pair -> pair.replaceFirst("=.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isPage(String route) {
    return !route.isEmpty()
        && Stream.of("/v1/", "/csv/", "/assets/", "/live", "/logout", "/health", "/metrics")
            .noneMatch(start -> route.startsWith("GET " + start));
  }

  /** The route of an address; empty if there is none. */
  private static String route(String method, String address) {
    PathContainer path = PathContainer.parsePath(address.replaceFirst("\\?.*", ""));
    return AccessTable.ROUTES.stream()
        .filter(route -> route.method().equals(method) && route.path().matches(path))
        .map(Route::toString)
        .findFirst()
        .orElse("");
  }

  /** Routes that forms post to; programs have those of the API. */
  private static List<Route> posted() {
    return AccessTable.ROUTES.stream()
        .filter(route -> route.method().equals("POST") && isAskable(route))
        .filter(route -> !route.path().getPatternString().startsWith("/v1/"))
        // Who has no second factor, and needs none, may not show one.
        .filter(route -> !route.path().getPatternString().equals("/second-factor"))
        .toList();
  }

  @Test
  void findsFormsOfNearlyAllThatCanBePostedTo() {
    Set<String> found =
        forms.stream().map(form -> route("POST", form.action())).collect(Collectors.toSet());
    List<String> without =
        posted().stream().map(Route::toString).filter(route -> !found.contains(route)).toList();
    // They are on pages for who is not signed in, or of what is not there: nothing is in the queue.
    assertThat(without)
        .isSubsetOf(
            "POST /login",
            "POST /login/link",
            "POST /calibration/{id}",
            "POST /models/learned/{id}",
            "POST /models/{id}/choice",
            "POST /queue/next",
            "POST /queue/put-back",
            "POST /queue/take",
            "POST /queue/undo",
            "POST /queue/verdict");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noFormIsAnsweredWithAFailureOfOursWhateverIsInIt(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    List<PageForm> all = new ArrayList<>(forms);
    for (Route route : posted()) {
      Map<String, List<String>> fields = new LinkedHashMap<>();
      for (int left = random.nextInt(6); left > 0; left--) {
        fields.put(NAMES.get(random.nextInt(NAMES.size())), List.of());
      }
      all.add(new PageForm(address(route, random), fields));
    }
    String token = token();
    for (PageForm form : all) {
      String body = filled(form, token, random);
      HttpResponse<String> answer = person.send("POST", form.action(), body);
      String what = "seed " + seed + ": " + form.action() + " " + body;
      assertThat(answer.statusCode()).as(what).isLessThan(500).isNotEqualTo(403);
      assertThat(answer.body())
          .as(what)
          .doesNotContain("\tat ", "java.lang.", "PSQLException", "org.springframework");
      if (Visitor.location(answer).contains("/login")) {
        // A button ends sessions; a form of another person is sent in then.
        person = server.withPassword(server.operator(Role.ADMIN));
        token = token();
      }
    }
    assertThat(person.get("/operations").statusCode()).isEqualTo(200);
  }

  private static String token() throws Exception {
    return Objects.requireNonNull(Visitor.hidden(person.get("/operations").body()).get(TOKEN));
  }

  /** A form's fields as the page has them, as rubbish, twice or not at all. */
  private static String filled(PageForm form, String token, SplittableRandom random) {
    List<String> pairs = new ArrayList<>(List.of(TOKEN + "=" + encoded(token)));
    form.fields()
        .forEach((name, offered) -> {
          int times = name.equals(TOKEN) ? 0 : random.nextInt(10) == 0 ? random.nextInt(3) : 1;
          for (int left = times; left > 0; left--) {
            boolean kept = !offered.isEmpty() && random.nextInt(3) > 0;
            String value = kept ? offered.get(random.nextInt(offered.size())) : pick(random);
            pairs.add(encoded(name) + "=" + encoded(value));
          }
        });
    return String.join("&", pairs);
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
