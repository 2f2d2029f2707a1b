package dev.ringwatch.postgres.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One running server process, ours by start or by adoption. */
final class Postmaster {

  private static final int POLL_MILLIS = 20;
  private static final int KILL_SECONDS = 10;

  private final Path dataDirectory;
  private final long processId;
  private final int port;

  Postmaster(Path dataDirectory, long processId, int port) {
    this.dataDirectory = dataDirectory;
    this.processId = processId;
    this.port = port;
  }

  long processId() {
    return processId;
  }

  int port() {
    return port;
  }

  boolean runs() {
    return Processes.runs(processId);
  }

  /**
   * Starts a server and waits until it accepts connections.
   *
   * @throws StartFailedException if it ended, with what it said, or was not ready in time
   */
  static Postmaster start(
      Path dataDirectory, int port, Binaries binaries, RunAs runAs, Duration timeout)
      throws IOException, StartFailedException, InterruptedException {
    ServerLog log = new ServerLog(dataDirectory);
    long logged = log.size();
    Process process = launch(dataDirectory, port, binaries, runAs, log);
    try {
      if (!becomesReady(process, dataDirectory, timeout)) {
        throw new StartFailedException(
            (process.isAlive() ? "not ready after " + timeout.toSeconds() + " s; it said: " : "")
                + log.lastWordsAfter(logged));
      }
    } catch (StartFailedException | IOException | InterruptedException | RuntimeException e) {
      // Waited for: the next attempt must not meet it.
      process.destroyForcibly();
      process.onExit().completeOnTimeout(process, KILL_SECONDS, TimeUnit.SECONDS).join();
      throw e;
    }
    return new Postmaster(dataDirectory, process.pid(), port);
  }

  private static Process launch(
      Path dataDirectory, int port, Binaries binaries, RunAs runAs, ServerLog log)
      throws IOException {
    List<String> command = new ArrayList<>(ownSession());
    command.addAll(
        runAs.command(
            binaries.program("postgres"),
            "-D",
            dataDirectory.toString(),
            "-p",
            Integer.toString(port)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(log.end());
    Finished.plainEnvironment(builder.environment());
    return builder.start();
  }

  /** Waits until a server accepts connections; false if it ended or took too long. */
  private static boolean becomesReady(Process process, Path dataDirectory, Duration timeout)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      Optional<PostmasterFile> file = PostmasterFile.read(dataDirectory);
      if (file.filter(f -> f.processId() == process.pid() && f.ready()).isPresent()) {
        return true;
      }
      if (System.nanoTime() > deadline) {
        return false;
      }
    }
    return false;
  }

  /**
   * What keeps the interrupt of a terminal from the server, so that whoever writes to it can finish
   * first: a session of its own. Nothing where there is no {@code setsid}.
   */
  private static List<String> ownSession() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(directory -> Path.of(directory, "setsid"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> List.of(program.toString()))
        .orElse(List.of());
  }

  /** Ends the server: in order and, when that takes too long, abruptly. */
  void stop(Binaries binaries, RunAs runAs, Duration timeout) throws IOException {
    if (stopBy("fast", timeout, binaries, runAs)
        || stopBy("immediate", Duration.ofSeconds(10), binaries, runAs)) {
      return;
    }
    ProcessHandle.of(processId).ifPresent(ProcessHandle::destroyForcibly);
  }

  private boolean stopBy(String mode, Duration timeout, Binaries binaries, RunAs runAs)
      throws IOException {
    Finished.run(
        runAs.command(
            binaries.program("pg_ctl"),
            "stop",
            "--pgdata=" + dataDirectory,
            "--mode=" + mode,
            "--timeout=" + Math.max(1, timeout.toSeconds())));
    return !runs();
  }
}
