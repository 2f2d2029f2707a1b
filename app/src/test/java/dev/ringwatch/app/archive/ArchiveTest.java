package dev.ringwatch.app.archive;

import static dev.ringwatch.app.archive.StoredDay.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.app.archive.DayArchive.Step;
import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.app.input.EventInput;
import dev.ringwatch.app.input.InputSettings;
import dev.ringwatch.app.parquet.DuckDb;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.DecodeOptions;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.kit.log.AwkwardEvents;
import dev.ringwatch.postgres.archive.ArchiveTurn;
import dev.ringwatch.postgres.archive.ArchivedDays;
import dev.ringwatch.postgres.archive.ArchivedPart;
import dev.ringwatch.postgres.log.FlatJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {

  private static final Instant NOW = Instant.parse("2026-02-10T01:00:00Z");
  private static final LocalDate KEPT = DAY.plusDays(1);
  private static final String FILE = "events-2026-01-05.parquet";
  private static final String SECOND = "events-2026-01-05-2.parquet";

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

  private Archive archive() {
    return archive((step, part) -> {});
  }

  private Archive archive(DayArchive.Watcher watcher) {
    Archive.Place place = new Archive.Place(directory, FileEncryption.none());
    return new Archive(stored.dataSource(), place, InstantSource.fixed(NOW), "test", watcher);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** The events of files, as analyze reads them. */
  private static List<Event> read(List<Path> files) throws IOException {
    List<Event> events = new ArrayList<>();
    new EventInput(
            files.stream().map(Path::toString).toList(),
            InputStream.nullInputStream(),
            InputSettings.ofDefaults(DecodeOptions.ofDefaults(NOW)),
            line -> {
              throw new AssertionError(line.toString());
            })
        .forEachInOrder(events::addAll);
    events.sort(Event.CANONICAL_ORDER);
    return events;
  }

  private static List<Event> generated() {
    List<Event> events = new ArrayList<>();
    Generator.of(
            GeneratorConfig.ofDefaults()
                .withVolume(new Volume(StoredDay.START, 1, 1_000, 9_000))
                .withSessionIds(true))
        .forEach(events::add);
    events.replaceAll(event -> event.id().isEmpty() ? event.withId("g" + event.hashCode()) : event);
    return events;
  }

  @Test
  void writesWhatAnalyzeReadsAsTheSameEvents() throws Exception {
    stored.append(generated());
    stored.append(
        List.of(
            Event.builder(new AccountId("=cmd"), "login", StoredDay.START.plusNanos(1_000))
                .id("with everything")
                .device("rubbish \\\" ' , ; {}")
                .userAgent("line\nend\ttab \u00e9 \ud83d\ude00")
                .accountCreatedAt(Instant.parse("2020-02-29T12:00:00.000001Z"))
                .attributes(
                    Map.of("k", "v\nw", "long", "y".repeat(4_096), "longer", "z".repeat(4_000)))
                .build()));

    ArchivedPart part = archive().write(DAY).getFirst();

    List<Event> expected = new ArrayList<>(stored.stored());
    expected.sort(Event.CANONICAL_ORDER);
    assertThat(read(List.of(directory.resolve(FILE)))).isEqualTo(expected);
    assertThat(part.content().events()).isEqualTo(expected.size());
    assertThat(part.content().bytes()).isEqualTo(Files.size(directory.resolve(FILE)));
    assertThat(stored.count()).as("nothing is dropped").isEqualTo(expected.size());
    assertThat(stored.parts())
        .singleElement()
        .satisfies(listed -> {
          assertThat(listed.content()).isEqualTo(part.content());
          assertThat(listed.verifiedAt()).isEqualTo(NOW);
          assertThat(listed.isDropped()).isFalse();
          assertThat(listed.schemaVersion()).matches("[0-9]+");
        });
  }

  /** Another reader than ours, and values that no sender could send through our checks. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void keepsEveryValueExactly(long seed) throws Exception {
    List<Event> events = new AwkwardEvents(seed).next(2_000);
    stored.append(events);

    archive().write(DAY);

    assertThat(
            DuckDb.query(
                "SELECT event_id, account_id, \"timestamp\"::TIMESTAMP, device_id, user_agent,"
                    + " outcome, enforced, account_created_at::TIMESTAMP, attributes FROM '%s'"
                        .formatted(directory.resolve(FILE))))
        .as("seed %s", seed)
        .isEqualTo(stored.stored().stream().map(ArchiveTest::row).toList());
  }

  private static String row(Event event) {
    Map<String, String> attributes = new TreeMap<>(event.attributes());
    return Stream.of(
            event.id(),
            event.account().value(),
            Timestamp.valueOf(LocalDateTime.ofInstant(event.timestamp(), ZoneOffset.UTC)),
            event.device(),
            event.userAgent(),
            event.outcome().name().toLowerCase(Locale.ROOT),
            event.enforced(),
            event.accountCreatedAt() == null
                ? null
                : Timestamp.valueOf(
                    LocalDateTime.ofInstant(event.accountCreatedAt(), ZoneOffset.UTC)),
            attributes.isEmpty() ? null : FlatJson.text(attributes))
        .map(value -> value == null ? "NULL" : value.toString())
        .collect(Collectors.joining(","));
  }

  @Test
  void hasAColumnForEveryFieldOfAnEvent() {
    assertThat(EventRows.COLUMNS).hasSameSizeAs(Event.class.getRecordComponents());
  }

  @Test
  void dropsADayOnceItIsInAFile() throws Exception {
    stored.append(0, 1_000);
    Archive archive = archive();

    archive.dropBefore(KEPT);

    assertThat(files()).containsExactly(FILE);
    assertThat(stored.hasPartition()).isFalse();
    assertThat(stored.parts()).singleElement().matches(ArchivedPart::isDropped);
    assertThat(read(List.of(directory.resolve(FILE)))).isEqualTo(StoredDay.plain(0, 1_000));
    assertThat(archive.status().dropped()).isEqualTo(1);
    assertThat(archive.status().problem()).isEmpty();
    assertThat(archive.status().lastDroppedAt()).isEqualTo(NOW);
  }

  @Test
  void dropsADayWithoutEventsWithoutAFile() throws Exception {
    archive().dropBefore(KEPT);

    assertThat(files()).isEmpty();
    assertThat(stored.parts()).isEmpty();
    assertThat(stored.partitions().existing()).containsExactly(KEPT);
  }

  /** Whoever dies after a step has done no harm, and the next one ends what they began. */
  @ParameterizedTest
  @EnumSource(Step.class)
  void losesNothingWhateverStepIsTheLast(Step last) throws Exception {
    stored.append(0, 500);
    Archive dying =
        archive((step, part) -> {
          if (step == last) {
            throw new IOException("the power went off");
          }
        });

    dying.dropBefore(KEPT);

    assertThat(stored.count()).isEqualTo(500);
    assertThat(dying.status().failures()).isEqualTo(1);
    assertThat(dying.status().waiting()).isEqualTo(1);
    assertThat(dying.status().problem())
        .isEqualTo(
            "the events of 2026-01-05 cannot be written to " + directory + ": the power went off");
    assertThat(files()).isEqualTo(last.compareTo(Step.NAMED) < 0 ? List.of() : List.of(FILE));

    stored.append(500, 10);
    Archive next = archive();
    next.dropBefore(KEPT);
    assertThat(next.status().problem()).isEmpty();
    assertThat(stored.hasPartition()).isFalse();
    List<Path> all = files().stream().map(directory::resolve).toList();
    assertThat(read(all)).isEqualTo(StoredDay.plain(0, 510));
    assertThat(stored.parts()).allMatch(ArchivedPart::isDropped).hasSameSizeAs(all);
  }

  @Test
  void putsEventsThatComeLaterIntoASecondFile() throws Exception {
    stored.append(0, 100);
    archive().write(DAY);
    stored.append(100, 7);
    byte[] first = Files.readAllBytes(directory.resolve(FILE));

    assertThat(archive().write(DAY)).extracting(ArchivedPart::file).containsExactly(FILE, SECOND);
    assertThat(archive().write(DAY)).as("once").hasSize(2);

    assertThat(files()).containsExactly(SECOND, FILE);
    assertThat(Files.readAllBytes(directory.resolve(FILE))).isEqualTo(first);
    assertThat(read(List.of(directory.resolve(SECOND)))).isEqualTo(StoredDay.plain(100, 7));
    archive().dropBefore(KEPT);
    assertThat(stored.hasPartition()).isFalse();

    stored.append(107, 3);
    stored.partitions().ensureForStrays();
    archive().dropBefore(KEPT);
    assertThat(read(List.of(directory.resolve("events-2026-01-05-3.parquet"))))
        .as("came after the day was dropped")
        .isEqualTo(StoredDay.plain(107, 3));
    assertThat(stored.hasPartition()).isFalse();
  }

  @Test
  void dropsNoEventThatCameWhileTheFileWasReadBack() throws Exception {
    stored.append(0, 100);
    int[] more = {100};
    boolean[] coming = {true};
    Archive archive =
        archive((step, part) -> {
          if (step == Step.VERIFIED && coming[0]) {
            append(more[0]);
            more[0] += 10;
          }
        });

    archive.dropBefore(KEPT);

    assertThat(more[0]).as("events kept coming").isGreaterThan(120);
    assertThat(stored.count()).isEqualTo(more[0]);
    assertThat(archive.status().waiting()).isEqualTo(1);
    assertThat(archive.status().problem()).as("nothing failed").isEmpty();

    coming[0] = false;
    archive.dropBefore(KEPT);
    assertThat(stored.hasPartition()).isFalse();
    List<Path> all = files().stream().map(directory::resolve).toList();
    assertThat(read(all)).isEqualTo(StoredDay.plain(0, more[0]));
  }

  private void append(int from) throws IOException {
    try {
      stored.append(from, 10);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void overwritesNoFileOfSomebodyElse() throws Exception {
    stored.append(0, 10);
    Files.writeString(directory.resolve(FILE), "something of mine");
    Archive archive = archive();

    archive.dropBefore(KEPT);

    assertThat(archive.status().problem())
        .isEqualTo(
            directory.resolve(FILE)
                + " is there already and not of this archive: move it somewhere else");
    assertThat(directory.resolve(FILE)).hasContent("something of mine");
    assertThat(stored.count()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void keepsADayWhoseFileIsNotWhatWasWritten(int quarter) throws Exception {
    stored.append(0, 1_000);
    archive().write(DAY);
    Path file = directory.resolve(FILE);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 4 * quarter + 40] ^= 1;
    Files.write(file, bytes);
    Archive archive = archive();

    archive.dropBefore(KEPT);

    assertThat(archive.status().problem())
        .startsWith(file + " is not what was written (")
        .endsWith("look at its disk, move the file somewhere else, and it is written again");
    assertThat(stored.count()).isEqualTo(1_000);

    Files.move(file, directory.resolve("bad"), StandardCopyOption.REPLACE_EXISTING);
    archive.dropBefore(KEPT);
    assertThat(archive.status().problem()).isEmpty();
    assertThat(stored.hasPartition()).isFalse();
    assertThat(read(List.of(file))).isEqualTo(StoredDay.plain(0, 1_000));
  }

  @Test
  void saysThatTheDirectoryIsNotThere() throws Exception {
    stored.append(0, 10);
    directory = directory.resolve("not/mounted");
    Archive archive = archive();

    archive.dropBefore(KEPT);

    assertThat(archive.status().problem())
        .isEqualTo(directory + " is not a directory: make it, or mount the disk that it is on");
    assertThat(archive.status().waiting()).isEqualTo(1);
    assertThat(stored.count()).isEqualTo(10);
  }

  @Test
  void letsOneArchiveAtATime() throws Exception {
    stored.append(0, 10);
    Archive archive = archive();
    try (ArchiveTurn _ = ArchiveTurn.take(stored.dataSource()).orElseThrow()) {
      assertThatThrownBy(() -> archive.write(DAY))
          .isInstanceOf(ArchiveFailure.class)
          .hasMessage("somebody else archives at the moment: try again in a while");
      archive.dropBefore(KEPT);
      assertThat(stored.count()).isEqualTo(10);
      assertThat(files()).isEmpty();
    }
    archive.dropBefore(KEPT);
    assertThat(stored.hasPartition()).isFalse();
  }

  @Test
  void listsTheNewestDaysFirstPageByPage() throws Exception {
    stored.append(0, 10);
    archive().write(DAY);
    stored.append(10, 10);
    archive().write(DAY);
    stored.append(StoredDay.plain(86_400_000, 5));
    archive().write(KEPT);

    ArchivedDays list = stored.list();
    List<String> all = list.page(null, 9).stream().map(ArchivedPart::file).toList();
    assertThat(all).containsExactly("events-2026-01-06.parquet", SECOND, FILE);
    List<String> paged = new ArrayList<>();
    ArchivedDays.Position after = null;
    for (List<ArchivedPart> page = list.page(after, 1);
        !page.isEmpty();
        page = list.page(after, 1)) {
      paged.add(page.getFirst().file());
      after = new ArchivedDays.Position(page.getFirst().day(), page.getFirst().part());
    }
    assertThat(paged).isEqualTo(all);
    assertThat(list.totals().files()).isEqualTo(3);
    assertThat(list.totals().events()).isEqualTo(25);
  }
}
