package dev.ringwatch.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL data directory of ours, with the password of its one role in it. It appears whole,
 * by a rename.
 */
final class DataDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

  private static final String PASSWORD_FILE = "ringwatch.password";
  private static final String PORT_FILE = "ringwatch.port";
  private static final int PASSWORD_BYTES = 32;

  private final Path path;

  private DataDirectory(Path path) {
    this.path = path;
  }

  /** One that somebody else has open, to be read only. */
  static DataDirectory at(Path path) {
    return new DataDirectory(path);
  }

  /** Where it is. */
  Path path() {
    return path;
  }

  /** The password of the role {@link EmbeddedPostgres#USER}. */
  String password() throws IOException {
    Path file = path.resolve(PASSWORD_FILE);
    if (!Files.exists(file)) {
      throw new EmbeddedPostgresException(
          path
              + " is a PostgreSQL data directory but not Ringwatch's (it has no "
              + PASSWORD_FILE
              + "): name another directory, or start it yourself and give ringwatch.database.url");
    }
    return Files.readString(file).strip();
  }

  /** The port it was last served on, 0 if none is known. */
  int lastPort() throws IOException {
    Path file = path.resolve(PORT_FILE);
    return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
  }

  /** Remembers the port. */
  void keepPort(int port) throws IOException {
    Files.writeString(path.resolve(PORT_FILE), port + "\n");
  }

  /**
   * The data directory at a place: the one that is there, checked, or a new one if the place is
   * empty. Called under its lock.
   */
  static DataDirectory open(Path path, Binaries binaries, RunAs runAs) throws IOException {
    if (!Files.exists(path) || isEmpty(path)) {
      initialize(path, binaries, runAs);
    }
    check(path, binaries);
    return new DataDirectory(path);
  }

  private static boolean isEmpty(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  private static void check(Path path, Binaries binaries) throws IOException {
    Path versionFile = path.resolve("PG_VERSION");
    if (!Files.isRegularFile(versionFile)) {
      throw new EmbeddedPostgresException(
          path
              + " is not a PostgreSQL data directory and not empty: name a new or empty directory,"
              + " which Ringwatch will fill");
    }
    String version = Files.readString(versionFile).strip();
    if (!version.equals(binaries.major())) {
      throw new EmbeddedPostgresException(
          path
              + " was made by PostgreSQL "
              + version
              + ", and this Ringwatch brings PostgreSQL "
              + binaries.major()
              + ": bring it over with pg_upgrade, or name another directory");
    }
    if (!Files.isWritable(path)) {
      throw new EmbeddedPostgresException(
          path + " cannot be written to by this user: correct its owner or permissions");
    }
  }

  private static void initialize(Path path, Binaries binaries, RunAs runAs) throws IOException {
    LOG.info("Making a new database in {}", path);
    // What a process left that was killed here; nothing has ever been stored in it.
    Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
    FileTrees.delete(unfinished);
    Path passwordFile = path.resolveSibling(path.getFileName() + ".password");
    Files.deleteIfExists(passwordFile);
    Files.createDirectory(unfinished, only("rwx------"));
    Files.createFile(passwordFile, only("rw-------"));
    Files.writeString(passwordFile, newPassword() + "\n");
    runAs.handOver(unfinished);
    runAs.handOver(passwordFile);
    initdb(unfinished, passwordFile, binaries, runAs);
    Files.move(passwordFile, unfinished.resolve(PASSWORD_FILE));
    FileTrees.forceOne(unfinished.resolve(PASSWORD_FILE));
    FileTrees.forceOne(unfinished);
    moveIntoPlace(unfinished, path);
  }

  private static void initdb(Path directory, Path passwordFile, Binaries binaries, RunAs runAs)
      throws IOException {
    Finished finished =
        Finished.run(
            runAs.command(
                binaries.program("initdb"),
                "--pgdata=" + directory,
                "--username=" + EmbeddedPostgres.USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--sync-method=" + Platform.syncMethod(),
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
    if (finished.exitCode() != 0) {
      throw new EmbeddedPostgresException(
          "PostgreSQL's initdb failed in " + directory + ": " + finished.output());
    }
  }

  private static void moveIntoPlace(Path unfinished, Path path) throws IOException {
    try {
      Files.deleteIfExists(path);
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
      FileTrees.forceOne(path.resolveSibling(""));
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          path + " cannot be replaced (" + e + "): if it is a mount, name a directory below it", e);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  private static String newPassword() {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
