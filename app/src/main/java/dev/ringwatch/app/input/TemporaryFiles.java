package dev.ringwatch.app.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that are gone when this is closed, or when the process is stopped. Their directory is made
 * for the first of them. Guarded by itself: a process that is being stopped deletes from another
 * thread.
 */
final class TemporaryFiles implements Closeable {

  private final Path parent;
  private final List<Path> files = new ArrayList<>();
  private final Thread whenStopped = new Thread(this::deleteQuietly, "ringwatch-temporary-files");
  private @Nullable Path directory;

  TemporaryFiles(Path parent) {
    this.parent = parent;
  }

  /** A name for a new file. */
  synchronized Path create() throws IOException {
    if (directory == null) {
      directory = Files.createTempDirectory(parent, "ringwatch-");
      Runtime.getRuntime().addShutdownHook(whenStopped);
    }
    Path file = directory.resolve("part-" + files.size());
    files.add(file);
    return file;
  }

  @Override
  public synchronized void close() throws IOException {
    if (directory != null) {
      delete(directory);
      directory = null;
      forgetHook();
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(whenStopped);
    } catch (IllegalStateException e) {
      // The process is being stopped and the hook finds nothing left to delete.
      return;
    }
  }

  private synchronized void deleteQuietly() {
    try {
      if (directory != null) {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("temporary files stay in " + directory, e);
    }
  }

  private void delete(Path emptied) throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(emptied);
  }
}
