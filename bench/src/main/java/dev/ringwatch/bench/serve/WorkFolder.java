package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A temporary folder that is deleted with all that is in it when it is closed.
 *
 * @param path where it is
 */
public record WorkFolder(Path path) implements AutoCloseable {

  /** Makes one below a folder. */
  public static WorkFolder below(Path parent) throws IOException {
    return new WorkFolder(Files.createTempDirectory(parent, "ringwatch-bench-"));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path one : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }
}
