package dev.ringwatch.bench;

import dev.ringwatch.bench.serve.DayReplay;
import dev.ringwatch.bench.serve.DaySpeed;
import dev.ringwatch.bench.serve.Deliver;
import dev.ringwatch.bench.serve.DiskUse;
import dev.ringwatch.bench.serve.Faults;
import dev.ringwatch.bench.serve.OverviewSpeed;
import dev.ringwatch.bench.serve.PageSpeed;
import dev.ringwatch.bench.serve.ReadSpeed;
import dev.ringwatch.bench.serve.RestartSpeed;
import dev.ringwatch.bench.serve.Soak;
import dev.ringwatch.bench.serve.Sustained;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ringwatch bench}: the measurements, on this machine. */
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
      ForestSpeed.class,
      CalibrationQuality.class,
      LearningCurves.class,
      StateSpeed.class,
      StateOverWeeks.class,
      AttackCost.class,
      LogSpeed.class,
      FlinkSpeed.class,
      KeySkew.class,
      HuntSpeed.class,
      RingSpeed.class,
      CycleCost.class,
      DaySpeed.class,
      Sustained.class,
      PageSpeed.class,
      OverviewSpeed.class,
      ReadSpeed.class,
      DiskUse.class,
      RestartSpeed.class,
      DayReplay.class,
      Faults.class,
      Deliver.class,
      Soak.class,
      EveryMeasurement.class
    })
public final class Main implements Runnable {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  private Main() {}

  /** Without a measurement: says which there are. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Runs a measurement. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
