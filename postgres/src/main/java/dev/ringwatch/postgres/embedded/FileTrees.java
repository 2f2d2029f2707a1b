package dev.ringwatch.postgres.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is done to a directory and all that is in it. */
final class FileTrees {

  private FileTrees() {}

  /** Removes a directory with all that is in it; nothing happens if there is none. */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path path : pathsOf(root).reversed()) {
      Files.delete(path);
    }
  }

  /** Has the system write all files and directories to the disk, by one call where it can. */
  static void force(Path root) throws IOException {
    if (Platform.syncMethod().equals("syncfs") && syncFileSystem(root)) {
      return;
    }
    for (Path path : pathsOf(root)) {
      if (!Files.isSymbolicLink(path)) {
        forceOne(path);
      }
    }
  }

  private static boolean syncFileSystem(Path root) {
    try {
      return Finished.run(List.of("sync", "--file-system", root.toString())).exitCode() == 0;
    } catch (IOException e) {
      // No such program; the files are written one by one then.
      return false;
    }
  }

  /** Has the system write one file or directory to the disk. */
  static void forceOne(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static List<Path> pathsOf(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.sorted(Comparator.naturalOrder()).toList();
    }
  }
}
