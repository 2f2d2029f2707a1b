package dev.ringwatch.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reference forest, in a Python process: {@code bench/compare-forest.py}. Where Python or
 * scikit-learn is missing this says so once, and measures nothing.
 */
final class ScikitLearn {

  private final Optional<List<String>> command;

  private ScikitLearn(Optional<List<String>> command) {
    this.command = command;
  }

  /**
   * Looks for a Python with scikit-learn: {@code RINGWATCH_PYTHON}, {@code python3}, and the
   * system's own behind it, as a version manager's may hide that.
   */
  static ScikitLearn find() throws IOException {
    String launcher = System.getenv("RINGWATCH_LAUNCHER");
    if (launcher == null) {
      throw new IllegalStateException("start this with ./ringwatch bench: it finds the script");
    }
    String script = Path.of(launcher).resolveSibling("bench/compare-forest.py").toString();
    String named = System.getenv("RINGWATCH_PYTHON");
    for (String python : named != null ? List.of(named) : List.of("python3", "/usr/bin/python3")) {
      if (works(python)) {
        return new ScikitLearn(Optional.of(List.of(python, script)));
      }
    }
    System.err.println(
        "bench: no python3 with scikit-learn found (Debian: apt install python3-sklearn; RINGWATCH_PYTHON"
            + " names another python), so scikit-learn's figures are left out");
    return new ScikitLearn(Optional.empty());
  }

  /** One that is not there and says nothing. */
  static ScikitLearn none() {
    return new ScikitLearn(Optional.empty());
  }

  private static boolean works(String python) {
    try {
      return new ProcessBuilder(python, "-c", "import sklearn")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean found() {
    return command.isPresent();
  }

  /** Its forest on our feature matrix; no rows where it is missing. */
  List<QualityRow> rank(LabelledAnswer set, int accounts, int positives) throws IOException {
    if (command.isEmpty()) {
      return List.of();
    }
    Path matrix = Files.createTempFile("ringwatch-bench-", ".csv");
    try {
      set.writeFeatures(matrix);
      List<QualityRow> rows = new ArrayList<>();
      Process process = start("quality", matrix);
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          List<String> cells = List.of(line.split(",", -1));
          rows.add(
              new QualityRow(
                  set.log().name(),
                  "scikit-learn's forest on our features, " + cells.get(0) + " trees",
                  accounts,
                  positives,
                  Double.parseDouble(cells.get(1)),
                  Double.parseDouble(cells.get(2)),
                  Optional.empty(),
                  Double.parseDouble(cells.get(3))));
        }
      }
      expectSuccess(process);
      return rows;
    } finally {
      Files.delete(matrix);
    }
  }

  private Process start(String task, Path file) throws IOException {
    List<String> words = new ArrayList<>(command.orElseThrow());
    words.add(task);
    words.add(file.toString());
    return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static void expectSuccess(Process process) {
    try {
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new IllegalStateException("compare-forest.py ended with " + exitCode);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for compare-forest.py", e);
    }
  }

  /**
   * A process that holds a table in memory and measures on demand. Not to be asked when missing.
   */
  Server serve(Path table) throws IOException {
    return new Server(start("serve", table));
  }

  /** One table's process; used by one thread. */
  static final class Server implements AutoCloseable {

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;
    private final String version;

    private Server(Process process) throws IOException {
      this.process = process;
      questions = process.outputWriter(StandardCharsets.UTF_8);
      answers = process.inputReader(StandardCharsets.UTF_8);
      version = answer();
    }

    /** Its name and version. */
    String version() {
      return version;
    }

    /** Trains on all rows and scores them. */
    ForestRun run(int trees, long seed) throws IOException {
      questions.write(trees + " " + seed + "\n");
      questions.flush();
      List<String> cells = List.of(answer().split(" ", -1));
      return new ForestRun(
          Double.parseDouble(cells.get(0)),
          Double.parseDouble(cells.get(1)),
          Double.parseDouble(cells.get(2)),
          Double.parseDouble(cells.get(3)),
          Double.parseDouble(cells.get(4)));
    }

    private String answer() throws IOException {
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("compare-forest.py ended without an answer");
      }
      return line;
    }

    @Override
    public void close() {
      try {
        questions.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      expectSuccess(process);
    }
  }
}
