package dev.ringwatch.app.audit;

import dev.ringwatch.postgres.audit.AuditHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A file beside the database in which a server notes from time to time where the audit log ends, a
 * line each: time, number and hash. What is cut off the log's end, or rewritten, is held against
 * it. Lines are only ever added.
 */
public final class HeadsFile {

  private final Path file;

  /** Heads in a file, which need not exist yet. */
  public HeadsFile(Path file) {
    this.file = file;
  }

  /** Adds a line; it is on the disk when this returns. */
  void note(Instant time, AuditHead head) throws IOException {
    byte[] line = (time + " " + head + "\n").getBytes(StandardCharsets.US_ASCII);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(line);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /**
   * What was noted, the oldest first.
   *
   * @param heads what can be read
   * @param unreadable the numbers of the lines that cannot, such as one that the power went in
   */
  public record Noted(List<AuditHead> heads, List<Integer> unreadable) {}

  /** Reads the file; empty if there is none. */
  public Noted read() throws IOException {
    List<AuditHead> heads = new ArrayList<>();
    List<Integer> unreadable = new ArrayList<>();
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
      for (int i = 0; i < lines.size(); i++) {
        try {
          heads.add(AuditHead.parse(lines.get(i).substring(lines.get(i).indexOf(' ') + 1)));
        } catch (IllegalArgumentException e) {
          unreadable.add(i + 1);
        }
      }
    }
    return new Noted(List.copyOf(heads), List.copyOf(unreadable));
  }

  /** Where it is. */
  @Override
  public String toString() {
    return file.toString();
  }
}
