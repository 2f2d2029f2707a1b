package dev.ringwatch.postgres.embedded;

import dev.ringwatch.postgres.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A PostgreSQL of our own on a directory, which keeps what it confirmed (fsync, synchronous commit,
 * full page writes), listens on 127.0.0.1 only and asks for a password. One process at a time has a
 * directory. A server that outlived its Ringwatch is adopted, or stopped and started anew; one that
 * dies while we run is started again on the same port.
 *
 * <p>There is no shutdown hook: who started it closes it. If this process is killed the server
 * stays, harmlessly, until the next start on the directory. Safe for threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  /** The one role, a superuser. */
  public static final String USER = "ringwatch";

  /** The database that is made at the first start. */
  public static final String DATABASE = "ringwatch";

  private final DirectoryLock lock;
  private final Server server;
  private final Watch watch;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedPostgres(DirectoryLock lock, Server server, Watch watch) {
    this.lock = lock;
    this.server = server;
    this.watch = watch;
  }

  /**
   * Starts the server, or adopts the one that runs, and returns when it accepts connections.
   *
   * @param listener is told when the server dies and when it is back
   * @throws EmbeddedPostgresException if it cannot run, with what to do about it
   */
  public static EmbeddedPostgres start(
      EmbeddedPostgresConfig config, EmbeddedPostgresListener listener) {
    Path directory = place(config.dataDirectory());
    try {
      DirectoryLock lock = DirectoryLock.take(directory);
      try {
        Server server = Server.open(config, directory);
        return new EmbeddedPostgres(
            lock, server, Watch.over(server, config.startAttempts(), listener));
      } catch (IOException | SQLException | RuntimeException | InterruptedException e) {
        lock.close();
        throw e;
      }
    } catch (IOException | SQLException e) {
      throw new EmbeddedPostgresException(
          "the PostgreSQL in " + directory + " cannot be started (" + e.getMessage() + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException("interrupted while PostgreSQL was starting", e);
    }
  }

  /** Where the data directory really is; its parent is made if it is missing. */
  private static Path place(Path dataDirectory) {
    Path path = dataDirectory.toAbsolutePath().normalize();
    try {
      Path parent = Files.createDirectories(path.getParent()).toRealPath();
      if (!Files.isWritable(parent)) {
        throw new EmbeddedPostgresException(
            parent + " cannot be written to by this user: correct its owner or permissions");
      }
      Path place = parent.resolve(path.getFileName());
      return Files.exists(place) ? place.toRealPath() : place;
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "there can be no database in " + path + " (" + e + "): name another directory", e);
    }
  }

  /**
   * How to connect to the server that another process runs on a directory.
   *
   * @return empty if none runs there that accepts connections
   */
  public static Optional<DatabaseSettings> running(Path dataDirectory) {
    if (!Files.isDirectory(dataDirectory)) {
      return Optional.empty();
    }
    try {
      Path directory = dataDirectory.toRealPath();
      Optional<PostmasterFile> file =
          PostmasterFile.read(directory)
              .filter(PostmasterFile::ready)
              .filter(found -> Processes.serves(found.processId(), directory));
      if (file.isEmpty()) {
        return Optional.empty();
      }
      String password = DataDirectory.at(directory).password();
      String url = Server.url(file.get().port(), DATABASE);
      return Optional.of(
          new DatabaseSettings(url, USER, password, DatabaseSettings.DEFAULT_POOL_SIZE));
    } catch (IOException e) {
      throw new EmbeddedPostgresException(dataDirectory + " cannot be read (" + e + ")", e);
    }
  }

  /** How to connect to the database {@link #DATABASE}; stays the same over restarts. */
  public DatabaseSettings settings() {
    return settings(DATABASE);
  }

  /** How to connect to another database of this server. */
  public DatabaseSettings settings(String database) {
    return new DatabaseSettings(
        server.url(database), USER, server.password(), DatabaseSettings.DEFAULT_POOL_SIZE);
  }

  /** The number of the server's process at this moment. */
  public long processId() {
    return server.processId();
  }

  /** Whether the server ran already when we started, left by a process that was killed. */
  public boolean adopted() {
    return server.adopted();
  }

  /**
   * Stops the server in order: sessions are ended, what they had not committed is rolled back.
   * Blocks until it has ended; after the configured time it is stopped abruptly, which loses
   * nothing that was confirmed. A second call does nothing.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    watch.close();
    try {
      try {
        server.stop();
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new EmbeddedPostgresException("PostgreSQL could not be stopped (" + e + ")", e);
    }
  }
}
