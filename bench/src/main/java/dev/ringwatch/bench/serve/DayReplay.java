package dev.ringwatch.bench.serve;

import dev.ringwatch.bench.serve.DayPlan.Contents;
import dev.ringwatch.kit.generate.GeneratedDay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A day of events at many times its pace, and what the server holds at the end of each of its
 * hours: whether memory grows with accounts and keys, and with nothing else. The heap is looked at
 * after a full collection, which holds the server up; that shows in how far the day is behind, and
 * in nothing else.
 */
@Command(
    name = "replay",
    description = "24 hours of events at 100 times their pace: heap, memory and state by the hour",
    mixinStandardHelpOptions = true)
public final class DayReplay implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int HOURS_OF_A_DAY = 24;

  private static final int SMALLEST_BATCH = 10;
  private static final int LARGEST_BATCH = 1_000;

  @Option(
      names = "--speed",
      defaultValue = "100",
      description = "how much faster than life; default ${DEFAULT-VALUE}")
  private double speed;

  @Option(
      names = "--events",
      defaultValue = "1000000",
      description = "of the whole day; default ${DEFAULT-VALUE}")
  private long events;

  @Option(names = "--accounts", defaultValue = "50000", description = "default ${DEFAULT-VALUE}")
  private int accounts;

  @Option(
      names = "--hours",
      defaultValue = "24",
      description = "how much of the day, 1 to 24; default ${DEFAULT-VALUE}")
  private int hours;

  @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  /** Exit code 1 if memory grows by more than accounts and keys explain. */
  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!(speed > 0) || hours < 1 || hours > HOURS_OF_A_DAY) {
      throw new IllegalArgumentException(
          "speed must be positive and hours 1 to 24, not " + speed + " and " + hours);
    }
    Instant now = Instant.now();
    GeneratedDay day = Days.before(now, accounts, events, seed);
    int batch = batchSize();
    DayPlan plan = DayPlan.of(day, Days.startBefore(now), batch);
    try (WorkFolder work = WorkFolder.below(folder);
        BodyFile bodies = BodyFile.write(work.path().resolve("bodies"), day, batch);
        Installation installation =
            Installation.start(work.path().resolve("data"), ServerOptions.ofDefaults())) {
      return replay(installation, bodies, plan);
    }
  }

  /** About ten a second at any pace, as far as one connection can. */
  private int batchSize() {
    double perSecond = events / 86_400.0 * speed;
    return (int) Math.clamp(perSecond / 10, SMALLEST_BATCH, LARGEST_BATCH);
  }

  private int replay(Installation installation, BodyFile bodies, DayPlan plan)
      throws IOException, InterruptedException {
    List<MemorySample> samples = new ArrayList<>();
    System.out.println(MemorySample.HEAD);
    PacedDay load =
        new PacedDay(
            bodies,
            plan,
            speed,
            hours,
            (hour, behind) -> {
              Contents contents = plan.hours().get(Math.min(hour, plan.hours().size() - 1));
              double seconds = behind.toMillis() / 1e3;
              samples.add(sample(installation, hour + 1, contents, seconds));
              System.out.println(samples.getLast().row());
            });
    // One connection: what is sent later is taken later, so that nothing is late for its own sake.
    Sent sent = installation.sender(1, PATIENCE).send(load);
    try (Client client = installation.client()) {
      report(sent, ServerStatus.awaitRead(client, sent.kept(), PATIENCE));
    }
    HeapGrowth growth = new HeapGrowth(samples);
    System.out.println(growth.byClass());
    System.out.println(growth.verdict());
    return growth.isExplained() ? 0 : 1;
  }

  /** Over a connection of its own: the server closes those that are silent for an hour. */
  private static MemorySample sample(
      Installation installation, int hour, Contents contents, double behindSeconds)
      throws IOException {
    try (Client client = installation.client()) {
      return MemorySample.take(installation, client, hour, contents, behindSeconds);
    }
  }

  private void report(Sent sent, ServerStatus status) {
    System.out.printf(
        Locale.ROOT,
        "%,d events in %.1f s, %,.0f times their pace; %,d late, %,d rejected, %,d set aside%n%n",
        sent.kept(),
        sent.seconds(),
        3_600.0 * hours / sent.seconds(),
        status.late(),
        sent.rejected(),
        status.setAside());
  }
}
