package dev.ringwatch.bench.serve;

import java.io.IOException;
import picocli.CommandLine.Option;

/** Whether the server's time is recorded by method while it is measured. */
final class ProfileOption {

  @Option(names = "--profile", description = "says which methods the server's time goes into")
  private boolean wanted;

  /** The options of a server, which then records a profile if one is wanted. */
  ServerOptions with(ServerOptions options, Profile profile) {
    return wanted ? options.withJavaOptions(profile.javaOptions()) : options;
  }

  /** Stops the server and says what was recorded, if it was. */
  void report(Installation installation, Profile profile, long events)
      throws IOException, InterruptedException {
    if (wanted) {
      installation.stop();
      profile.report(events);
    }
  }
}
