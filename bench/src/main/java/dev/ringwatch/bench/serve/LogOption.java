package dev.ringwatch.bench.serve;

import java.util.Locale;
import java.util.UUID;
import picocli.CommandLine.Option;

/** Where the event log of a server that is measured is. */
final class LogOption {

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description =
          "a broker that runs: the event log is on it, in topics of its own; default: in"
              + " the database")
  private String servers = "";

  /** A server's settings, as YAML, and those of its log. */
  String with(String settings) {
    return servers.isEmpty()
        ? settings
        : settings
            + String.format(
                Locale.ROOT,
                "ringwatch.log: kafka%nringwatch.kafka: {servers: '%s', prefix: bench-%s}%n",
                servers,
                UUID.randomUUID());
  }
}
