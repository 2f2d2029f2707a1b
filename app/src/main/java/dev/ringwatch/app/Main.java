package dev.ringwatch.app;

import dev.ringwatch.app.analyze.AnalyzeCommand;
import dev.ringwatch.app.calibrate.CalibrateCommand;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.command.Version;
import dev.ringwatch.app.demo.DemoCommand;
import dev.ringwatch.app.generate.GenerateCommand;
import dev.ringwatch.app.host.ArchiveCommand;
import dev.ringwatch.app.host.AuditCommand;
import dev.ringwatch.app.host.EndpointCommand;
import dev.ringwatch.app.host.EraseCommand;
import dev.ringwatch.app.host.ExportCommand;
import dev.ringwatch.app.host.HuntCommand;
import dev.ringwatch.app.host.KeyCommand;
import dev.ringwatch.app.host.ModelCommand;
import dev.ringwatch.app.host.OperatorCommand;
import dev.ringwatch.app.host.VerdictCommand;
import dev.ringwatch.app.load.LoadCommand;
import dev.ringwatch.app.replay.ReplayCommand;
import dev.ringwatch.app.serve.ConfigCommand;
import dev.ringwatch.app.serve.ServeCommand;
import dev.ringwatch.ingest.UnreadableInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command {@code ringwatch}. */
@Command(
    name = "ringwatch",
    description = "Says which accounts are abusive, which of them work together, and why.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      AnalyzeCommand.class,
      CalibrateCommand.class,
      ReplayCommand.class,
      GenerateCommand.class,
      DemoCommand.class,
      ServeCommand.class,
      LoadCommand.class,
      ConfigCommand.class,
      HuntCommand.class,
      ModelCommand.class,
      VerdictCommand.class,
      KeyCommand.class,
      EndpointCommand.class,
      EraseCommand.class,
      ExportCommand.class,
      AuditCommand.class,
      ArchiveCommand.class,
      OperatorCommand.class
    })
public final class Main {

  /** Nothing could be done with the input. */
  static final int FAILED = 1;

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, args));
  }

  /**
   * Runs a command.
   *
   * @param out where answers go
   * @param err where progress and complaints go
   * @return 0 if it was done, 1 if it could not be, 2 if it was asked wrongly
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commandLine =
        new CommandLine(new Main())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, err));
    commandLine.setParameterExceptionHandler((failure, rest) -> explain(failure, err));
    if (args.length == 0) {
      commandLine.usage(out);
      return CommandLine.ExitCode.USAGE;
    }
    try {
      return commandLine.execute(args);
    } catch (OutOfMemoryError e) {
      err.println(
          "ringwatch: the memory does not suffice; give it more, for example RINGWATCH_HEAP=8g");
      return FAILED;
    }
  }

  private static int explain(ParameterException failure, PrintWriter err) {
    err.println("ringwatch: " + failure.getMessage());
    err.println("Try: " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static int explain(Exception failure, PrintWriter err) {
    err.println("ringwatch: " + sentence(failure));
    return FAILED;
  }

  private static String sentence(Throwable failure) {
    return switch (failure) {
      case UnreadableInputException e -> String.valueOf(e.getMessage());
      case CommandFailure e -> String.valueOf(e.getMessage());
      case UncheckedIOException e when e.getCause() != null -> sentence(e.getCause());
      case NoSuchFileException e -> e.getFile() + " does not exist";
      case AccessDeniedException e -> "no permission for " + e.getFile();
      case IOException e -> "reading or writing failed: " + e.getMessage();
      default ->
          "something went wrong that should not have ("
              + failure
              + (failure.getStackTrace().length > 0 ? " at " + failure.getStackTrace()[0] : "")
              + "); please report it with the command you ran";
    };
  }
}
