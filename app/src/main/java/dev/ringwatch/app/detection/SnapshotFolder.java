package dev.ringwatch.app.detection;

import dev.ringwatch.app.encryption.FileEncryption;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Snapshots as files, each named by the sequence number up to which it has read the log. A file has
 * its name only once it is whole and on the disk; the two newest are kept, in case the newest
 * cannot be read. What could not be used is put aside under another name, so that it is in nobody's
 * way and can be looked at; of these too the two that were written last. Used by one thread at a
 * time.
 */
final class SnapshotFolder {

  private static final String SUFFIX = ".snapshot";
  private static final String PART = ".part";
  private static final String ASIDE = ".unusable";
  private static final int KEPT = 2;
  private static final int BUFFER_BYTES = 1 << 18;

  private final Path folder;
  private final FileEncryption files;

  /**
   * A folder, which is made if it is not there.
   *
   * @param files whether what is written is encrypted, and how what is there is read
   */
  SnapshotFolder(Path folder, FileEncryption files) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.files = files;
  }

  /** Deletes what was not written to its end; whoever writes here alone calls it first. */
  void deleteParts() throws IOException {
    for (Path part : list(PART)) {
      Files.deleteIfExists(part);
    }
  }

  /** Writes what a snapshot consists of. */
  @FunctionalInterface
  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /** Writes a snapshot durably and forgets the oldest. */
  void write(long seq, Writing writing) throws IOException {
    String name = String.format(Locale.ROOT, "%019d", seq);
    // A server that another took over from may be at the same snapshot.
    Path part = folder.resolve(name + "-" + UUID.randomUUID() + PART);
    try (FileChannel file =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        OutputStream bytes = Channels.newOutputStream(file)) {
      try (OutputStream out = files.writing(bytes)) {
        writing.to(out);
      }
      file.force(true);
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.move(part, folder.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
    deleteAllBut(KEPT, newestFirst());
  }

  /** Deletes all snapshots, those put aside and those half written too. */
  void clear() throws IOException {
    for (String suffix : List.of(SUFFIX, ASIDE, PART)) {
      for (Path file : list(suffix)) {
        Files.delete(file);
      }
    }
  }

  private record Aside(Path file, FileTime written) {}

  /** Gives a snapshot that cannot be used another name, which is returned. */
  Path putAside(Path snapshot) throws IOException {
    Path aside = snapshot.resolveSibling(snapshot.getFileName() + ASIDE);
    Files.move(snapshot, aside, StandardCopyOption.REPLACE_EXISTING);
    List<Aside> all = new ArrayList<>();
    for (Path file : list(ASIDE)) {
      all.add(new Aside(file, Files.getLastModifiedTime(file)));
    }
    all.sort(Comparator.comparing(Aside::written).thenComparing(Aside::file).reversed());
    deleteAllBut(KEPT, all.stream().map(Aside::file).toList());
    return aside;
  }

  private static void deleteAllBut(int first, List<Path> files) throws IOException {
    for (Path file : files.subList(Math.min(first, files.size()), files.size())) {
      Files.delete(file);
    }
  }

  /** The snapshots, the newest first. */
  List<Path> newestFirst() throws IOException {
    return list(SUFFIX).stream().sorted(Comparator.reverseOrder()).toList();
  }

  /** What the newest is like; empty if there is none. */
  Optional<SnapshotFile> newest() throws IOException {
    List<Path> files = newestFirst();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    BasicFileAttributes file = Files.readAttributes(files.getFirst(), BasicFileAttributes.class);
    return Optional.of(new SnapshotFile(file.size(), file.lastModifiedTime().toInstant()));
  }

  InputStream open(Path snapshot) throws IOException {
    return new BufferedInputStream(Channels.newInputStream(files.open(snapshot)), BUFFER_BYTES);
  }

  private List<Path> list(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }
}
