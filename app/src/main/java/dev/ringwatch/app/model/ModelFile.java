package dev.ringwatch.app.model;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.control.ModelText;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;

/** Saves and loads anomaly models, as {@link ModelText} has them; their size is bounded. */
public final class ModelFile {

  /** A model of 200 trees takes 4 MB. */
  private static final int MAX_BYTES = 64 << 20;

  private ModelFile() {}

  /**
   * Saves a model, in place of a file of that name only when it is complete.
   *
   * @param writtenBy our version
   * @throws CommandFailure if the file cannot be written
   */
  public static void save(AnomalyModel model, Path file, String writtenBy) {
    Path parent = file.toAbsolutePath().getParent();
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      if (parent != null) {
        Files.createDirectories(parent);
      }
      try (Writer out = Files.newBufferedWriter(part)) {
        ModelText.write(model, writtenBy, out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | JacksonException e) {
      discard(part);
      throw new CommandFailure("--save-model " + file + " cannot be written: " + reason(e));
    }
  }

  /**
   * Checks that a model can be saved under a name, before the work that makes one.
   *
   * @throws CommandFailure if it cannot
   */
  public static void checkWritable(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    try {
      if (parent != null) {
        Files.createDirectories(parent);
      }
    } catch (IOException e) {
      throw new CommandFailure("--save-model " + file + " cannot be written: " + reason(e));
    }
    if (Files.isDirectory(file) || (parent != null && !Files.isWritable(parent))) {
      throw new CommandFailure(
          "--save-model "
              + file
              + (Files.isDirectory(file)
                  ? " is a folder; name a file"
                  : " is in a folder that cannot be written to"));
    }
  }

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new CommandFailure("the incomplete " + part + " cannot be removed: " + reason(e));
    }
  }

  /**
   * Loads a model.
   *
   * @throws CommandFailure in one sentence, if there is no such file or it is no model that we know
   */
  public static AnomalyModel load(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new CommandFailure("--model " + file + " cannot be read: " + reason(e));
    }
    try {
      if (bytes.length > MAX_BYTES) {
        throw new IllegalArgumentException("it is larger than " + MAX_BYTES + " bytes");
      }
      return ModelText.read(bytes);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "--model "
              + file
              + " is no model that can be used: "
              + e.getMessage()
              + "; make one with --save-model");
    }
  }

  private static String reason(Exception e) {
    return switch (e) {
      case NoSuchFileException missing -> "it does not exist";
      case AccessDeniedException denied -> "there is no permission";
      default -> String.valueOf(e.getMessage());
    };
  }
}
