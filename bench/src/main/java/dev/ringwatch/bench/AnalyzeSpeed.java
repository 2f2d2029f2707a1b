package dev.ringwatch.bench;

import dev.ringwatch.app.generate.GenerateCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long {@code analyze} takes, from the start of its process to its end, outputs included. The
 * day is generated first; what is measured is a process of its own with a bounded heap, several
 * times.
 */
@Command(
    name = "speed",
    description = "analyze, a process of its own, on a generated day",
    mixinStandardHelpOptions = true)
final class AnalyzeSpeed implements Callable<Integer> {

  @Option(names = "--events", defaultValue = "1000000", description = "default ${DEFAULT-VALUE}")
  private long events;

  @Option(names = "--accounts", description = "default: a twentieth of the events")
  private int accounts;

  @Option(names = "--runs", defaultValue = "3", description = "default ${DEFAULT-VALUE}")
  private int runs;

  @Option(names = "--heap", defaultValue = "4g", description = "default ${DEFAULT-VALUE}")
  private String heap = "4g";

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path work = Files.createTempDirectory(folder, "ringwatch-bench-");
    try {
      generate(work);
      List<Double> seconds = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        seconds.add(analyze(work));
      }
      report(work, seconds);
      return 0;
    } finally {
      delete(work);
    }
  }

  private void generate(Path work) {
    int people = accounts > 0 ? accounts : Math.toIntExact(events / 20);
    int exitCode =
        new CommandLine(new GenerateCommand())
            .execute(
                "--out",
                work.toString(),
                "--events",
                Long.toString(events),
                "--accounts",
                Integer.toString(people));
    if (exitCode != 0) {
      throw new IllegalStateException("the day could not be generated");
    }
  }

  private double analyze(Path work) throws IOException, InterruptedException {
    String launcher = System.getenv("RINGWATCH_LAUNCHER");
    if (launcher == null) {
      throw new IllegalStateException(
          "start this with ./ringwatch bench: it measures the launcher");
    }
    List<String> command =
        List.of(
            launcher,
            "analyze",
            work.resolve("events.csv").toString(),
            "--labels",
            work.resolve("labels.csv").toString(),
            "--out",
            work.resolve("answers").toString());
    long start = System.nanoTime();
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("RINGWATCH_HEAP", heap);
    Process process = builder.start();
    int exitCode = process.waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (exitCode != 0) {
      throw new IllegalStateException("analyze ended with " + exitCode);
    }
    return seconds;
  }

  private void report(Path work, List<Double> seconds) throws IOException {
    double[] sorted = seconds.stream().mapToDouble(value -> value).sorted().toArray();
    PrintStream out = System.out;
    out.printf(
        Locale.ROOT,
        "analyze, %,d events, heap %s: median %.2f s of %s%n",
        events,
        heap,
        sorted[sorted.length / 2],
        Arrays.toString(sorted));
    out.println("stages of the last run: " + stages(work));
  }

  private static String stages(Path work) throws IOException {
    String summary = Files.readString(work.resolve("answers").resolve("summary.json"));
    int from = summary.indexOf("\"timings_seconds\"");
    return summary.substring(from).replaceAll("\\s+", " ");
  }

  private static void delete(Path work) throws IOException {
    try (Stream<Path> paths = Files.walk(work)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
