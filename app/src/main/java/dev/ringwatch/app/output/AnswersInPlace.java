package dev.ringwatch.app.output;

import dev.ringwatch.app.command.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;

/**
 * A folder that answers are put into, each whole or not at all.
 *
 * @param folder which folder
 */
public record AnswersInPlace(Path folder) {

  /** What an answer holds. */
  @FunctionalInterface
  public interface Content {
    /** Writes it into a file, which is there and empty. */
    void writeTo(Path file) throws IOException;
  }

  /**
   * Makes the folder.
   *
   * @param answers the names of all files that may be written
   * @param inputs what may not be overwritten
   * @throws CommandFailure if it is a file, cannot be made, or an input lies where an answer would
   *     go
   */
  public static AnswersInPlace open(Path folder, Collection<String> answers, List<Path> inputs)
      throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new CommandFailure("--out " + folder + " is a file; name a folder");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CommandFailure("--out " + folder + " cannot be written to: " + e.getMessage());
    }
    for (String answer : answers) {
      refuse(folder.resolve(answer), inputs);
    }
    return new AnswersInPlace(folder);
  }

  private static void refuse(Path written, List<Path> inputs) throws IOException {
    for (Path input : inputs) {
      if (Files.exists(written) && Files.exists(input) && Files.isSameFile(input, written)) {
        throw new CommandFailure(
            written + " is an input and would be overwritten; choose another folder with --out");
      }
    }
  }

  /** Writes an answer, which takes its place once it is whole. */
  public void write(String name, Content content) throws IOException {
    Path unfinished = Files.createTempFile(folder, ".unfinished-", name);
    try {
      content.writeTo(unfinished);
      Files.move(unfinished, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
