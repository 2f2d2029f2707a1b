package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Events of now at an even rate, for minutes: how long until an event shows in its account's score,
 * how long a look-up of a score takes meanwhile, how long until a ring shows whose fifth member has
 * acted, and whether all is there in the end. Every time counts from the moment at which a request
 * was due, so that one that waits for another is not flattered.
 */
@Command(
    name = "sustained",
    description = "a steady stream: time from request to visible score, time of look-ups",
    mixinStandardHelpOptions = true)
public final class Sustained implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int PROBE_ACCOUNTS = 1_000;
  private static final int RING_SECONDS = 120;
  private static final int BURST_SECONDS = 10;

  @Option(
      names = "--rate",
      defaultValue = "10000",
      description = "events/s; default ${DEFAULT-VALUE}")
  private int rate;

  @Option(names = "--seconds", defaultValue = "300", description = "default ${DEFAULT-VALUE}")
  private int seconds;

  @Option(names = "--batch", defaultValue = "100", description = "default ${DEFAULT-VALUE}")
  private int batchSize;

  @Option(names = "--connections", defaultValue = "8", description = "default ${DEFAULT-VALUE}")
  private int connections;

  @Option(
      names = "--probes",
      defaultValue = "20",
      description = "a second; default ${DEFAULT-VALUE}")
  private int probesPerSecond;

  @Option(
      names = "--lookups",
      defaultValue = "50",
      description = "a second; default ${DEFAULT-VALUE}")
  private int lookupsPerSecond;

  @Option(
      names = "--rings",
      defaultValue = "40",
      description = "planted rings a minute, up to the last two minutes; default ${DEFAULT-VALUE}")
  private double ringsPerMinute;

  @Option(
      names = "--bursts",
      defaultValue = "10",
      description =
          "accounts a second that have an incident, up to the last ten seconds; default"
              + " ${DEFAULT-VALUE}")
  private double burstsPerSecond;

  @Option(
      names = "--warm-up",
      defaultValue = "500000",
      description = "events before it, at 10 an account; default ${DEFAULT-VALUE}")
  private int warmUp;

  @Mixin private LogOption log = new LogOption();

  @Mixin private ProfileOption profile = new ProfileOption();

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    try (WorkFolder work = WorkFolder.below(folder)) {
      Profile recorded = new Profile(work.path().resolve("server.jfr"));
      try (Installation installation =
          Installation.start(work.path().resolve("data"), profile.with(options(), recorded))) {
        int status = measure(installation, work.path());
        profile.report(installation, recorded, (long) rate * seconds);
        return status;
      }
    }
  }

  private int measure(Installation installation, Path work)
      throws IOException, InterruptedException, SQLException {
    var day = Days.before(Instant.now(), warmUp / 10, warmUp, 1);
    long warm;
    try (BodyFile bodies = BodyFile.write(work.resolve("bodies"), day, 1_000)) {
      warm = installation.sender(connections, PATIENCE).send(bodies).kept();
    }
    EventTemplates templates = EventTemplates.of(day);
    try (Client client = installation.client()) {
      ServerStatus.awaitRead(client, warm, PATIENCE);
      requireModel(client, templates.account(0));
      return measure(installation, client, templates, warm);
    }
  }

  private ServerOptions options() {
    return ServerOptions.ofDefaults().withSettings(log.with(PlantedBursts.SETTINGS));
  }

  private static void requireModel(Client client, String account) {
    Patience.until(
        "a model to be learned",
        Duration.ofMinutes(2),
        () -> AccountAnswer.of(client, account).filter(AccountAnswer::isScored).isPresent());
  }

  private int measure(Installation installation, Client client, EventTemplates templates, long warm)
      throws IOException, InterruptedException, SQLException {
    List<String> accounts = templates.accounts();
    Set<String> probed =
        accounts.stream().limit(PROBE_ACCOUNTS).collect(Collectors.toUnmodifiableSet());
    EventTemplates ordinary = templates.only(account -> !probed.contains(account));
    int everyBatches = Math.max(1, Math.round((float) rate / batchSize / probesPerSecond));
    Ledger ledger = new Ledger();
    try (VisibilityWatch watch = new VisibilityWatch(installation::client);
        Lookups lookups = new Lookups(accounts, lookupsPerSecond, 1, installation::client);
        PlantedRings rings = new PlantedRings(installation, ringsPerMinute, plantedRings());
        PlantedBursts bursts = new PlantedBursts(installation, burstsPerSecond, plantedBursts())) {
      Probes probes = new Probes(templates.firstOfEach(probed), everyBatches, client, watch::add);
      CostTable.Beginning beginning = CostTable.Beginning.of(installation);
      PacedLoad.Pace pace = new PacedLoad.Pace(rate, batchSize, seconds);
      Sent sent =
          installation
              .sender(connections, PATIENCE)
              .send(new PacedLoad(ordinary, pace, ledger, new Numbers(), probes));
      watch.finish();
      rings.finish();
      bursts.finish();
      CostTable costs = beginning.until(sent.kept());
      report(sent, watch, lookups);
      report(rings);
      System.out.printf(
          "| request of an incident's events to webhook received | %s |%n%s%n",
          bursts.times().cells(), bursts.messages());
      costs.print();
      long others = warm + rings.events() + bursts.events();
      ServerStatus.awaitRead(client, others + sent.kept(), PATIENCE);
      List<String> problems = LogCheck.problems(installation.postgres(), ledger, others);
      System.out.println(problems.isEmpty() ? "nothing lost, nothing twice" : problems);
      return problems.isEmpty() && watch.unseen() + rings.unseen() == 0 ? 0 : 1;
    }
  }

  /** So many that the last can show while the load goes on: that is what is measured. */
  private int plantedRings() {
    return (int) Math.max(0, (seconds - RING_SECONDS) * ringsPerMinute / 60);
  }

  private int plantedBursts() {
    return (int) Math.max(0, (seconds - BURST_SECONDS) * burstsPerSecond);
  }

  private static void report(PlantedRings rings) {
    System.out.printf(
        Locale.ROOT,
        "fifth member acts to ring visible, seconds: p50 %.1f, p99 %.1f, max %.1f of %,d; %d never seen%n",
        rings.times().quantileMillis(0.5) / 1e3,
        rings.times().quantileMillis(0.99) / 1e3,
        rings.times().quantileMillis(1) / 1e3,
        rings.times().size(),
        rings.unseen());
  }

  private void report(Sent sent, VisibilityWatch watch, Lookups lookups) {
    System.out.printf(
        Locale.ROOT,
        "%,d events in %.1f s, %,.0f a second asked for%n"
            + "| milliseconds | p50 | p99 | max | number |%n|---|---|---|---|---|%n"
            + "| request | %s |%n| visible score | %s |%n| look-up | %s |%n"
            + "%,d duplicates, %,d rejected, %,d busy, %,d broken; %d probes never seen;"
            + " %d questions about probes and %d look-ups failed%n"
            + "look-ups over 50 ms, by the second: %s%n",
        sent.kept(),
        sent.seconds(),
        (double) rate,
        sent.latency().cells(),
        watch.times().cells(),
        lookups.times().cells(),
        sent.duplicates(),
        sent.rejected(),
        sent.busy(),
        sent.broken(),
        watch.unseen(),
        watch.failures(),
        lookups.failures(),
        lookups.times().slowSeconds(50));
  }
}
