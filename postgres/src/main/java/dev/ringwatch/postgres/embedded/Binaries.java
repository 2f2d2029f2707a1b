package dev.ringwatch.postgres.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked into a directory of the cache that is named after version and
 * platform. It appears whole, by a rename: who is killed while unpacking leaves a directory of
 * another name, which the next one removes. Two at a time take turns.
 */
final class Binaries {

  private static final Logger LOG = LoggerFactory.getLogger(Binaries.class);

  private final Path home;
  private final String version;

  private Binaries(Path home, String version) {
    this.home = home;
    this.version = version;
  }

  /** A program, such as {@code postgres}. */
  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /** The major version, such as 18. */
  String major() {
    return version.substring(0, version.indexOf('.'));
  }

  /** The programs below a cache directory, unpacked now if they are not there. */
  static Binaries in(Path cacheDirectory) {
    String version = version();
    String name = "postgresql-" + version + "-" + Platform.name();
    Path cache = cacheDirectory.toAbsolutePath();
    Path home = cache.resolve(name);
    try {
      if (!Files.isDirectory(home)) {
        Files.createDirectories(cache);
        unpackInTurn(cache, home);
      }
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "PostgreSQL's programs cannot be unpacked into " + cache + " (" + e + ")", e);
    }
    return new Binaries(home, version);
  }

  private static String version() {
    try (InputStream in = Binaries.class.getResourceAsStream("binaries.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new EmbeddedPostgresException("binaries.properties is missing from the jar", e);
    }
  }

  // A file lock keeps other processes out, and the monitor the other threads of this one.
  private static synchronized void unpackInTurn(Path cache, Path home) throws IOException {
    Path lockFile = cache.resolve(home.getFileName() + ".lock");
    try (FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      if (Files.isDirectory(home)) {
        return;
      }
      Path partial = cache.resolve(home.getFileName() + ".partial");
      FileTrees.delete(partial);
      LOG.info("Unpacking PostgreSQL into {}", home);
      unpack(partial);
      FileTrees.force(partial);
      Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
      FileTrees.forceOne(cache);
    }
  }

  private static void unpack(Path target) throws IOException {
    String resource = "/postgres-" + Platform.name() + ".txz";
    try (InputStream packed = Binaries.class.getResourceAsStream(resource)) {
      if (packed == null) {
        throw new EmbeddedPostgresException(
            "this Ringwatch brings no PostgreSQL for "
                + Platform.name()
                + ": install PostgreSQL and name it in ringwatch.database.url");
      }
      TarArchiveInputStream tar =
          new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)));
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpackEntry(tar, entry, target);
      }
    }
  }

  private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("the archive names a place outside itself: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(tar, path);
      boolean runs = (entry.getMode() & 0b001_000_000) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    } else {
      throw new IOException("the archive holds something else than files: " + entry.getName());
    }
  }
}
