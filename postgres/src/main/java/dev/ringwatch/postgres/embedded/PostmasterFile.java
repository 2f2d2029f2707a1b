package dev.ringwatch.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running server says of itself in {@code postmaster.pid} (PostgreSQL's {@code pidfile.h}).
 *
 * @param processId the server's process
 * @param port its TCP port, 0 while it has not got that far
 * @param ready whether it accepts connections
 */
record PostmasterFile(long processId, int port, boolean ready) {

  private static final String NAME = "postmaster.pid";
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  /** Reads it; empty if there is none, or none that says a process. */
  static Optional<PostmasterFile> read(Path dataDirectory) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(dataDirectory.resolve(NAME));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      long processId = Long.parseLong(lines.getFirst().strip());
      int port = lines.size() > PORT_LINE ? Integer.parseInt(lines.get(PORT_LINE).strip()) : 0;
      boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
      return Optional.of(new PostmasterFile(processId, port, ready));
    } catch (NumberFormatException | java.util.NoSuchElementException e) {
      // Half written, by a server that starts or that died while it did.
      return Optional.empty();
    }
  }

  /**
   * Puts this process's number into a file whose own number went to a program that is not
   * PostgreSQL, as happens after a reboot and always in containers. A server that is our child sees
   * its parent's number there and knows that no server is meant, but still looks at the shared
   * memory that the file names; removing the file would take that check away.
   */
  static void disown(Path dataDirectory) throws IOException {
    Path file = dataDirectory.resolve(NAME);
    List<String> lines = new java.util.ArrayList<>(Files.readAllLines(file));
    lines.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(file, lines);
  }
}
