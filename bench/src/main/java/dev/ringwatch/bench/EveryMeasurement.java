package dev.ringwatch.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs all measurements, one after the other. */
@Command(name = "all", description = "all of these, one after the other: more than an hour")
final class EveryMeasurement implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  /** The worst of their exit codes: one that fails does not keep the others from running. */
  @Override
  public Integer call() {
    CommandLine bench = spec.commandLine().getParent();
    int worst = 0;
    for (String measurement : bench.getSubcommands().keySet()) {
      if (!measurement.equals(spec.name())) {
        worst = Math.max(worst, bench.execute(measurement));
      }
    }
    return worst;
  }
}
