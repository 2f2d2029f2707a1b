package dev.ringwatch.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data directories for tests: copies of one that was made once, which is faster than making each.
 */
final class Directories {

  private static final Path ORIGINAL = make();

  private Directories() {}

  /** A copy of a data directory whose server was stopped in order, below a directory. */
  static Path copyInto(Path parent) throws IOException {
    Path copy = parent.resolve("postgres");
    Finished finished =
        Finished.run(java.util.List.of("cp", "-a", ORIGINAL.toString(), copy.toString()));
    if (finished.exitCode() != 0) {
      throw new IOException(finished.output());
    }
    // The copies run at the same time as others may: each looks for a port of its own.
    Files.delete(copy.resolve("ringwatch.port"));
    return copy.toRealPath();
  }

  private static Path make() {
    try {
      Path parent = Files.createTempDirectory("ringwatch-test-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(parent)));
      Path directory = parent.resolve("original");
      EmbeddedPostgres.start(
              EmbeddedPostgresConfig.ofDefaults(directory), new EmbeddedPostgresListener() {})
          .close();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try {
      FileTrees.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
