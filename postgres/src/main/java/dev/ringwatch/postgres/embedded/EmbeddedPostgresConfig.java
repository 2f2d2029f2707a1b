package dev.ringwatch.postgres.embedded;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the embedded PostgreSQL is run.
 *
 * @param dataDirectory the database's directory, made if it is missing; beside it lies its lock
 * @param cacheDirectory where PostgreSQL's programs are unpacked, shared by all who name it
 * @param port the TCP port on 127.0.0.1; 0 keeps the one it had, or takes a free one the first time
 * @param startTimeout how long a start may take, the recovery after a crash included
 * @param stopTimeout how long an orderly stop may take before it becomes an abrupt one, which loses
 *     nothing but makes the next start recover
 * @param startAttempts how often a server that died is started again in quick succession; after
 *     that it is tried every ten seconds
 */
public record EmbeddedPostgresConfig(
    Path dataDirectory,
    Path cacheDirectory,
    int port,
    Duration startTimeout,
    Duration stopTimeout,
    int startAttempts) {

  /** Checks the ranges. */
  public EmbeddedPostgresConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
    }
    if (!startTimeout.isPositive() || !stopTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "the time-outs must be positive, not " + startTimeout + " and " + stopTimeout);
    }
    if (startAttempts < 1) {
      throw new IllegalArgumentException("startAttempts must be at least 1, not " + startAttempts);
    }
  }

  /**
   * The defaults: programs in the user's cache directory, a port that stays, ten minutes for a
   * start (replaying the 4 GB of log that may have gathered takes a slow disk minutes), one for a
   * stop, five quick attempts.
   */
  public static EmbeddedPostgresConfig ofDefaults(Path dataDirectory) {
    return new EmbeddedPostgresConfig(
        dataDirectory, userCache(), 0, Duration.ofMinutes(10), Duration.ofMinutes(1), 5);
  }

  /** The same with another cache directory. */
  public EmbeddedPostgresConfig withCacheDirectory(Path directory) {
    return new EmbeddedPostgresConfig(
        dataDirectory, directory, port, startTimeout, stopTimeout, startAttempts);
  }

  /** The same with another port. */
  public EmbeddedPostgresConfig withPort(int newPort) {
    return new EmbeddedPostgresConfig(
        dataDirectory, cacheDirectory, newPort, startTimeout, stopTimeout, startAttempts);
  }

  private static Path userCache() {
    String named = System.getenv("XDG_CACHE_HOME");
    Path cache =
        named == null || named.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(named);
    return cache.resolve("ringwatch");
  }
}
