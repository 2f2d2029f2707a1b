package dev.ringwatch.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Connected components by NetworkX of the graph that joins all accounts of an address or device, in
 * a Python process: {@code bench/compare-networkx.py}.
 */
final class NetworkX {

  private static final int GAVE_UP = 4;

  private final int boundSeconds;
  private final int boundMegabytes;

  /**
   * One that gives up.
   *
   * @param boundSeconds CPU seconds that it may take
   * @param boundMegabytes memory that it may take
   */
  NetworkX(int boundSeconds, int boundMegabytes) {
    this.boundSeconds = boundSeconds;
    this.boundMegabytes = boundMegabytes;
  }

  /**
   * What it says of a world, in words; empty if it did not finish within its bounds.
   *
   * @throws IOException if there is no Python with NetworkX
   */
  Optional<String> components(PairWorld world) throws IOException, InterruptedException {
    Path uses = Files.createTempFile("ringwatch-bench-", ".csv.gz");
    try {
      write(world, uses);
      Process process =
          new ProcessBuilder(
                  python(),
                  script(),
                  "components",
                  uses.toString(),
                  Integer.toString(boundSeconds),
                  Integer.toString(boundMegabytes))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exitCode = process.waitFor();
      if (exitCode == GAVE_UP) {
        return Optional.empty();
      }
      if (exitCode != 0) {
        throw new IOException("compare-networkx.py ended with " + exitCode);
      }
      return Optional.of(words(answer.strip().split(" ")));
    } finally {
      Files.delete(uses);
    }
  }

  private static String words(String[] cells) {
    return String.format(
        Locale.ROOT,
        "%,d edges, %,d components: %s s to build, %s s to find them (CPU), %s MB",
        Long.parseLong(cells[0]),
        Long.parseLong(cells[1]),
        cells[2],
        cells[3],
        cells[4]);
  }

  private static void write(PairWorld world, Path file) throws IOException {
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
      world.forEach(event -> {
        try {
          String account = event.account().value().substring("account-".length());
          if (event.ip() != null) {
            out.write(account + ",ip " + event.ip() + "\n");
          }
          if (event.device() != null) {
            out.write(account + ",device " + event.device() + "\n");
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }

  private static String script() {
    String launcher = System.getenv("RINGWATCH_LAUNCHER");
    if (launcher == null) {
      throw new IllegalStateException("start this with ./ringwatch bench: it finds the script");
    }
    return Path.of(launcher).resolveSibling("bench/compare-networkx.py").toString();
  }

  private static String python() throws IOException, InterruptedException {
    String named = System.getenv("RINGWATCH_PYTHON");
    for (String python : named != null ? List.of(named) : List.of("python3", "/usr/bin/python3")) {
      Process probe =
          new ProcessBuilder(python, "-c", "import networkx")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (probe.waitFor() == 0) {
        return python;
      }
    }
    throw new IOException(
        "no python3 with networkx found (Debian: apt install python3-networkx; RINGWATCH_PYTHON names another)");
  }
}
