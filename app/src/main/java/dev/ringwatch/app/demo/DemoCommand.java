package dev.ringwatch.app.demo;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.load.EventSender;
import dev.ringwatch.app.serve.DemoServer;
import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.GeneratedDay;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.TruthWriter;
import dev.ringwatch.kit.generate.Volume;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a server with a sample day in it until it is told to stop. */
@Command(
    name = "demo",
    description = {
      "Starts a server with a sample day of planted abuse in it, and prints the address to open.",
      "It answers this machine only, and every demo starts afresh."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

  /** The generator's day reaches so far into the future, where the replay goes as time does. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private static final Duration REPLAYED = Duration.ofHours(1);
  private static final int SPEED = 30;
  private static final int EVENTS_PER_ACCOUNT = 20;
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final Duration FILLING_PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int MAX_PORT = 65_535;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--data",
      defaultValue = "demo-data",
      paramLabel = "DIR",
      description = "where it keeps everything; default ${DEFAULT-VALUE}")
  private Path data = Path.of("demo-data");

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "PORT",
      description = "0 for any that is free; default ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--accounts",
      defaultValue = "5000",
      paramLabel = "N",
      description = "how many act in the sample day, 1,000 or more; default ${DEFAULT-VALUE}")
  private int accounts;

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    if (port < 0 || port > MAX_PORT) {
      throw new CommandFailure("--port must be 0 to " + MAX_PORT + ", not " + port);
    }
    Volume volume = volume();
    DemoFolder.makeAfresh(data);
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "ringwatch: makes a day of %,d accounts with planted abuse, and starts a server in %s%n",
        accounts,
        data);
    CompletableFuture<GeneratedDay> day =
        CompletableFuture.supplyAsync(
            () -> Generator.of(GeneratorConfig.ofDefaults().withVolume(volume)));
    try (DemoServer server = DemoServer.start(data, port)) {
      show(server, day.join());
    } catch (CompletionException e) {
      throw new CommandFailure("the sample day could not be made: " + e.getCause());
    }
    return 0;
  }

  private Volume volume() {
    Instant start =
        clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(AHEAD).minus(1, ChronoUnit.DAYS);
    try {
      return new Volume(start, 1, accounts, (long) EVENTS_PER_ACCOUNT * accounts);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("--accounts: " + e.getMessage());
    }
  }

  private void show(DemoServer server, GeneratedDay day)
      throws IOException, SQLException, InterruptedException {
    Instant liveFrom = clock.instant().minus(REPLAYED);
    Deque<Event> live = new ArrayDeque<>();
    try (EventSender sender = new EventSender(URI.create(server.url()), server.key())) {
      day.forEach(event -> {
        if (event.timestamp().isBefore(liveFrom)) {
          sender.add(event);
        } else {
          live.add(event);
        }
      });
      sender.flush();
      writeTruth(day);
      replay(server, sender, live, new Replay(liveFrom, clock.instant(), SPEED));
    }
  }

  private void writeTruth(GeneratedDay day) throws IOException {
    try (OutputStream labels = Files.newOutputStream(data.resolve("labels.csv"));
        OutputStream truth = Files.newOutputStream(data.resolve("truth.csv"))) {
      TruthWriter.writeLabels(day.truth(), labels);
      TruthWriter.writeTruth(day.truth(), truth);
    }
  }

  private void announce(DemoServer server, long events, PrintWriter err) throws SQLException {
    err.printf(
        Locale.ROOT,
        "ringwatch: %,d events are in; the last hour of the day is replayed while you look%n",
        events);
    err.println("ringwatch: who abuses in truth: " + data.resolve("truth.csv"));
    err.println("ringwatch: open this, once; it signs you in. Ctrl-C ends the demo.");
    err.println("  " + server.link());
  }

  /**
   * Plays what is left, and says where to look once there is something to be seen. The replay comes
   * first because it is what makes minutes close; and a page without scores says itself why there
   * are none, so this does not wait for ever.
   */
  private void replay(DemoServer server, EventSender sender, Deque<Event> live, Replay replay)
      throws InterruptedException, SQLException {
    long patience = System.nanoTime() + FILLING_PATIENCE.toNanos();
    boolean announced = false;
    boolean over = live.isEmpty();
    while (!server.awaitStop(announced ? PACE : LOOK)) {
      play(sender, live, replay.reached(clock.instant()));
      if (!announced && (server.isFilled() || System.nanoTime() > patience)) {
        announced = true;
        announce(server, sender.taken(), spec.commandLine().getErr());
      }
      if (live.isEmpty() && !over) {
        over = true;
        spec.commandLine()
            .getErr()
            .println("ringwatch: the sample day is over; what is there stays until Ctrl-C");
      }
    }
  }

  private static void play(EventSender sender, Deque<Event> live, Instant reached) {
    for (Event next = live.peek();
        next != null && next.timestamp().isBefore(reached);
        next = live.peek()) {
      sender.add(live.remove());
    }
    sender.flush();
  }
}
