package dev.ringwatch.app.analyze;

import dev.ringwatch.app.CommandFailure;
import dev.ringwatch.app.model.ModelFile;
import dev.ringwatch.app.output.AnswerFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Makes the folder of the answers ready: it is there, and holds no answer of an earlier run. */
final class OutputFolder {

  /** Every file that some run may have written, in whatever format. */
  private static final List<String> ANSWERS =
      Stream.concat(
              Stream.of("summary.json", "report.html"),
              Arrays.stream(AnswerFormat.values())
                  .flatMap(format -> AnswerFormat.TABLES.stream().map(format::fileName)))
          .toList();

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
    if (request.saveModel().isPresent()) {
      Path model = request.saveModel().get();
      refuseInput(model, inputs);
      refuseAnswer(model, folder);
      ModelFile.checkWritable(model);
    }
    request.model().ifPresent(inputs::add);
    for (String answer : ANSWERS) {
      Path file = folder.resolve(answer);
      if (Files.exists(file)) {
        refuseInput(file, inputs);
        Files.delete(file);
      }
    }
  }

  private static void refuseAnswer(Path model, Path folder) {
    Path place = model.toAbsolutePath().normalize();
    for (String answer : ANSWERS) {
      if (place.equals(folder.toAbsolutePath().normalize().resolve(answer))) {
        throw new CommandFailure(
            "--save-model " + model + " is where an answer goes; choose another name");
      }
    }
  }

  private static void refuseInput(Path answer, List<Path> inputs) throws IOException {
    for (Path input : inputs) {
      if (Files.exists(input) && Files.exists(answer) && Files.isSameFile(input, answer)) {
        throw new CommandFailure(
            input + " would be overwritten by the answers; choose another folder with --out");
      }
    }
  }
}
