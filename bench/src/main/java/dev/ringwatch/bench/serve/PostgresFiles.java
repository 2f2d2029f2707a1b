package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the embedded PostgreSQL's directory says about it: the process, the port, the password.
 *
 * @param directory its data directory
 */
record PostgresFiles(Path directory) {

  private static final int PORT_LINE = 3;

  /** The server's process, if one runs on this very directory. */
  Optional<ProcessHandle> postmaster() throws IOException {
    List<String> lines = postmasterLines();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(PostgresFiles::runs)
        .filter(process ->
            process.info().commandLine().orElse("").contains("-D " + directory.toAbsolutePath()));
  }

  private List<String> postmasterLines() throws IOException {
    try {
      return Files.readAllLines(directory.resolve("postmaster.pid"));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** How to connect to its database. */
  String url() throws IOException {
    List<String> lines = postmasterLines();
    if (lines.size() <= PORT_LINE) {
      throw new IOException("PostgreSQL does not run in " + directory);
    }
    return "jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/ringwatch";
  }

  /** The role that the server made. */
  String user() {
    return "ringwatch";
  }

  /** The file that holds its password. */
  Path passwordFile() {
    return directory.resolve("ringwatch.password");
  }

  String password() throws IOException {
    return Files.readString(passwordFile()).strip();
  }

  /** Kills whatever still runs on it, and waits until the postmaster is gone. */
  void kill() throws IOException {
    Optional<ProcessHandle> postmaster = postmaster();
    if (postmaster.isPresent()) {
      List<ProcessHandle> all = postmaster.get().descendants().toList();
      postmaster.get().destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
      Patience.until(
          "PostgreSQL's end",
          Duration.ofSeconds(30),
          () -> !runs(postmaster.get()) && all.stream().noneMatch(PostgresFiles::runs));
    }
  }

  /** Whether a process runs; one that has ended and that nobody has reaped yet does not. */
  private static boolean runs(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return !stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
    } catch (IOException e) {
      // Gone between the two looks.
      return false;
    }
  }
}
