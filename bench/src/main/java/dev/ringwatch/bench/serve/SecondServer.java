package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A second server where there is one already: it must not harm the first, and say what is wrong.
 */
final class SecondServer {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int EVENTS = 100;

  private SecondServer() {}

  /**
   * Starts one on the same data directory, which must be refused with a sentence, and beside it one
   * with a directory of its own on the same database. That may end with a sentence, wait, or hand
   * on what it gets; what it acknowledges counts.
   */
  static void start(FaultBench bench) throws IOException, InterruptedException {
    Installation first = bench.installation();
    Path onDirectory = first.data().resolveSibling("same-directory.yaml");
    Files.writeString(onDirectory, "");
    Path onDatabase = first.data().resolveSibling("same-database.yaml");
    Files.writeString(onDatabase, databaseSettings(first.postgres()));
    Path own = first.data().resolveSibling("second-data");
    try (ServerProcess directory =
            ServerProcess.start(first.serveCommand(first.data(), onDirectory));
        ServerProcess database = ServerProcess.start(first.serveCommand(own, onDatabase))) {
      requireRefused(directory.awaitEnd(PATIENCE));
      bench.say("a second server on the directory ended: %s", lastOf(directory.lastLines()));
      lookAt(database, bench);
      bench.send(bench.batch(EVENTS));
    }
    bench.send(bench.batch(EVENTS));
  }

  private static String databaseSettings(PostgresFiles postgres) throws IOException {
    return """
    ringwatch.database.url: "%s"
    ringwatch.database.user: "%s"
    ringwatch.database.password-file: "%s"
    """
        .formatted(postgres.url(), postgres.user(), postgres.passwordFile());
  }

  private static void lookAt(ServerProcess second, FaultBench bench)
      throws IOException, InterruptedException {
    Patience.until(
        "the second server to listen or to end",
        PATIENCE,
        () -> !second.isRunning() || second.port() > 1);
    if (second.isRunning()) {
      postTo(second, bench);
    } else {
      requireRefused(second.awaitEnd(PATIENCE));
      bench.say("a second server on the database ended: %s", lastOf(second.lastLines()));
    }
  }

  private static void postTo(ServerProcess second, FaultBench bench) throws IOException {
    Batch batch = bench.batch(EVENTS);
    try (Client client = new Client(second::port, bench.installation().secret())) {
      Response response = client.post(batch.bytes(), batch.length());
      if (response.isAccepted()) {
        bench.ledger().acknowledged(batch);
      }
      bench.say(
          "a second server on the database listens and answers %d %s",
          response.status(), response.body());
    }
  }

  private static void requireRefused(ServerProcess.Ended ended) {
    boolean trace = ended.lines().stream().anyMatch(line -> line.startsWith("\tat "));
    if (ended.exitCode() == 0 || trace || ended.lines().isEmpty()) {
      throw new IllegalStateException(
          "a second server was not refused with a sentence but ended with "
              + ended.exitCode()
              + ":\n"
              + String.join("\n", ended.lines()));
    }
  }

  private static String lastOf(List<String> lines) {
    return lines.isEmpty() ? "" : lines.getLast();
  }
}
