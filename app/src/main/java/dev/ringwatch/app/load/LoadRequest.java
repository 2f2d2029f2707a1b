package dev.ringwatch.app.load;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code load} was asked for.
 *
 * @param files names of inputs
 * @param columns our column names to the inputs'
 * @param target the server, and how to speak to it
 * @param rejected where to write what is not taken
 * @param now the present, against which timestamps are checked
 */
record LoadRequest(
    List<String> files,
    Map<String, String> columns,
    Target target,
    Optional<Path> rejected,
    Instant now) {

  LoadRequest {
    files = List.copyOf(files);
    columns = Map.copyOf(columns);
  }

  /**
   * A server, and how to speak to it.
   *
   * @param server its address
   * @param key a key of the scope {@code ingest}
   * @param connections how many requests may be under way
   * @param patience for how long one request is tried again
   */
  record Target(URI server, String key, int connections, Duration patience) {

    /** Without the key. */
    @Override
    public String toString() {
      return "Target[server=" + server + "]";
    }
  }
}
