package dev.ringwatch.app.analyze;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.model.ModelFile;
import dev.ringwatch.app.output.AnswerFormat;
import dev.ringwatch.app.output.RejectedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of the answers. They are written in a folder of their own within it, and take their
 * places together once all are there: a run that fails leaves the answers of an earlier one as they
 * were.
 */
final class OutputFolder implements AutoCloseable {

  /** Every file that some run may have written, in whatever format. */
  private static final List<String> ANSWERS =
      Stream.concat(
              Stream.of("summary.json", "report.html", LearnedFile.NAME),
              Arrays.stream(AnswerFormat.values())
                  .flatMap(format -> AnswerFormat.TABLES.stream().map(format::fileName)))
          .toList();

  private static final String UNFINISHED = ".unfinished-answers-";
  private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

  private final Path folder;
  private final Path unfinished;
  private final AnswerFormat format;

  private OutputFolder(Path folder, Path unfinished, AnswerFormat format) {
    this.folder = folder;
    this.unfinished = unfinished;
    this.format = format;
  }

  /**
   * Makes the folder and one for unfinished answers, and removes those of runs that were killed.
   *
   * @throws CommandFailure if it is a file, cannot be made, or an input lies where an answer or the
   *     model would go
   */
  static OutputFolder open(AnalysisRequest request) throws IOException {
    Path folder = request.out();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new CommandFailure("--out " + folder + " is a file; name a folder");
    }
    Path unfinished;
    try {
      Files.createDirectories(folder);
      removeAbandoned(folder);
      unfinished =
          Files.createTempDirectory(folder, UNFINISHED + ProcessHandle.current().pid() + "-");
    } catch (IOException e) {
      throw new CommandFailure("--out " + folder + " cannot be written to: " + e.getMessage());
    }
    OutputFolder opened = new OutputFolder(folder, unfinished, request.format());
    try {
      opened.check(request);
      return opened;
    } catch (CommandFailure refused) {
      opened.close();
      throw refused;
    }
  }

  private static void removeAbandoned(Path folder) throws IOException {
    for (Path other : list(folder)) {
      String name = String.valueOf(other.getFileName());
      int end = name.lastIndexOf('-');
      if (name.startsWith(UNFINISHED) && end > UNFINISHED.length()) {
        long process = Long.parseLong(name.substring(UNFINISHED.length(), end));
        if (ProcessHandle.of(process).isEmpty()) {
          remove(other);
        }
      }
    }
  }

  private void check(AnalysisRequest request) throws IOException {
    List<Path> inputs = new ArrayList<>();
    request.files().stream()
        .map(file -> file.equals("-") ? STANDARD_INPUT : Path.of(file))
        .forEach(inputs::add);
    request.labels().ifPresent(inputs::add);
    request.learning().earlier().ifPresent(inputs::add);
    if (request.saveModel().isPresent()) {
      Path model = request.saveModel().get();
      refuse(model, inputs, "the model; choose another name with --save-model");
      if (ANSWERS.stream().anyMatch(answer -> isAt(model, answer))) {
        throw new CommandFailure(
            "--save-model " + model + " is where an answer goes; choose another name");
      }
      ModelFile.checkWritable(model);
    }
    request.model().ifPresent(inputs::add);
    for (String answer : ANSWERS) {
      refuse(folder.resolve(answer), inputs, "the answers; choose another folder with --out");
    }
  }

  private boolean isAt(Path file, String answer) {
    return file.toAbsolutePath()
        .normalize()
        .equals(folder.toAbsolutePath().normalize().resolve(answer));
  }

  private static void refuse(Path written, List<Path> inputs, String by) throws IOException {
    for (Path input : inputs) {
      if (Files.exists(written) && Files.exists(input) && Files.isSameFile(input, written)) {
        throw new CommandFailure(written + " is an input and would be overwritten by " + by);
      }
    }
  }

  /** Where answers are written until they are finished. */
  Path unfinished() {
    return unfinished;
  }

  /** Puts all answers into place, and removes those of an earlier run in another format. */
  void publish() throws IOException {
    for (String answer : ANSWERS) {
      if (Files.exists(unfinished.resolve(answer))) {
        publish(answer);
      } else {
        Files.deleteIfExists(folder.resolve(answer));
      }
    }
  }

  /** Puts what was rejected into place, where there is nothing else to say. */
  void publishRejected() throws IOException {
    publish(format.fileName(RejectedTable.NAME));
  }

  private void publish(String answer) throws IOException {
    Files.move(
        unfinished.resolve(answer), folder.resolve(answer), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes what was not put into place. */
  @Override
  public void close() throws IOException {
    remove(unfinished);
  }

  private static void remove(Path unfinishedFolder) throws IOException {
    for (Path file : list(unfinishedFolder)) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(unfinishedFolder);
  }

  private static List<Path> list(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.toList();
    }
  }
}
