package dev.ringwatch.app.analyze;

import dev.ringwatch.app.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the folder of the answers ready: it is there, and holds no answer of an earlier run. */
final class OutputFolder {

  private static final List<String> ANSWERS =
      List.of(
          "accounts.csv", "rings.csv", "edges.csv", "rejected.csv", "summary.json", "report.html");

  private OutputFolder() {}

  /**
   * Makes the folder, and removes the answers of an earlier run.
   *
   * @throws CommandFailure if it is a file, cannot be made, or an input lies where an answer would
   *     go
   */
  static void prepare(AnalysisRequest request) throws IOException {
    Path folder = request.out();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new CommandFailure("--out " + folder + " is a file; name a folder");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CommandFailure("--out " + folder + " cannot be created: " + e.getMessage());
    }
    List<Path> inputs = new ArrayList<>();
    request.files().stream().filter(file -> !file.equals("-")).map(Path::of).forEach(inputs::add);
    request.labels().ifPresent(inputs::add);
    for (String answer : ANSWERS) {
      Path file = folder.resolve(answer);
      if (Files.exists(file)) {
        refuseInput(file, inputs);
        Files.delete(file);
      }
    }
  }

  private static void refuseInput(Path answer, List<Path> inputs) throws IOException {
    for (Path input : inputs) {
      if (Files.exists(input) && Files.isSameFile(input, answer)) {
        throw new CommandFailure(
            input + " would be overwritten by the answers; choose another folder with --out");
      }
    }
  }
}
