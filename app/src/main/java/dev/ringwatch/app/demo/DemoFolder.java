package dev.ringwatch.app.demo;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.postgres.embedded.EmbeddedPostgres;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresConfig;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresException;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresListener;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The demo's folder. Every demo starts afresh, because its day ends now: what an earlier one left
 * is deleted, and nothing else ever is.
 */
final class DemoFolder {

  private static final String MARK = "ringwatch-demo";

  private DemoFolder() {}

  /**
   * Makes an empty folder for a demo.
   *
   * @throws CommandFailure if there is something else in it, or a demo that runs
   */
  static void makeAfresh(Path folder) throws IOException {
    if (Files.exists(folder) && !isEmpty(folder)) {
      if (!Files.exists(folder.resolve(MARK))) {
        throw new CommandFailure(
            folder + " holds something else than a demo: name a new folder with --data");
      }
      requireStopped(folder);
      delete(folder);
    }
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(MARK),
        "Made by ringwatch demo, and deleted with all beside it by the next.\n");
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  /** A demo that was killed leaves its database running, which is stopped by starting it. */
  private static void requireStopped(Path folder) {
    Path database = folder.resolve("postgres");
    if (EmbeddedPostgres.running(database).isEmpty()) {
      return;
    }
    try {
      EmbeddedPostgres.start(
              EmbeddedPostgresConfig.ofDefaults(database), new EmbeddedPostgresListener() {})
          .close();
    } catch (EmbeddedPostgresException e) {
      throw new CommandFailure(
          "a demo runs in " + folder + " already: end it, or name another folder with --data");
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
