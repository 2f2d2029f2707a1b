package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.awt.image.BufferedImage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures in docs/screenshots: pages of a server with a generated day, as a browser shows
 * them. RINGWATCH_WRITE_DOCS=yes makes them anew; without it they are looked at as they are.
 */
class ScreenshotsTest {

  private static final int WIDTH = 1_440;
  private static final int MAX_BYTES = 250_000;

  /** The names of the pictures, without their ending. */
  private static final Set<String> NAMES =
      new TreeSet<>(
          List.of("account", "calibration", "explore", "operations", "overview", "queue", "ring"));

  @TempDir private static Path data;

  private static Path folder() {
    Path here = Path.of("").toAbsolutePath();
    for (Path path = here; path != null; path = path.getParent()) {
      if (Files.exists(path.resolve("docs/server.md"))) {
        return path.resolve("docs/screenshots");
      }
    }
    throw new IllegalStateException("no docs above " + here);
  }

  @Test
  @DisabledIfEnvironmentVariable(named = "RINGWATCH_WRITE_DOCS", matches = "yes")
  void areThereAndSmall() throws Exception {
    Set<String> found;
    try (Stream<Path> files = Files.list(folder())) {
      found =
          files
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertThat(found)
        .as("pictures; RINGWATCH_WRITE_DOCS=yes makes them")
        .isEqualTo(
            NAMES.stream()
                .map(name -> name + ".png")
                .collect(Collectors.toCollection(TreeSet::new)));
    for (String name : found) {
      Path file = folder().resolve(name);
      assertThat(Files.size(file)).as(name).isLessThan(MAX_BYTES);
      BufferedImage picture = ImageIO.read(file.toFile());
      assertThat(picture.getWidth()).as(name).isEqualTo(WIDTH);
    }
  }

  @Test
  void areShownInTheDocumentation() throws Exception {
    Path docs = folder().resolveSibling("");
    StringBuilder texts = new StringBuilder(Files.readString(docs.resolve("../README.md")));
    try (Stream<Path> files = Files.list(docs)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".md")).toList()) {
        texts.append(Files.readString(file));
      }
    }
    for (String name : NAMES) {
      assertThat(texts.toString()).contains("screenshots/" + name + ".png");
    }
  }

  @Tag("browser")
  @Test
  @EnabledIfEnvironmentVariable(named = "RINGWATCH_WRITE_DOCS", matches = "yes")
  void makesThemAnew() throws Exception {
    Files.createDirectories(folder());
    try (RunningServer server =
        new RunningServer(data, "ringwatch.operators.second-factor=false")) {
      fill(server);
      try (Browser browser = new Browser(server.port());
          Page page = browser.window(WIDTH, false)) {
        Browser.signIn(page, server.operator(Role.ADMIN).login());
        for (Map.Entry<String, String> one : addresses(server).entrySet()) {
          page.navigate(one.getValue());
          page.screenshot(
              new Page.ScreenshotOptions().setPath(folder().resolve(one.getKey() + ".png")));
        }
      }
    }
  }

  /** A day of an example's, with rings and incidents, and some events that cannot be used. */
  private static void fill(RunningServer server) throws Exception {
    Visitor platform = server.visitor().with("Authorization", "Bearer " + server.key(Scope.INGEST));
    for (String body : Yesterday.bodies(1_500, 30_000, 5_000)) {
      assertThat(platform.send("POST", "/v1/events", body).statusCode()).isEqualTo(202);
    }
    platform.send(
        "POST",
        "/v1/events",
        """
        [{"account_id":"u1","action":"login"},
         {"account_id":"u2","action":"login","timestamp":"%s"},
         {"action":"post","timestamp":"%s"}]
        """
            .formatted(Instant.now().plusSeconds(3_600), Instant.now()));
    Detection detection = server.context().getBean(Detection.class);
    Await.until(() -> detection.status().lag() == 0);
    Await.until(() -> server.count("SELECT count(*) FROM rings WHERE dissolved_at IS NULL") > 0);
    Await.until(() -> server.count("SELECT count(*) FROM alert_incidents") > 1);
    // The overview's figures are kept once a minute.
    WaitFor.condition(
        Duration.ofMinutes(3),
        () ->
            server.count(
                    "SELECT count(DISTINCT metric) FROM dashboard_hours WHERE value > 0"
                        + " AND metric IN ('rings', 'accounts', 'incidents', 'events')")
                == 4);
  }

  private static Map<String, String> addresses(RunningServer server) throws SQLException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("overview", "/");
    all.put("queue", "/queue");
    all.put(
        "account",
        "/accounts?id="
            + asked(server, "SELECT account_id FROM accounts ORDER BY risk_score DESC LIMIT 1"));
    all.put(
        "ring",
        "/rings/"
            + asked(
                server,
                "SELECT ring_id FROM rings WHERE dissolved_at IS NULL"
                    + " ORDER BY ring_score DESC LIMIT 1"));
    all.put("explore", "/explore");
    all.put("calibration", "/calibration");
    all.put("operations", "/operations");
    assertThat(all.keySet()).hasSameElementsAs(NAMES);
    return all;
  }

  private static String asked(RunningServer server, String question) throws SQLException {
    try (Connection connection =
            server.context().getBean(Store.class).pool().dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return URLEncoder.encode(row.getString(1), StandardCharsets.UTF_8);
    }
  }
}
