package dev.ringwatch.postgres;

import dev.ringwatch.postgres.embedded.EmbeddedPostgres;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresConfig;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server that the tests of this JVM share, started when the first of them asks. */
final class TestServer {

  private static final Pattern URL =
      Pattern.compile("(jdbc:postgresql:(?://[^/?]*/)?)([^/?]*)(.*)");

  /** How to reach the database that others are made from. */
  private static final DatabaseSettings SETTINGS = open(System.getenv());

  private TestServer() {}

  /** How to connect to a database of the server. */
  static DatabaseSettings settings(String database) {
    return new DatabaseSettings(
        urlOf(SETTINGS.url(), database), SETTINGS.user(), SETTINGS.password(), 8);
  }

  /** The URL with another database in it. */
  static String urlOf(String url, String database) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "RINGWATCH_TEST_DATABASE_URL must look like jdbc:postgresql://host:port/database");
    }
    return parts.group(1) + database + parts.group(3);
  }

  /** Runs a statement outside of transactions. */
  static void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("the test server failed: " + sql, e);
    }
  }

  private static Connection connect() throws SQLException {
    return SETTINGS.user().isEmpty()
        ? DriverManager.getConnection(SETTINGS.url())
        : DriverManager.getConnection(SETTINGS.url(), SETTINGS.user(), SETTINGS.password());
  }

  private static DatabaseSettings open(Map<String, String> environment) {
    String url = environment.getOrDefault("RINGWATCH_TEST_DATABASE_URL", "");
    if (url.isEmpty()) {
      return startEmbedded();
    }
    return new DatabaseSettings(
        url,
        environment.getOrDefault("RINGWATCH_TEST_DATABASE_USER", ""),
        environment.getOrDefault("RINGWATCH_TEST_DATABASE_PASSWORD", ""),
        1);
  }

  private static DatabaseSettings startEmbedded() {
    try {
      Path directory = Files.createTempDirectory("ringwatch-test-");
      EmbeddedPostgres postgres =
          EmbeddedPostgres.start(
              EmbeddedPostgresConfig.ofDefaults(directory.resolve("postgres")),
              new EmbeddedPostgresListener() {});
      // Nobody else knows when the last test is over.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(postgres, directory)));
      return postgres.settings();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(EmbeddedPostgres postgres, Path directory) {
    postgres.close();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
