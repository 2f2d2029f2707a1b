package dev.ringwatch.app.archive;

import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.app.output.OwnerOnly;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/**
 * The directory of an archive. A file has its name only once all of it is on the disk, and no file
 * is ever overwritten but by itself without an account that was erased.
 */
final class ArchiveDirectory {

  private static final String START = "events-";
  private static final String END = ".parquet";
  private static final String TEMPORARY = ".tmp";

  private final Path path;
  private final FileEncryption files;

  ArchiveDirectory(Archive.Place place) {
    this.path = place.directory().toAbsolutePath().normalize();
    this.files = place.files();
  }

  /** Writes a file's content. */
  @FunctionalInterface
  interface Writing<T> {
    T to(OutputStream out) throws IOException;
  }

  /** The name of a file of a day. */
  static String name(LocalDate day, int part) {
    return START + day + (part == 1 ? "" : "-" + part) + END;
  }

  /**
   * Looks whether it is there. It is not made: where it should be mounted and is not, the days
   * would go to another disk unseen.
   */
  void require() throws ArchiveFailure {
    if (!Files.isDirectory(path)) {
      throw new ArchiveFailure(
          path + " is not a directory: make it, or mount the disk that it is on");
    }
  }

  /** A file by its name, which may not be there. */
  Path file(String name) {
    return path.resolve(name);
  }

  /** Looks that a name is free: what has it is not in the list, so somebody else wrote it. */
  void requireFree(String name) throws ArchiveFailure {
    if (Files.exists(file(name))) {
      throw new ArchiveFailure(
          file(name) + " is there already and not of this archive: move it somewhere else");
    }
  }

  /** Deletes what those left of a file who died while they wrote it. */
  void removeLeftovers(String name) throws IOException {
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(path, name + ".*" + TEMPORARY)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  /** A file that has no name yet. */
  Path temporary(String name) {
    return file(name + "." + UUID.randomUUID() + TEMPORARY);
  }

  /** Writes a file through to the disk; what fails leaves none. */
  <T> T write(Path file, Writing<T> writing) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OwnerOnly.of(file));
        OutputStream bytes = Channels.newOutputStream(channel)) {
      T result;
      try (OutputStream out = files.writing(bytes)) {
        result = writing.to(out);
      }
      channel.force(true);
      return result;
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** How its files are read. */
  FileEncryption files() {
    return files;
  }

  /** Gives a file its name, for good. */
  void name(Path temporary, String name) throws IOException {
    requireFree(name);
    replace(temporary, name);
  }

  /** Gives a file a name that another may have, which is gone then. */
  void replace(Path temporary, String name) throws IOException {
    Files.move(temporary, file(name), StandardCopyOption.ATOMIC_MOVE);
    force();
  }

  /** Deletes a file, which may be gone already. */
  void delete(String name) throws IOException {
    Files.deleteIfExists(file(name));
    force();
  }

  private void force() throws IOException {
    try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
