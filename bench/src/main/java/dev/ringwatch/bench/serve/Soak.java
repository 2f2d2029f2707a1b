package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A server through a day of events and whatever may befall it, and a ledger at the end: what was
 * accepted is stored, scored and counted, and of every incident that opened somebody was told, or
 * it says why not.
 */
@Command(
    name = "soak",
    description = {
      "a day of events and incidents, while processes are killed, connections break, the clock jumps",
      "and the disk is slow; afterwards the ledger balances"
    },
    mixinStandardHelpOptions = true)
public final class Soak implements Callable<Integer> {

  /** As for the faults, and a receiver of alerts on this machine. */
  static final String SETTINGS =
      Faults.SETTINGS
          + PlantedBursts.SETTINGS.replace("ringwatch:\n", "")
          + "  incidents:\n    account-from: "
          + SoakLedger.ACCOUNT_FROM
          + "\n";

  @Option(
      names = "--minutes",
      defaultValue = "10",
      description = "for how long; default ${DEFAULT-VALUE}")
  private double minutes = 10;

  @Option(
      names = "--hours",
      defaultValue = "24",
      description = "of events within that time; default ${DEFAULT-VALUE}")
  private double hours = 24;

  @Option(
      names = "--rate",
      defaultValue = "200",
      description = "events that are sent a second; default ${DEFAULT-VALUE}")
  private int rate = 200;

  @Option(names = "--seed", description = "of the moments; default: the time")
  private long seed = System.currentTimeMillis();

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    System.out.println("soak, seed " + seed);
    Duration takes = time(minutes, 1);
    try (WorkFolder work = WorkFolder.below(folder)) {
      OddMachine machine = OddMachine.in(work.path());
      try (Installation installation = start(work.path(), machine)) {
        FastTime time = new FastTime(time(hours, 60), takes);
        FaultBench bench = FaultBench.of(installation, time, seed, System.out);
        Misfortune.Plan plan = new Misfortune.Plan(takes, Duration.ofSeconds(15), rate);
        run(bench, machine, time, plan);
      }
    }
    return 0;
  }

  private static Duration time(double units, int minutesEach) {
    return Duration.ofMillis(Math.round(units * minutesEach * 60_000));
  }

  /** Starts a server in a folder, on a machine. */
  static Installation start(Path folder, OddMachine machine)
      throws IOException, InterruptedException {
    ServerOptions options =
        ServerOptions.ofDefaults().withSettings(SETTINGS).withEnvironment(machine.environment());
    return Installation.start(folder.resolve("data"), options);
  }

  /**
   * Does it, and fails if the ledger does not balance.
   *
   * @param machine of the bench's server
   * @param time of the bench's events; is started once the server has seen odd clients
   */
  static void run(FaultBench bench, OddMachine machine, FastTime time, Misfortune.Plan plan)
      throws IOException, InterruptedException, SQLException {
    try (AlertReceiver receiver = new AlertReceiver();
        SoakNetwork network = SoakNetwork.of(bench.installation(), receiver);
        EndpointsClient client = new EndpointsClient(bench.installation())) {
      long endpoint = client.add("soak", receiver, "/soak", network.receiverPort());
      bench.begin();
      OddClients.hangUp(bench);
      OddClients.triplePost(bench);
      SecondServer.start(bench);
      Misfortune misfortune = new Misfortune(bench, network, receiver, machine);
      time.start();
      misfortune.run(plan);
      Faults.lookAtEverything(bench, misfortune.others());
      new SoakLedger(bench, receiver).require(client, endpoint);
    } catch (IllegalStateException e) {
      bench.sayLastWords();
      throw e;
    }
  }
}
