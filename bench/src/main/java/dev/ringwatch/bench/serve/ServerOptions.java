package dev.ringwatch.bench.serve;

import java.util.List;
import java.util.Map;

/**
 * What a server is started with besides its directory.
 *
 * @param settings its configuration file, as YAML; may be empty
 * @param javaOptions more options for its JVM
 * @param environment variables of its process besides ours, which its PostgreSQL has too
 */
record ServerOptions(String settings, List<String> javaOptions, Map<String, String> environment) {

  ServerOptions {
    javaOptions = List.copyOf(javaOptions);
    environment = Map.copyOf(environment);
  }

  /** As a user has it who configures nothing, but for how old an event may be. */
  static ServerOptions ofDefaults() {
    return new ServerOptions("", List.of(), Map.of());
  }

  /** The same with settings. */
  ServerOptions withSettings(String yaml) {
    return new ServerOptions(yaml, javaOptions, environment);
  }

  /** The same with more options for the JVM. */
  ServerOptions withJavaOptions(List<String> more) {
    return new ServerOptions(settings, more, environment);
  }

  /** The same with variables. */
  ServerOptions withEnvironment(Map<String, String> variables) {
    return new ServerOptions(settings, javaOptions, variables);
  }
}
