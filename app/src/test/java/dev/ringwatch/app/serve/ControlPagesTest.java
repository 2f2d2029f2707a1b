package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control room over a real socket: with nothing in it, and with things chosen to harm. */
class ControlPagesTest {

  private static final String HOSTILE = "<script>alert(1)</script>\u202E";

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor viewer;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor platform;

  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer(data, "ringwatch.operators.second-factor=false");
    viewer = server.withPassword(server.operator(Role.VIEWER));
    platform = server.visitor().with("Authorization", "Bearer " + server.key(Scope.INGEST));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String page(Visitor visitor, String path) throws Exception {
    HttpResponse<String> answer = visitor.get(path);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("<script>", "\u202E", "style=", "onclick=");
    return answer.body();
  }

  private static void forget() throws Exception {
    server.execute("TRUNCATE rejected_events, rejected_counts, set_aside");
  }

  @Test
  void saysThatAllIsWellAndWhatThereWillBe() throws Exception {
    forget();
    Detection detection = server.context().getBean(Detection.class);
    Await.until(() -> detection.status().closed().isPresent() || detection.status().lag() == 0);
    Await.until(() -> viewer.get("/operations").body().contains("All is well"));
    assertThat(page(viewer, "/operations"))
        .contains(
            "<b>detection</b>",
            "<b>archive</b>",
            "scores are of the present",
            "None within seven days",
            "None: every entry of the log could be processed",
            "none goes on or is to come",
            "Retention: ",
            "there is no archive")
        .doesNotContain("href=\"/endpoints\"", "href=\"/settings");
    assertThat(page(viewer, "/operations/rejected")).contains("Nothing is like that");
    assertThat(page(viewer, "/operations/set-aside")).contains("None: every entry");
  }

  @Test
  void showsWhatWasRejectedHarmlesslyAndCountsIt() throws Exception {
    forget();
    HttpResponse<String> sent =
        platform.send(
            "POST",
            "/v1/events",
            "[{\"action\":\"a\"},{\"account_id\":\"u\",\"action\":\""
                + HOSTILE
                + "\"},"
                + "{\"account_id\":\"u\",\"action\":\"a\",\"timestamp\":\"2001-01-01T00:00:00Z\"}]");
    assertThat(sent.statusCode()).isEqualTo(202);
    String page = page(viewer, "/operations/rejected");
    assertThat(page).contains("&lt;script&gt;alert(1)", "too old", "a field is missing", "key 1");
    String counts = page(viewer, "/operations");
    Matcher link =
        Pattern.compile("<td>too old</td><td class=\"number\"><a href=\"([^\"]+)\">1</a>")
            .matcher(counts);
    assertThat(link.find()).as(counts).isTrue();
    String old = page(viewer, link.group(1).replace("&amp;", "&"));
    assertThat(old).contains("is older than", "Only from").doesNotContain("&lt;script&gt;");
    assertThat(server.count("SELECT sum(rejected) FROM rejected_counts")).isEqualTo(3);
  }

  @Test
  void leadsThroughWhatWasRejectedPageByPage() throws Exception {
    forget();
    server.execute(
        """
        INSERT INTO rejected_events (received_at, batch_index, reason, text)
        SELECT now() - n * interval '1 second', n, 'reason ' || n, repeat('x', 10 * n)
        FROM generate_series(1, 120) n
        """);
    String path = "/operations/rejected";
    int seen = 0;
    for (int pages = 1; !path.isEmpty(); pages++) {
      assertThat(pages).isLessThanOrEqualTo(3);
      String page = page(viewer, path);
      Matcher row = Pattern.compile("<bdi>reason (\\d+)</bdi>").matcher(page);
      while (row.find()) {
        assertThat(Integer.parseInt(row.group(1))).isEqualTo(++seen);
      }
      Matcher next =
          Pattern.compile("href=\"(/operations/rejected\\?cursor=[^\"]+)\"").matcher(page);
      path = next.find() ? next.group(1) : "";
    }
    assertThat(seen).isEqualTo(120);
    assertThat(page(viewer, "/operations/rejected")).contains("All that is kept");
    assertThat(viewer.get("/operations/rejected?kind=odd").statusCode()).isEqualTo(400);
    assertThat(viewer.get("/operations/rejected?from=odd").statusCode()).isEqualTo(400);
    assertThat(viewer.get("/operations/rejected?cursor=odd").statusCode()).isEqualTo(400);
    assertThat(viewer.get("/csv/rejected").body().lines().count()).isEqualTo(121);
  }

  @Test
  void showsWhatWasSetAside() throws Exception {
    forget();
    server.execute(
        "INSERT INTO set_aside SELECT n, 'event', '"
            + HOSTILE
            + " ' || n, now() FROM generate_series(1, 60) n");
    String page = page(viewer, "/operations/set-aside");
    assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;⟨U+202E⟩ 60", "60 of kind");
    Matcher next =
        Pattern.compile("href=\"(/operations/set-aside\\?cursor=[^\"]+)\"").matcher(page);
    assertThat(next.find()).isTrue();
    assertThat(page(viewer, next.group(1))).contains("⟨U+202E⟩ 1<").doesNotContain("⟨U+202E⟩ 60");
    assertThat(page(viewer, "/operations")).contains("60 of kind event");
  }

  @Test
  void recordsLooksAtWhatMayBeAboutPeople() throws Exception {
    page(viewer, "/operations/rejected?kind=too_old");
    page(viewer, "/operations/set-aside");
    assertThat(server.recorded("rejected", "", row -> row.action() + row.details().plain().get()))
        .contains("rejected.list{kind=too_old}");
    assertThat(server.recorded("set_aside", "", row -> row.action())).contains("set_aside.list");
  }

  @Test
  void leadsFromItsPartsToAllThatIsBelowIt() throws Exception {
    Visitor admin = server.withPassword(server.operator(Role.ADMIN));
    for (String path :
        new String[] {
          "/operations",
          "/operations/rejected",
          "/operations/set-aside",
          "/silences",
          "/suppressions",
          "/lists",
          "/deliveries",
          "/endpoints"
        }) {
      String page = page(admin, path);
      assertThat(page)
          .as(path)
          .contains("<a href=\"/operations\" aria-current=\"page\" data-go=\"p\">")
          .containsPattern(
              "aria-label=\"Parts\"[^§]*<a href=\"" + path + "\" aria-current=\"page\"");
    }
    assertThat(page(admin, "/")).doesNotContain("aria-label=\"Parts\"");
  }
}
