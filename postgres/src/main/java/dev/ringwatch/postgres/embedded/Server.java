package dev.ringwatch.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server on one data directory, over all the processes it may be one after another. Started and
 * stopped by one thread at a time; others may ask for its present state.
 */
final class Server {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private static final int MOST_PORTS = 10;

  /** What a killed server's sessions get to notice that it is gone; they do within a second. */
  private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(30);

  private static final int LEFTOVER_POLL_MILLIS = 100;

  private final EmbeddedPostgresConfig config;
  private final Binaries binaries;
  private final RunAs runAs;
  private final Path path;
  private final String password;
  private final boolean adopted;
  private volatile Postmaster postmaster;

  private Server(
      EmbeddedPostgresConfig config, Binaries binaries, RunAs runAs, DataDirectory directory)
      throws IOException, InterruptedException {
    this.config = config;
    this.binaries = binaries;
    this.runAs = runAs;
    this.path = directory.path();
    this.password = directory.password();
    Optional<Postmaster> survivor = survivor();
    this.adopted = survivor.isPresent();
    this.postmaster =
        adopted ? survivor.get() : startOnSomePort(new Ports(config.port(), directory.lastPort()));
    directory.keepPort(postmaster.port());
  }

  /** Opens the directory, under its lock, and has a server run on it. */
  static Server open(EmbeddedPostgresConfig config, Path path)
      throws IOException, InterruptedException, SQLException {
    Binaries binaries = Binaries.in(config.cacheDirectory());
    RunAs runAs =
        RunAs.find(
            binaries.program("postgres"), Files.exists(path) ? path : path.resolveSibling(""));
    Server server = new Server(config, binaries, runAs, DataDirectory.open(path, binaries, runAs));
    ServerCheck.makeDatabase(
        checkUrl(server.postmaster.port()), server.password, EmbeddedPostgres.DATABASE);
    return server;
  }

  String url(String database) {
    return url(postmaster.port(), database);
  }

  /** For our own questions, which are not to wait for a server that hangs. */
  private static String checkUrl(int port) {
    return url(port, "postgres") + "?connectTimeout=10&socketTimeout=60";
  }

  static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  String password() {
    return password;
  }

  long processId() {
    return postmaster.processId();
  }

  boolean adopted() {
    return adopted;
  }

  boolean runs() {
    return postmaster.runs();
  }

  void stop() throws IOException {
    if (postmaster.runs()) {
      postmaster.stop(binaries, runAs, config.stopTimeout());
    }
  }

  /** Keeps the log of a server that has much to say from filling the disk. */
  void trimLog() {
    try {
      new ServerLog(path).trim();
    } catch (IOException e) {
      LOG.warn("PostgreSQL's log cannot be put aside: {}", e.toString());
    }
  }

  /** Starts a server that died, on the port that it had. */
  void restart() throws IOException, InterruptedException, StartFailedException {
    postmaster = start(postmaster.port());
  }

  // A server that runs on the directory already.

  /** One that outlived its Ringwatch and is as we would have started it; any other is stopped. */
  private Optional<Postmaster> survivor() throws IOException {
    Optional<PostmasterFile> file = PostmasterFile.read(path);
    if (file.isEmpty() || !Processes.runs(file.get().processId())) {
      return Optional.empty();
    }
    Postmaster found = new Postmaster(path, file.get().processId(), file.get().port());
    if (!Processes.serves(found.processId(), path)) {
      LOG.info("Process {} is not the server that once had this number", found.processId());
      PostmasterFile.disown(path);
      return Optional.empty();
    }
    if (file.get().ready() && isAsWeWouldStart(found)) {
      LOG.info("Adopting PostgreSQL, process {}, port {}", found.processId(), found.port());
      return Optional.of(found);
    }
    LOG.info("Stopping a PostgreSQL that was left running, process {}", found.processId());
    found.stop(binaries, runAs, config.stopTimeout());
    return Optional.empty();
  }

  private boolean isAsWeWouldStart(Postmaster found) throws IOException {
    if (!ServerFiles.areCurrent(path) || (config.port() != 0 && config.port() != found.port())) {
      return false;
    }
    try {
      ServerCheck.check(checkUrl(found.port()), password, path);
      return true;
    } catch (SQLException | EmbeddedPostgresException e) {
      LOG.info("The PostgreSQL that was left running cannot be adopted: {}", e.getMessage());
      return false;
    }
  }

  // Starting one.

  private Postmaster startOnSomePort(Ports ports) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return start(ports.next());
      } catch (StartFailedException e) {
        if (!e.isPortTaken() || !ports.mayChange() || attempt == MOST_PORTS) {
          throw new EmbeddedPostgresException(
              "PostgreSQL did not start in " + path + ": " + e.getMessage(), e);
        }
      }
    }
  }

  private Postmaster start(int port)
      throws IOException, InterruptedException, StartFailedException {
    ServerFiles.write(path);
    Postmaster started = startPastLeftovers(port);
    try {
      ServerCheck.check(checkUrl(port), password, path);
      return started;
    } catch (SQLException e) {
      started.stop(binaries, runAs, config.stopTimeout());
      throw new StartFailedException("it does not answer (" + e.getMessage() + ")");
    } catch (EmbeddedPostgresException e) {
      started.stop(binaries, runAs, config.stopTimeout());
      throw e;
    }
  }

  private Postmaster startPastLeftovers(int port)
      throws IOException, InterruptedException, StartFailedException {
    long deadline = System.nanoTime() + LEFTOVER_PATIENCE.toNanos();
    while (true) {
      disownDead();
      try {
        return Postmaster.start(path, port, binaries, runAs, config.startTimeout());
      } catch (StartFailedException e) {
        if (!e.isLeftover() || System.nanoTime() > deadline) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(LEFTOVER_POLL_MILLIS);
      }
    }
  }

  /**
   * A killed server that nobody has reaped keeps its number, which a new one would take for a
   * living rival.
   */
  private void disownDead() throws IOException {
    Optional<PostmasterFile> file = PostmasterFile.read(path);
    if (file.isPresent() && Processes.isDeadButThere(file.get().processId())) {
      PostmasterFile.disown(path);
    }
  }
}
