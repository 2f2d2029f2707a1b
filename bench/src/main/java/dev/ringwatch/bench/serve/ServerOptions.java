package dev.ringwatch.bench.serve;

import java.util.List;

/**
 * What a server is started with besides its directory.
 *
 * @param settings its configuration file, as YAML; may be empty
 * @param javaOptions more options for its JVM
 */
record ServerOptions(String settings, List<String> javaOptions) {

  ServerOptions {
    javaOptions = List.copyOf(javaOptions);
  }

  /** As a user has it who configures nothing, but for how old an event may be. */
  static ServerOptions ofDefaults() {
    return new ServerOptions("", List.of());
  }

  /** The same with settings. */
  ServerOptions withSettings(String yaml) {
    return new ServerOptions(yaml, javaOptions);
  }

  /** The same with more options for the JVM. */
  ServerOptions withJavaOptions(List<String> more) {
    return new ServerOptions(settings, more);
  }
}
