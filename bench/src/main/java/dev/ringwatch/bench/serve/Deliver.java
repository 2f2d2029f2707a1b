package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Alerts on their way to receivers that fail, from a server that is killed; and how fast it is. */
@Command(
    name = "deliver",
    description = "alerts under faults: none lost, in order; and how many a minute",
    mixinStandardHelpOptions = true)
public final class Deliver implements Callable<Integer> {

  /** Receivers are on this machine. */
  static final String SETTINGS = "ringwatch.alerts.allowed-networks: 127.0.0.0/8\n";

  /** What can be run. */
  enum Part {
    /** A receiver that fails in every way, and a server that is killed. */
    FAULTS,
    /** Many messages to one endpoint. */
    ONE,
    /** Many endpoints, of which some are dead. */
    MANY
  }

  @Option(names = "--down", defaultValue = "600", description = "s, default ${DEFAULT-VALUE}")
  private int downSeconds = 600;

  @Option(names = "--phase", defaultValue = "30", description = "s, default ${DEFAULT-VALUE}")
  private int phaseSeconds = 30;

  @Option(names = "--kills", defaultValue = "20", description = "default ${DEFAULT-VALUE}")
  private int kills = 20;

  @Option(
      names = "--rate",
      defaultValue = "20",
      description = "incidents/s, of three messages each")
  private int perSecond = 20;

  @Option(names = "--messages", defaultValue = "30000", description = "to one endpoint")
  private int messages = 30_000;

  @Option(names = "--endpoints", defaultValue = "1000", description = "default ${DEFAULT-VALUE}")
  private int endpoints = 1_000;

  @Option(names = "--dead", defaultValue = "100", description = "of them; half of these hang")
  private int dead = 100;

  @Option(names = "--seed", description = "of the moments; default: the time")
  private long seed = System.currentTimeMillis();

  @Option(names = "--only", split = ",", description = "${COMPLETION-CANDIDATES}; default: all")
  private Set<Part> only = EnumSet.allOf(Part.class);

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    System.out.println("deliver, seed " + seed);
    ServerOptions options = ServerOptions.ofDefaults().withSettings(SETTINGS);
    try (WorkFolder work = WorkFolder.below(folder);
        Installation installation = Installation.start(work.path().resolve("data"), options)) {
      for (Part part : only) {
        run(part, installation);
      }
    }
    return 0;
  }

  private void run(Part part, Installation installation)
      throws IOException, InterruptedException, SQLException {
    switch (part) {
      case FAULTS ->
          DeliveryFaults.run(
              installation,
              new DeliveryFaults.Plan(
                  Duration.ofSeconds(downSeconds),
                  Duration.ofSeconds(phaseSeconds),
                  kills,
                  perSecond,
                  seed),
              System.out);
      case ONE -> DeliverySpeed.ofOne(installation, messages, System.out);
      case MANY -> DeliverySpeed.ofMany(installation, endpoints, dead, System.out);
    }
  }
}
