package dev.ringwatch.postgres.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The file that the server's standard error is appended to, by the server itself, so that it goes
 * on when we are killed. When it has grown it is copied aside and emptied; what the server writes
 * between the two is lost, and with it at most some lines for people.
 */
final class ServerLog {

  private static final long MOST_BYTES = 32L << 20;
  private static final int TOLD_LINES = 8;
  private static final int TOLD_BYTES = 8_192;

  private final Path file;

  ServerLog(Path dataDirectory) {
    this.file = dataDirectory.resolve("server.log");
  }

  /** Where a process that is started appends its standard error. */
  ProcessBuilder.Redirect end() {
    return ProcessBuilder.Redirect.appendTo(file.toFile());
  }

  /** How long it is, in bytes. */
  long size() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** The last lines after a place, for a person to read. */
  String lastWordsAfter(long place) throws IOException {
    List<String> lines;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long from = Math.max(place, channel.size() - TOLD_BYTES);
      channel.position(Math.min(from, channel.size()));
      byte[] bytes = java.nio.channels.Channels.newInputStream(channel).readAllBytes();
      lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()));
  }

  /** Puts what it holds aside, over what was put aside before, if that is much. */
  void trim() throws IOException {
    if (size() > MOST_BYTES) {
      Files.copy(file, file.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
      // The server appends: its next line goes to the new end.
      FileChannel.open(file, StandardOpenOption.WRITE).truncate(0).close();
    }
  }
}
