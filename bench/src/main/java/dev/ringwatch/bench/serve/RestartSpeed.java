package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long a server that was killed takes until it is live again, with a large state: once right
 * after the last event, when the log since the last snapshot must be read again, and once when a
 * snapshot holds all.
 */
@Command(
    name = "restart",
    description = "kill -9 and start with a large state, until live",
    mixinStandardHelpOptions = true)
public final class RestartSpeed implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int EVENTS_PER_ACCOUNT = 8;

  @Option(names = "--accounts", defaultValue = "1000000", description = "default ${DEFAULT-VALUE}")
  private int accounts;

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  @Override
  public Integer call() throws IOException, InterruptedException {
    long events = (long) EVENTS_PER_ACCOUNT * accounts;
    try (WorkFolder work = WorkFolder.below(folder);
        BodyFile bodies =
            BodyFile.write(
                work.path().resolve("bodies"),
                Days.before(Instant.now(), accounts, events, 1),
                1_000);
        Installation installation =
            Installation.start(work.path().resolve("data"), ServerOptions.ofDefaults());
        Client client = installation.client()) {
      Sent sent = installation.sender(8, PATIENCE).send(bodies);
      ServerStatus.awaitRead(client, sent.kept(), PATIENCE);
      System.out.println("| killed | accounts | log to read | listening, s | live, s |");
      System.out.println("|---|---|---|---|---|");
      restart("after the last event", installation, client);
      Patience.until(
          "a snapshot of everything",
          PATIENCE,
          () -> {
            ServerStatus now = ServerStatus.of(client);
            return now.isCaughtUp() && now.snapshotSeq() >= sent.kept();
          });
      restart("after a snapshot", installation, client);
    }
    return 0;
  }

  private static void restart(String when, Installation installation, Client client)
      throws IOException, InterruptedException {
    ServerStatus before = ServerStatus.of(client);
    installation.kill();
    long begun = System.nanoTime();
    installation.start();
    double listening = (System.nanoTime() - begun) / 1e9;
    ServerStatus.awaitHealth(client, PATIENCE);
    double live = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %,d | %.1f | %.1f |%n",
        when,
        before.accounts(),
        before.logSeq() - before.snapshotSeq(),
        listening,
        live);
  }
}
