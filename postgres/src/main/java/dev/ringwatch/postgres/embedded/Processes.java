package dev.ringwatch.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Questions about other processes, which need not be our children. */
final class Processes {

  private Processes() {}

  /** Whether a process runs; one that has ended and that nobody has reaped yet does not. */
  static boolean runs(long processId) {
    return ProcessHandle.of(processId).map(ProcessHandle::isAlive).orElse(false)
        && !isZombie(processId);
  }

  /** Whether a process has ended and still has its number, because nobody has reaped it. */
  static boolean isDeadButThere(long processId) {
    return ProcessHandle.of(processId).isPresent() && isZombie(processId);
  }

  /** Whether a process is a server that was started on a data directory. */
  static boolean serves(long processId, Path dataDirectory) {
    return runs(processId)
        && ProcessHandle.of(processId)
            .flatMap(process -> process.info().commandLine())
            .filter(line -> line.contains("postgres") && line.contains("-D " + dataDirectory + " "))
            .isPresent();
  }

  private static boolean isZombie(long processId) {
    try {
      String status = Files.readString(Path.of("/proc", Long.toString(processId), "stat"));
      // The state follows the name, which is in parentheses and may hold some itself.
      return status.startsWith(" Z", status.lastIndexOf(')') + 1);
    } catch (IOException e) {
      // Gone meanwhile, or a system without /proc; the other question answers for both.
      return false;
    }
  }
}
