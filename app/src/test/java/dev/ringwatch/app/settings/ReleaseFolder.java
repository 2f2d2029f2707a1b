package dev.ringwatch.app.settings;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where what a release leaves is kept for the next one's tests. */
public final class ReleaseFolder {

  private static final Path FOLDER = Path.of("postgres/src/test/resources/release");

  private ReleaseFolder() {}

  /** The folder, which is in the project. */
  public static Path find() {
    Path here = Path.of("").toAbsolutePath();
    for (Path path = here; path != null; path = path.getParent()) {
      if (Files.isDirectory(path.resolve(FOLDER))) {
        return path.resolve(FOLDER);
      }
    }
    throw new IllegalStateException("no " + FOLDER + " above " + here);
  }
}
