package dev.ringwatch.bench;

import dev.ringwatch.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How well {@code analyze} ranks the accounts of labelled real logs: every folder with events and
 * labels.
 */
@Command(
    name = "real",
    description = "analyze on real labelled logs",
    mixinStandardHelpOptions = true)
final class RealQuality implements Callable<Integer> {

  @Option(
      names = "--data",
      defaultValue = "../shared/data",
      description = "folders with events.csv.gz and labels.csv; default ${DEFAULT-VALUE}")
  private Path data = Path.of("../shared/data");

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(data)) {
      System.err.println("bench real: " + data + " is no folder; name one with --data");
      return 1;
    }
    int worst = 0;
    for (Path set : sets()) {
      worst = Math.max(worst, measure(set));
    }
    return worst;
  }

  private List<Path> sets() throws IOException {
    try (Stream<Path> folders = Files.list(data)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("events.csv.gz")))
          .filter(folder -> Files.exists(folder.resolve("labels.csv")))
          .sorted()
          .toList();
    }
  }

  private static int measure(Path set) throws IOException {
    Path answers = Files.createTempDirectory("ringwatch-bench-");
    StringWriter out = new StringWriter();
    try {
      int exitCode =
          Main.run(
              new PrintWriter(out),
              new PrintWriter(System.err, true, StandardCharsets.UTF_8),
              "analyze",
              set.resolve("events.csv.gz").toString(),
              "--labels",
              set.resolve("labels.csv").toString(),
              "--out",
              answers.toString());
      System.out.printf(Locale.ROOT, "%s%n", set.getFileName());
      out.toString().lines().limit(3).forEach(line -> System.out.println("  " + line));
      return exitCode;
    } finally {
      try (Stream<Path> files = Files.list(answers)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(answers);
    }
  }
}
