package dev.ringwatch.app.serve;

import dev.ringwatch.app.settings.SettingsInForce;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what a server here would run with; starts nothing. */
@Command(
    name = "config",
    description = {
      "Prints the settings in force and where each comes from, without secrets; or all that is",
      "wrong with them. It needs no database."
    },
    mixinStandardHelpOptions = true)
public final class ConfigCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private SettingsFile settings;

  @Option(
      names = "--defaults",
      description = "prints every setting with its default instead: a ringwatch.yaml to start from")
  private boolean defaults;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (defaults) {
      out.print(SettingsInForce.defaultYaml());
    } else {
      SettingsInForce inForce = settings.inForce(Map.of());
      inForce
          .warnings()
          .forEach(warning -> spec.commandLine().getErr().println("ringwatch: " + warning));
      out.print(inForce.yaml());
    }
    out.flush();
    return 0;
  }
}
