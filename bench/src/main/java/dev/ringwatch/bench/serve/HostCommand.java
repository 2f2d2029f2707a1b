package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A program of the machine's that ends by itself. */
final class HostCommand {

  private HostCommand() {}

  /**
   * Runs one and waits for its end.
   *
   * @throws IOException if it is not there or fails, with what it said
   */
  static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(command[0] + ": " + said.strip());
    }
  }
}
