package dev.ringwatch.app.archive;

import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Another JVM that archives a day and drops it; it may be killed at any moment. */
final class ArchivingProcess {

  private static final Instant NOW = Instant.parse("2026-02-10T01:00:00Z");

  private ArchivingProcess() {}

  /**
   * Starts one.
   *
   * @param before words of the shell that come before the program
   * @param lastStep after which step it dies as if it were killed; empty for none
   */
  static Process start(DatabaseSettings database, Path directory, String before, String lastStep)
      throws IOException {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            ArchivingProcess.class.getName());
    List<String> words = new ArrayList<>(List.of("sh", "-c", before + " exec \"$@\"", "sh"));
    words.addAll(java);
    words.addAll(
        List.of(
            database.url(), database.user(), database.password(), directory.toString(), lastStep));
    return new ProcessBuilder(words)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** What runs in the other JVM; its exit code is 0 if all went well, and 3 if it said why not. */
  public static void main(String[] arguments) throws Exception {
    DatabaseSettings database = new DatabaseSettings(arguments[0], arguments[1], arguments[2], 4);
    String lastStep = arguments[4];
    try (ConnectionPool pool = ConnectionPool.open(database, "archiving")) {
      Archive archive =
          new Archive(
              pool.dataSource(),
              new Archive.Place(Path.of(arguments[3]), FileEncryption.none()),
              InstantSource.fixed(NOW),
              "test",
              (step, part) -> {
                if (step.name().equals(lastStep)) {
                  // No finally, no hook, no connection closed: as a kill does it.
                  Runtime.getRuntime().halt(137);
                }
              });
      archive.dropBefore(StoredDay.DAY.plusDays(1));
      System.err.println(archive.status());
      System.exit(archive.status().problem().isEmpty() ? 0 : 3);
    }
  }
}
