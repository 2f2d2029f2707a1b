package dev.ringwatch.bench.serve;

import dev.ringwatch.pipeline.PipelineConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Breaks a server in every way that it must survive, and looks afterwards whether the log holds
 * what was acknowledged and the scores are those of a run that nothing interrupted.
 */
@Command(
    name = "faults",
    description = "kill -9, full disk, hang-ups: nothing lost, nothing twice, the same scores",
    mixinStandardHelpOptions = true)
public final class Faults implements Callable<Integer> {

  /** The configuration of the pipeline: minutes close soon, so that scores become final soon. */
  static final PipelineConfig PIPELINE =
      PipelineConfig.ofDefaults().withLateness(Duration.ofSeconds(1));

  /** The same in the words of the server's configuration, with snapshots that come often. */
  static final String SETTINGS =
      """
      ringwatch:
        detection:
          lateness: 1s
          snapshot-every: 5s
      """;

  private static final int DISK_MEGABYTES = 700;

  /** What can be done to it. */
  enum Fault {
    /** The server ends by kill -9, again and again. */
    SERVER,
    /** PostgreSQL ends by kill -9, again and again. */
    POSTGRES,
    /** Clients hang up in the middle of a body. */
    HANG_UP,
    /** The same batch three times at once. */
    TRIPLE,
    /** A second server on the same directory, and on the same database. */
    SECOND,
    /** A full disk. */
    DISK
  }

  @Option(names = "--kills", defaultValue = "20", description = "default ${DEFAULT-VALUE}")
  private int kills = 20;

  @Option(names = "--seed", description = "of the moments; default: the time")
  private long seed = System.currentTimeMillis();

  @Option(
      names = "--only",
      split = ",",
      description = "${COMPLETION-CANDIDATES}; default: all of them")
  private Set<Fault> only = EnumSet.allOf(Fault.class);

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    System.out.println("faults, seed " + seed);
    Set<Fault> onDisk = EnumSet.copyOf(only);
    onDisk.remove(Fault.DISK);
    if (!onDisk.isEmpty()) {
      try (WorkFolder work = WorkFolder.below(folder);
          Installation installation = start(work.path())) {
        run(FaultBench.of(installation, seed, System.out), onDisk, kills);
      }
    }
    if (only.contains(Fault.DISK)) {
      runFullDisk();
    }
    return 0;
  }

  private static Installation start(Path work) throws IOException, InterruptedException {
    return Installation.start(
        work.resolve("data"), ServerOptions.ofDefaults().withSettings(SETTINGS));
  }

  /** Does what was chosen and then looks at everything. */
  static void run(FaultBench bench, Set<Fault> chosen, int kills)
      throws IOException, InterruptedException, SQLException {
    try {
      bench.begin();
      for (Fault fault : chosen) {
        run(bench, fault, kills);
      }
      lookAtEverything(bench, Others.NONE);
    } catch (IllegalStateException e) {
      bench.sayLastWords();
      throw e;
    }
  }

  private static void run(FaultBench bench, Fault fault, int kills)
      throws IOException, InterruptedException {
    switch (fault) {
      case SERVER -> Kills.ofServer(bench, kills);
      case POSTGRES -> Kills.ofPostgres(bench, kills);
      case HANG_UP -> OddClients.hangUp(bench);
      case TRIPLE -> OddClients.triplePost(bench);
      case SECOND -> SecondServer.start(bench);
      case DISK -> throw new IllegalArgumentException("a full disk needs a disk of its own");
    }
  }

  /**
   * Looks at the log and at all scores.
   *
   * @param others what is in the log besides the events of the ledger
   */
  static void lookAtEverything(FaultBench bench, Others others)
      throws IOException, InterruptedException, SQLException {
    bench.settle();
    bench.checkLog(others.events());
    List<String> accounts = new ArrayList<>(bench.templates().accounts());
    accounts.addAll(others.accounts());
    Installation installation = bench.installation();
    try (Client client = installation.client()) {
      ScoreBook served = ScoreBook.read(client, accounts);
      Replay.upTo(served.seq(), installation.postgres(), PIPELINE).requireSame(served);
      bench.say("%,d accounts are scored as by a replay of the log", served.answers().size());
      installation.stop();
      installation.start();
      ServerStatus.awaitRead(client, served.seq(), Duration.ofMinutes(3));
      ScoreBook again = ScoreBook.read(client, accounts);
      served.requireSame(again);
      bench.say("and so they are after a stop and a start");
    }
    bench.checkLog(others.events());
  }

  private void runFullDisk() throws IOException, InterruptedException, SQLException {
    PrintStream out = System.out;
    try (WorkFolder work = WorkFolder.below(folder)) {
      FullDisk mounted;
      try {
        mounted = FullDisk.mount(work.path().resolve("disk"), DISK_MEGABYTES);
      } catch (IOException e) {
        out.println("full disk: LEFT OUT, no file system can be mounted here: " + e.getMessage());
        return;
      }
      try (FullDisk disk = mounted;
          Installation installation = start(disk.path())) {
        FaultBench bench = FaultBench.of(installation, seed, out);
        disk.fillAndFree(bench);
        lookAtEverything(bench, Others.NONE);
      }
    }
  }
}
