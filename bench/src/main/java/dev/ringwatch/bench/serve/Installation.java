package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Ringwatch of our own in a directory of its own: its server, which can be killed and started
 * again, its database and its key. Closing ends all its processes; the directory is the caller's to
 * delete. One thread starts and stops; others may ask where it listens.
 */
final class Installation implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofMinutes(5);
  private static final Duration STOP_PATIENCE = Duration.ofMinutes(2);
  private static final Duration TOOL_PATIENCE = Duration.ofMinutes(1);

  private final Path data;
  private final Path config;
  private final ServerOptions options;
  private volatile @Nullable ServerProcess server;
  private final Thread endWithUs = Thread.ofPlatform().unstarted(this::endProcesses);
  private String secret = "";

  private Installation(Path data, Path config, ServerOptions options) {
    this.data = data;
    this.config = config;
    this.options = options;
  }

  /**
   * Starts a server on a directory that is empty or not there, and makes a key.
   *
   * @param data its data directory; its configuration file is written beside it
   */
  static Installation start(Path data, ServerOptions options)
      throws IOException, InterruptedException {
    Path config = data.resolveSibling(data.getFileName() + ".yaml");
    Files.writeString(config, options.settings());
    Installation installation = new Installation(data, config, options);
    Runtime.getRuntime().addShutdownHook(installation.endWithUs);
    boolean done = false;
    try {
      installation.start();
      installation.secret = installation.makeKey();
      done = true;
      return installation;
    } finally {
      if (!done) {
        installation.close();
      }
    }
  }

  /** Starts the server and waits until it listens. */
  void start() throws IOException, InterruptedException {
    ServerProcess started = ServerProcess.start(serveCommand(data, config), options.environment());
    server = started;
    started.awaitPort(START_PATIENCE);
  }

  /** The command of a server with this one's options on a directory, on any free port. */
  List<String> serveCommand(Path directory, Path configuration) {
    List<String> arguments =
        new ArrayList<>(List.of("serve", "--data", directory.toString(), "--port", "0"));
    if (!options.settings().isEmpty() || !configuration.equals(config)) {
      arguments.addAll(List.of("--config", configuration.toString()));
    }
    return RingwatchCommand.server(options.javaOptions(), arguments);
  }

  private String makeKey() throws IOException, InterruptedException {
    return tool(
            "key", "create", "--name", "bench", "--scope", "ingest", "--scope", "read", "--scope",
            "admin")
        .lines()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no key could be made"))
        .strip();
  }

  /**
   * What one of our commands says about this installation.
   *
   * @throws IllegalStateException if it fails, with what it said of that
   */
  String tool(String... words) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--data", data.toString(), "--config", config.toString()));
    Process process = new ProcessBuilder(RingwatchCommand.tool(arguments)).start();
    try (var said = process.inputReader()) {
      String all = said.readAllAsString();
      if (!process.waitFor(TOOL_PATIENCE.toSeconds(), TimeUnit.SECONDS)
          || process.exitValue() != 0) {
        String why = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        throw new IllegalStateException(String.join(" ", words) + " failed: " + why);
      }
      return all;
    } finally {
      process.destroyForcibly();
    }
  }

  /** The running server. */
  ServerProcess server() {
    ServerProcess running = server;
    if (running == null) {
      throw new IllegalStateException("the server was not started");
    }
    return running;
  }

  /** Where the server listens now. */
  int port() {
    return server().port();
  }

  /** The API key, which may send events, read scores and say where alerts go. */
  String secret() {
    return secret;
  }

  Path data() {
    return data;
  }

  /** The directory of the embedded PostgreSQL. */
  PostgresFiles postgres() {
    return new PostgresFiles(data.resolve("postgres"));
  }

  /** A client of the server, whichever runs. */
  Client client() {
    return new Client(this::port, secret);
  }

  /** A sender to the server, whichever runs. */
  Sender sender(int connections, Duration patience) {
    return new Sender(this::port, secret, connections, patience);
  }

  /** Ends the server as {@code kill -9} does. */
  void kill() {
    server().kill();
  }

  /** Stops the server as a service manager does. */
  void stop() throws InterruptedException {
    server().stop(STOP_PATIENCE);
  }

  /** For when this process is told to end in the middle of a measurement. */
  private void endProcesses() {
    try {
      end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    end();
    Runtime.getRuntime().removeShutdownHook(endWithUs);
  }

  private void end() throws IOException {
    try {
      ServerProcess running = server;
      if (running != null) {
        running.close();
      }
    } finally {
      postgres().kill();
    }
  }
}
