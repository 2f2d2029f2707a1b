package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A server under events, incidents and misfortune for as long as one likes, and a ledger at the
 * end: what was accepted is stored, scored and counted, and of every incident that opened somebody
 * was told, or it says why not.
 */
@Command(
    name = "soak",
    description = {
      "events at an even pace and incidents, while server and PostgreSQL are killed and"
          + " connections",
      "break at random; afterwards the ledger balances"
    },
    mixinStandardHelpOptions = true)
public final class Soak implements Callable<Integer> {

  /** As for the faults, and a receiver of alerts on this machine. */
  static final String SETTINGS =
      Faults.SETTINGS + PlantedBursts.SETTINGS.replace("ringwatch:\n", "");

  @Option(
      names = "--minutes",
      defaultValue = "60",
      description = "for how long; 1440 is a day of events; default ${DEFAULT-VALUE}")
  private double minutes = 60;

  @Option(
      names = "--rate",
      defaultValue = "200",
      description = "events a second; default ${DEFAULT-VALUE}")
  private int rate = 200;

  @Option(names = "--seed", description = "of the moments; default: the time")
  private long seed = System.currentTimeMillis();

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    System.out.println("soak, seed " + seed);
    Duration time = Duration.ofMillis(Math.round(minutes * 60_000));
    ServerOptions options = ServerOptions.ofDefaults().withSettings(SETTINGS);
    try (WorkFolder work = WorkFolder.below(folder);
        Installation installation = Installation.start(work.path().resolve("data"), options)) {
      run(FaultBench.of(installation, seed, System.out), time, rate);
    }
    return 0;
  }

  /** Does it, and fails if the ledger does not balance. */
  static void run(FaultBench bench, Duration time, int rate)
      throws IOException, InterruptedException, SQLException {
    try (AlertReceiver receiver = new AlertReceiver();
        SoakNetwork network = SoakNetwork.of(bench.installation(), receiver);
        EndpointsClient client = new EndpointsClient(bench.installation())) {
      long endpoint = client.add("soak", receiver, "/soak", network.receiverPort());
      bench.begin();
      Misfortune misfortune = new Misfortune(bench, network, receiver);
      misfortune.during(time, rate);
      receiver.become(AlertReceiver.Mode.WELL);
      Faults.lookAtEverything(bench, misfortune.events());
      SoakLedger.require(bench, receiver, client, endpoint);
    } catch (IllegalStateException e) {
      bench.say("the server said last:");
      bench.installation().server().lastLines().forEach(line -> bench.say("  %s", line));
      throw e;
    }
  }
}
