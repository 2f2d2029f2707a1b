package dev.ringwatch.postgres.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A command that ran to its end.
 *
 * @param exitCode what it returned, 0 if all went well
 * @param output what it printed, errors included, without white space around it
 */
record Finished(int exitCode, String output) {

  /** Runs a command and waits for its end. */
  static Finished run(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    plainEnvironment(builder.environment());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Finished(process.waitFor(), output.strip());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.getFirst() + " ran", e);
    }
  }

  /** Takes out what would make PostgreSQL's programs look elsewhere or speak another language. */
  static void plainEnvironment(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
    environment.put("LC_ALL", "C");
  }
}
