package dev.ringwatch.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * As whom PostgreSQL's programs run: as us, for a usual user. They refuse root, so as root they run
 * in a user namespace in which they do not see that they are root, or as the owner of the data
 * directory if that is someone else (which many containers need: they allow no user namespaces).
 *
 * @param prefix what is put before a command
 * @param owner the numeric id of the user whom files for these programs must belong to, -1 if that
 *     is us
 */
record RunAs(List<String> prefix, int owner) {

  private static final int US = -1;

  /** A command that runs a program of PostgreSQL's. */
  List<String> command(Path program, String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Hands a file or directory that we made to the user whom the programs run as. */
  void handOver(Path path) throws IOException {
    if (owner != US) {
      Files.setAttribute(path, "unix:uid", owner);
      Files.setAttribute(path, "unix:gid", owner);
    }
  }

  /**
   * Finds the way that works here, by trying it out.
   *
   * @param program a program of PostgreSQL's that prints its version
   * @param dataDirectory the data directory, or its parent while there is none
   */
  static RunAs find(Path program, Path dataDirectory) {
    List<String> tried = new ArrayList<>();
    for (RunAs way : candidates(dataDirectory)) {
      Optional<String> problem = way.problem(program);
      if (problem.isEmpty()) {
        return way;
      }
      tried.add(way.command(program).getFirst() + ": " + problem.get());
    }
    throw new EmbeddedPostgresException(isRoot() ? rootMessage(tried) : plainMessage(tried));
  }

  private static List<RunAs> candidates(Path dataDirectory) {
    if (!isRoot()) {
      return List.of(new RunAs(List.of(), US));
    }
    List<RunAs> candidates = new ArrayList<>();
    int owner = numericOwner(dataDirectory);
    if (owner > 0) {
      // Root gave the directory away, so it is meant to be used as that user.
      candidates.add(
          new RunAs(
              List.of("setpriv", "--reuid=" + owner, "--regid=" + owner, "--clear-groups"), owner));
    }
    candidates.add(new RunAs(List.of("unshare", "--user"), US));
    return candidates;
  }

  private static String rootMessage(List<String> tried) {
    return "PostgreSQL does not run as root, and no way around it works here ("
        + String.join("; ", tried)
        + "): run Ringwatch as another user, allow user namespaces, give the directory that holds"
        + " the data to another user (chown), or name a PostgreSQL of yours in"
        + " ringwatch.database.url";
  }

  private static String plainMessage(List<String> tried) {
    return "PostgreSQL's programs do not run here ("
        + String.join("; ", tried)
        + "): name a PostgreSQL of yours in ringwatch.database.url";
  }

  /** Why a program cannot be run this way; empty if it can. */
  private Optional<String> problem(Path program) {
    try {
      Finished finished = Finished.run(command(program, "--version"));
      return finished.exitCode() == 0 ? Optional.empty() : Optional.of(finished.output());
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isRoot() {
    return numericOwner(Path.of("/proc/self")) == 0
        || System.getProperty("user.name", "").equals("root");
  }

  /** The numeric id of a file's owner, -1 where the system has none or the file is missing. */
  private static int numericOwner(Path path) {
    try {
      return (Integer) Files.getAttribute(path, "unix:uid");
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return -1;
    }
  }
}
