package dev.ringwatch.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ringwatch bench}: the benchmark table, on this machine. */
@Command(
    name = "bench",
    description = "Measures speed and detection quality on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      AnalyzeSpeed.class,
      PlantedQuality.class,
      RealQuality.class,
      RealRings.class,
      ShuffledRings.class,
      ForestSpeed.class
    })
public final class Main {

  private Main() {}

  /** Runs a measurement; without arguments all of them, at their default sizes. */
  public static void main(String[] args) {
    CommandLine commandLine = new CommandLine(new Main());
    if (args.length > 0) {
      System.exit(commandLine.execute(args));
    }
    int worst = 0;
    for (String measurement : commandLine.getSubcommands().keySet()) {
      worst = Math.max(worst, commandLine.execute(measurement));
    }
    System.exit(worst);
  }
}
