package dev.ringwatch.app.archive;

import static dev.ringwatch.app.archive.StoredDay.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.app.Main;
import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.app.input.EventInput;
import dev.ringwatch.app.input.InputSettings;
import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.DecodeOptions;
import dev.ringwatch.ingest.UnreadableInputException;
import dev.ringwatch.postgres.archive.ArchivedPart;
import dev.ringwatch.postgres.erasure.AccountName;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive whose files are encrypted, through all that is done with them. */
class EncryptedArchiveTest {

  private static final Instant NOW = Instant.parse("2026-02-10T01:00:00Z");
  private static final LocalDate KEPT = DAY.plusDays(1);
  private static final int EVENTS = 20_000;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private StoredDay stored;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path key;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path file;

  @BeforeEach
  void start() throws Exception {
    stored = new StoredDay();
    stored.append(0, EVENTS);
    key = folder.resolve("data/secret.key");
    file = Files.createDirectory(folder.resolve("archive")).resolve("events-2026-01-05.parquet");
  }

  @AfterEach
  void stop() {
    stored.close();
  }

  private FileEncryption files(boolean encrypts) throws IOException {
    return FileEncryption.of(key, encrypts);
  }

  private Archive archive(boolean encrypts) throws IOException {
    Archive.Place place = new Archive.Place(folder.resolve("archive"), files(encrypts));
    return new Archive(stored.dataSource(), place, InstantSource.fixed(NOW), "test");
  }

  /** The events of a file, as analyze reads them. */
  private static List<Event> read(Path file) throws IOException {
    List<Event> events = new ArrayList<>();
    new EventInput(
            List.of(file.toString()),
            InputStream.nullInputStream(),
            InputSettings.ofDefaults(DecodeOptions.ofDefaults(NOW)),
            line -> {
              throw new AssertionError(line.toString());
            })
        .forEachInOrder(events::addAll);
    return events;
  }

  private static int exported(Archive archive) throws IOException, SQLException {
    List<String> rows = new ArrayList<>();
    archive.export("a5", (place, row) -> rows.add(row));
    assertThat(rows).allMatch(row -> row.contains("\"a5\""));
    return rows.size();
  }

  private static long of(String account) {
    return StoredDay.plain(0, EVENTS).stream()
        .filter(event -> event.account().value().equals(account))
        .count();
  }

  private static String run(Object... arguments) {
    StringWriter out = new StringWriter();
    String[] words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    int exit = Main.run(new PrintWriter(out), new PrintWriter(out), words);
    return exit + " " + out;
  }

  @Test
  void readsBackAndReadsOutWhatItWroteAndShowsItToNobodyElse() throws Exception {
    Archive archive = archive(true);
    archive.dropBefore(KEPT);

    assertThat(archive.status().problem()).isEmpty();
    assertThat(stored.hasPartition()).isFalse();
    assertThat(stored.parts())
        .singleElement()
        .matches(ArchivedPart::isDropped)
        .matches(part -> part.content().events() == EVENTS)
        .matches(part -> part.content().bytes() == file.toFile().length());
    assertThat(FileEncryption.isEncrypted(file)).isTrue();
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .doesNotContain("PAR1", "account_id", "ringwatch");
    assertThat(exported(archive)).isEqualTo((int) of("a5"));
    assertThat(exported(archive(false))).as("when it is off").isEqualTo((int) of("a5"));
  }

  @Test
  void isReadByOthersAsAPlainCopy() throws Exception {
    archive(true).dropBefore(KEPT);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessage(
            file
                + ": is encrypted by a Ringwatch server; make a plain copy there, with ringwatch"
                + " archive decrypt");
    Path out = Files.createDirectory(folder.resolve("out"));
    Object[] command = {"archive", "decrypt", file, "--out", out, "--data", folder.resolve("data")};
    assertThat(run(command)).isEqualTo("0 " + out.resolve(file.getFileName()) + "\n");
    Path copy = out.resolve(file.getFileName());
    assertThat(read(copy)).isEqualTo(StoredDay.plain(0, EVENTS));
    assertThat(Files.getPosixFilePermissions(copy))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(run(command)).startsWith("1 ").contains("exists already");
    Files.delete(copy);
    Files.delete(key);
    assertThat(run(command)).startsWith("1 ").contains("is encrypted, and its key is none of");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void goesOnUnderAnotherKeyAndLosesAnErasedAccount() throws Exception {
    archive(true).dropBefore(KEPT);
    Path former = Files.move(key, key.resolveSibling("secret.key.1"));
    Archive rotated = archive(true);
    assertThat(exported(rotated)).isPositive();
    assertThat(files(true).isCurrent(file)).isFalse();

    assertThat(rotated.erase(new AccountName("a5", "erased-1")).rows()).isEqualTo(of("a5"));
    assertThat(files(true).isCurrent(file)).isTrue();
    Files.delete(former);
    assertThat(exported(archive(true))).isZero();
    assertThat(stored.parts().getFirst().content().events()).isEqualTo(EVENTS - of("a5"));
  }

  @Test
  void isWrittenAnewOnceTheKeyOrTheSettingIsAnother() throws Exception {
    archive(false).dropBefore(KEPT);
    String checksum = stored.parts().getFirst().content().checksum();
    for (boolean encrypts : new boolean[] {true, true, false}) {
      if (Files.exists(key)) {
        Files.move(key, key.resolveSibling("secret.key." + System.nanoTime()));
      }
      assertThat(archive(encrypts).renew().written()).isEqualTo(1);
      assertThat(archive(encrypts).renew().written()).as("once").isZero();
      assertThat(FileEncryption.isEncrypted(file)).isEqualTo(encrypts);
      assertThat(stored.parts())
          .singleElement()
          .matches(part -> part.content().bytes() == file.toFile().length())
          .matches(part -> part.content().checksum().equals(checksum));
    }
    assertThat(read(file)).isEqualTo(StoredDay.plain(0, EVENTS));
  }

  @Test
  void keepsADayWhoseFileItHasNoKeyFor() throws Exception {
    archive(true).write(DAY);
    Files.move(key, folder.resolve("elsewhere"));
    Archive another = archive(true);
    another.dropBefore(KEPT);
    assertThat(another.status().problem())
        .endsWith(
            file
                + " is encrypted, and its key is none of "
                + key
                + " and the former keys beside it: bring the key that it had");
    assertThat(stored.count()).isEqualTo(EVENTS);
    assertThatThrownBy(() -> another.erase(new AccountName("a5", "erased-1")))
        .hasMessageContaining("is encrypted, and its key is none of");

    Files.move(folder.resolve("elsewhere"), key.resolveSibling("secret.key.1"));
    Archive again = archive(true);
    again.dropBefore(KEPT);
    assertThat(again.status().problem()).isEmpty();
    assertThat(stored.hasPartition()).isFalse();
  }
}
