package dev.ringwatch.app.archive;

import static dev.ringwatch.app.archive.StoredDay.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.archive.DayArchive.Step;
import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.postgres.archive.ArchiveTurn;
import dev.ringwatch.postgres.archive.ArchivedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that really dies while it archives, or whose disk is really full. */
class ArchiveKillTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int EVENTS = 400_000;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path directory;

  @SuppressWarnings("NullAway.Init") // set before each test
  private StoredDay stored;

  @BeforeEach
  void start() throws SQLException {
    stored = new StoredDay();
  }

  @AfterEach
  void stop() {
    stored.close();
  }

  private List<Path> files(String end) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  private void append(int count) throws InterruptedException {
    for (int from = 0; from < count; from += 10_000) {
      stored.append(from, Math.min(10_000, count - from));
    }
  }

  /** The turn of who has died ends once the database has seen it; then all is done as ever. */
  private void archivesNowWhatIsThere(int events) throws Exception {
    waitForTurn();
    Archive next =
        new Archive(
            stored.dataSource(),
            new Archive.Place(directory, FileEncryption.none()),
            InstantSource.fixed(Instant.EPOCH),
            "the next");
    next.dropBefore(DAY.plusDays(1));
    assertThat(next.status().problem()).isEmpty();
    assertThat(stored.hasPartition()).isFalse();
    assertThat(files(".tmp")).isEmpty();
    assertThat(stored.parts()).singleElement().matches(ArchivedPart::isDropped);
    ReadBack found = ReadBack.of(files(".parquet").getFirst(), FileEncryption.none());
    assertThat(found.events()).isEqualTo(events);
    assertThat(found.checksum()).isEqualTo(stored.parts().getFirst().content().checksum());
  }

  private void waitForTurn() throws SQLException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean free = false;
    while (!free && System.nanoTime() < end) {
      Optional<ArchiveTurn> turn = ArchiveTurn.take(stored.dataSource());
      free = turn.isPresent();
      if (free) {
        turn.get().close();
      } else {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    assertThat(free).as("the turn ended with its process").isTrue();
  }

  @Test
  void losesNothingWhenItIsKilledInTheMiddleOfAFile() throws Exception {
    append(EVENTS);
    Process process = ArchivingProcess.start(stored.settings(), directory, "", "");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && !isBegun() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    process.destroyForcibly().waitFor();

    assertThat(files(".tmp")).as("it was killed while it wrote").hasSize(1);
    assertThat(files(".parquet")).isEmpty();
    assertThat(stored.count()).isEqualTo(EVENTS);
    assertThat(stored.parts()).isEmpty();
    archivesNowWhatIsThere(EVENTS);
  }

  /** Some of the events are in the file. */
  private boolean isBegun() throws IOException {
    for (Path file : files(".tmp")) {
      if (Files.size(file) > 0) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void losesNothingWhenItDiesAfterAStep(Step last) throws Exception {
    append(1_000);
    Process process = ArchivingProcess.start(stored.settings(), directory, "", last.name());
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(137);

    boolean named = last.compareTo(Step.NAMED) >= 0;
    assertThat(files(".parquet")).hasSize(named ? 1 : 0);
    assertThat(files(".tmp")).hasSize(named ? 0 : 1);
    assertThat(stored.count()).isEqualTo(1_000);
    archivesNowWhatIsThere(1_000);
  }

  /** The system lets it write no more than 128 kB into a file. */
  @Test
  void keepsTheDayWhenThereIsNoRoom() throws Exception {
    append(20_000);
    Process process =
        ArchivingProcess.start(stored.settings(), directory, "trap '' XFSZ; ulimit -f 256;", "");
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("it says why").isEqualTo(3);

    assertThat(files("")).isEmpty();
    assertThat(stored.count()).isEqualTo(20_000);
    assertThat(stored.parts()).isEmpty();
    archivesNowWhatIsThere(20_000);
  }
}
