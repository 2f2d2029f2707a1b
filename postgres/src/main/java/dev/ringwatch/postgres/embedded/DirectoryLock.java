package dev.ringwatch.postgres.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to run a server on a data directory. It lies beside the directory, and the system takes
 * it back from a process that dies.
 */
final class DirectoryLock implements AutoCloseable {

  // The system's lock does not keep threads of one process apart; worse, closing the file a second
  // time gives the first one's lock away. So this process remembers by itself what it holds.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock of a directory whose parent exists, or says who has it. */
  static DirectoryLock take(Path directory) throws IOException {
    Path file = directory.resolveSibling(directory.getFileName() + ".lock");
    if (!HELD_HERE.add(file)) {
      throw inUse(directory, ProcessHandle.current().pid() + ", this one");
    }
    try {
      return new DirectoryLock(file, lock(directory, file));
    } catch (IOException | RuntimeException e) {
      HELD_HERE.remove(file);
      throw e;
    }
  }

  private static FileChannel lock(Path directory, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(directory, Files.readString(file).strip());
      }
      channel.truncate(0);
      String owner = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.US_ASCII)));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static EmbeddedPostgresException inUse(Path directory, String owner) {
    return new EmbeddedPostgresException(
        directory
            + " is in use by another Ringwatch (process "
            + owner
            + "): stop that one, or give this one a data directory of its own");
  }

  /** Gives the lock back. The file stays: removing it could take away someone else's. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
