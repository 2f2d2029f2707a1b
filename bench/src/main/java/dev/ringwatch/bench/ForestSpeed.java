package dev.ringwatch.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The isolation forest against scikit-learn's: the same table, the same number of trees of 256
 * rows, one thread each, one after the other and that several times, after two rounds to warm up.
 * CPU seconds of the thread that works; the JIT compiler's and collector's own threads are not
 * counted.
 */
@Command(
    name = "forest",
    description = "the isolation forest against scikit-learn's: seconds and ROC-AUC",
    mixinStandardHelpOptions = true)
final class ForestSpeed implements Callable<Integer> {

  private static final int WARM_UP = 2;

  @Option(
      names = "--data",
      defaultValue = "../shared/data/adbench",
      description = "folder with NAME.csv.gz; default ${DEFAULT-VALUE}")
  private Path data = Path.of("../shared/data/adbench");

  @Option(
      names = "--tables",
      split = ",",
      defaultValue = "http,shuttle,satellite",
      description = "default ${DEFAULT-VALUE}")
  private List<String> tables = List.of();

  @Option(names = "--rounds", defaultValue = "5", description = "default ${DEFAULT-VALUE}")
  private int rounds;

  @Option(names = "--trees", defaultValue = "100", description = "default ${DEFAULT-VALUE}")
  private int trees;

  @Override
  public Integer call() throws IOException {
    ScikitLearn reference = ScikitLearn.find();
    for (String name : tables) {
      Path file = data.resolve(name + ".csv.gz");
      if (!Files.exists(file)) {
        System.err.println("bench forest: there is no " + file + "; name its folder with --data");
        return 1;
      }
      compare(name, file, reference);
    }
    return 0;
  }

  private void compare(String name, Path file, ScikitLearn reference) throws IOException {
    LabelledTable table = LabelledTable.read(file);
    System.out.printf(
        Locale.ROOT,
        "%s, %,d rows, %d columns, %d trees%n",
        name,
        table.rows(),
        table.columns(),
        trees);
    for (int round = 0; round < WARM_UP; round++) {
      run(table, round);
    }
    if (reference.found()) {
      runBeside(table, file, reference);
    } else {
      List<ForestRun> ours = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        ours.add(run(table, round));
      }
      print("ours", ours, table.rows());
    }
  }

  private ForestRun run(LabelledTable table, int round) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return table.run(trees, round, threads::getCurrentThreadCpuTime);
  }

  private void runBeside(LabelledTable table, Path file, ScikitLearn reference) throws IOException {
    List<ForestRun> ours = new ArrayList<>();
    List<ForestRun> theirs = new ArrayList<>();
    try (ScikitLearn.Server server = reference.serve(file)) {
      for (int round = 0; round < rounds; round++) {
        ours.add(run(table, round));
        theirs.add(server.run(trees, round));
      }
      print("ours", ours, table.rows());
      print(server.version(), theirs, table.rows());
    }
    System.out.printf(
        Locale.ROOT,
        "  ours scores %.1f times as fast, trains %.1f times as fast%n",
        median(theirs, ForestRun::scoreSeconds) / median(ours, ForestRun::scoreSeconds),
        median(theirs, ForestRun::fitSeconds) / median(ours, ForestRun::fitSeconds));
  }

  private static void print(String who, List<ForestRun> runs, int rows) {
    double score = median(runs, ForestRun::scoreSeconds);
    System.out.printf(
        Locale.ROOT,
        "  %-18s score %.3f s [%.3f-%.3f], %,.0f rows/s; train %.4f s; ROC-AUC %.4f [%.4f-%.4f]%n",
        who,
        score,
        runs.stream().mapToDouble(ForestRun::scoreSeconds).min().orElseThrow(),
        runs.stream().mapToDouble(ForestRun::scoreSeconds).max().orElseThrow(),
        rows / score,
        median(runs, ForestRun::fitSeconds),
        median(runs, ForestRun::rocAuc),
        runs.stream().mapToDouble(ForestRun::rocAuc).min().orElseThrow(),
        runs.stream().mapToDouble(ForestRun::rocAuc).max().orElseThrow());
  }

  /** The middle value; the upper one of two. */
  static double median(List<ForestRun> runs, ToDoubleFunction<ForestRun> value) {
    double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
