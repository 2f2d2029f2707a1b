package dev.ringwatch.bench.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a process of Ringwatch is started: this program's own classes on this program's own JVM. */
final class RingwatchCommand {

  /** The launcher says in it, in words between blanks, what it gives {@code serve}. */
  private static final String SERVER_OPTIONS = "RINGWATCH_SERVE_OPTIONS";

  private static final String SERVER_HEAP = "-Xmx4g";

  private RingwatchCommand() {}

  /**
   * A server, with the options of the launcher, if that started this program.
   *
   * @param moreOptions for the JVM; they win
   */
  static List<String> server(List<String> moreOptions, List<String> arguments) {
    List<String> options = new ArrayList<>();
    options.add(SERVER_HEAP);
    String ofLauncher = System.getenv(SERVER_OPTIONS);
    if (ofLauncher != null) {
      options.addAll(List.of(ofLauncher.split(" ")));
    }
    options.addAll(moreOptions);
    return command(options, arguments);
  }

  /** A command that ends by itself. */
  static List<String> tool(List<String> arguments) {
    return command(List.of("-Xmx512m"), arguments);
  }

  private static List<String> command(List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.ringwatch.app.Main");
    command.addAll(arguments);
    return command;
  }
}
