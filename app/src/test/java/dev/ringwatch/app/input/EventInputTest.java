package dev.ringwatch.app.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.DecodeOptions;
import dev.ringwatch.ingest.UnreadableInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventInputTest {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @TempDir private Path directory;

  private final List<Event> events = new ArrayList<>();
  private final List<RejectedLine> rejected = Collections.synchronizedList(new ArrayList<>());

  @Test
  void deliversASortedFileAsItIs() throws IOException {
    List<String> rows = Logs.rows(5_000, new Random(1));
    read(100, logs().write("events.csv", rows));
    assertThat(ids()).isEqualTo(Logs.ids(rows));
    assertThat(leftOvers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 999, 5_000, 100_000})
  void deliversAnUnsortedFileSorted(int eventsInMemory) throws IOException {
    Random random = new Random(eventsInMemory);
    List<String> rows = Logs.rows(5_000, random);
    List<String> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    read(eventsInMemory == 1 ? 10 : eventsInMemory, logs().write("events.csv", shuffled));
    assertInOrder();
    assertThat(ids()).containsExactlyInAnyOrderElementsOf(Logs.ids(rows));
    assertThat(leftOvers()).isEmpty();
  }

  @Test
  void sortsMoreRunsThanItMergesAtOnce() throws IOException {
    int count = 260 * 1_024; // a run has 1,024 at least, and 256 runs are merged at once
    List<String> rows = Logs.rows(count, new Random(2));
    Collections.reverse(rows);
    read(1, logs().write("events.csv", rows));
    assertInOrder();
    assertThat(Set.copyOf(ids())).hasSize(count);
    assertThat(leftOvers()).isEmpty();
  }

  @Test
  void findsDisorderWhereverItIs() throws IOException {
    List<String> rows = Logs.rows(20_000, new Random(3));
    Collections.swap(rows, 19_000, 19_990);
    read(1_000, logs().write("late.csv", rows));
    assertInOrder();
    assertThat(ids()).doesNotHaveDuplicates().hasSize(20_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void mergesFilesOfAllKindsIntoOneOrder(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> rows = Logs.rows(9_000, random);
    List<List<String>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    rows.forEach(row -> parts.get(random.nextInt(3)).add(row));
    Collections.shuffle(parts.get(1), random);
    read(
        500,
        logs().write("a.csv", parts.get(0)),
        logs().compressed("b.csv.gz", Logs.HEADER + String.join("\n", parts.get(1))),
        logs().text("c.ndjson", Logs.json(parts.get(2))));
    assertInOrder();
    assertThat(ids()).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(Logs.ids(rows));
    assertThat(rejected).isEmpty();
    assertThat(leftOvers()).isEmpty();
  }

  @Test
  void deliversTheSameEventsSortedOnDiskAsSortedInMemory() throws IOException {
    List<String> rows = Logs.rows(4_000, new Random(5));
    Collections.shuffle(rows, new Random(6));
    Path file = logs().write("events.csv", rows);
    read(100, file);
    List<Event> onDisk = List.copyOf(events);
    events.clear();
    read(100_000, file);
    Comparator<Event> byId = Comparator.comparing(Event::id);
    assertThat(events.stream().sorted(byId)).isEqualTo(onDisk.stream().sorted(byId).toList());
  }

  @Test
  void readsStandardInputOfAnyOrder() throws IOException {
    List<String> rows = Logs.rows(5_000, new Random(7));
    Collections.shuffle(rows, new Random(8));
    byte[] bytes = (Logs.HEADER + String.join("\n", rows)).getBytes(StandardCharsets.UTF_8);
    InputSummary summary =
        input(100, new ByteArrayInputStream(bytes), "-").forEachInOrder(events::addAll);
    assertThat(summary).isEqualTo(new InputSummary(5_000, 0));
    assertInOrder();
    assertThat(leftOvers()).isEmpty();
  }

  @Test
  void rejectsEveryBadLineOnceWhetherItSortsOrNot() throws IOException {
    List<String> rows = Logs.rows(5_000, new Random(9));
    rows.set(4_321, "too,few");
    rows.set(4_900, "e,a,login,soon,d,n");
    rows.set(10, "e,a,login,2027-01-01T00:00:00Z,d,n");
    Path sorted = logs().write("sorted.csv", rows);
    Collections.swap(rows, 4_990, 4_000);
    Path unsorted = logs().write("unsorted.csv", rows);
    for (Path file : List.of(sorted, unsorted)) {
      rejected.clear();
      InputSummary summary = read(100, file);
      assertThat(summary).isEqualTo(new InputSummary(4_997, 3));
      assertThat(rejected)
          .extracting(line -> line.rejected().line())
          .containsExactly(12L, 4_323L, 4_902L);
      assertThat(rejected).allMatch(line -> line.input().equals(file.toString()));
    }
  }

  @Test
  void usesWhatTruncatedGzipStillHolds() throws IOException {
    Path file =
        logs()
            .compressed(
                "events.csv.gz",
                Logs.HEADER + String.join("\n", Logs.rows(20_000, new Random(10))));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    InputSummary summary = read(1_000, file);
    assertThat(summary.events()).isGreaterThan(5_000);
    assertThat(rejected).hasSize(1);
    assertThat(rejected.getFirst().rejected().reason())
        .startsWith("the gzip data ends early after line ");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    assertUnreadable(directory.resolve("none.csv"), "does not exist");
    assertUnreadable(directory, "is a directory; name the files in it");
    assertUnreadable(logs().text("empty.csv", ""), "is empty");
    assertUnreadable(logs().text("header.csv", Logs.HEADER), "no events, only a header");
    assertUnreadable(
        logs().text("columns.csv", "a,b\n1,2\n"), "the first line names no column account_id");
    Path binary = directory.resolve("binary.csv");
    Files.write(binary, new byte[5_000]);
    assertUnreadable(binary, "is a binary file");
  }

  @Test
  void takesAFileWithOnlyAHeaderBesideAnother() throws IOException {
    InputSummary summary =
        read(
            100,
            logs().text("header.csv", Logs.HEADER),
            logs().write("events.csv", Logs.rows(10, new Random(1))));
    assertThat(summary).isEqualTo(new InputSummary(10, 0));
  }

  @Test
  void stopsAndCleansUpWhenTheConsumerFails() throws IOException {
    List<String> rows = Logs.rows(200_000, new Random(11));
    Collections.reverse(rows);
    EventInput input =
        input(20_000, InputStream.nullInputStream(), logs().write("events.csv", rows).toString());
    assertThatThrownBy(() ->
            input.forEachInOrder(batch -> {
              throw new IllegalStateException("enough");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
    assertThat(leftOvers()).isEmpty();
  }

  @Test
  void passesOnWhatTheTakerOfRejectionsThrows() throws IOException {
    Path file = logs().text("events.csv", Logs.HEADER + "x\n");
    EventInput input =
        new EventInput(
            List.of(file.toString()),
            InputStream.nullInputStream(),
            settings(10),
            line -> {
              throw new IllegalStateException("full");
            });
    assertThatThrownBy(() -> input.forEachInOrder(events::addAll))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("full");
  }

  @Test
  void tellsItsProgressInBytes() throws IOException {
    List<String> rows = Logs.rows(5_000, new Random(12));
    Path sorted = logs().write("sorted.csv", rows);
    Collections.shuffle(rows, new Random(13));
    Path unsorted = logs().write("unsorted.csv", rows);
    long total = Files.size(sorted) + Files.size(unsorted);
    EventInput input =
        input(100, InputStream.nullInputStream(), sorted.toString(), unsorted.toString());
    List<Long> delivered = new ArrayList<>();
    input.forEachInOrder(batch -> delivered.add(input.progress().deliveredBytes()));
    assertThat(delivered).isSorted().allMatch(bytes -> bytes <= total);
    assertThat(input.progress()).isEqualTo(new InputProgress(total, total, total));
  }

  private Logs logs() {
    return new Logs(directory);
  }

  private void assertUnreadable(Path file, String message) {
    assertThatThrownBy(() -> read(100, file))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
    assertThat(leftOvers()).isEmpty();
  }

  private void assertInOrder() {
    assertThat(events).extracting(Event::timestamp).isSorted();
  }

  private List<String> ids() {
    return events.stream().map(Event::id).toList();
  }

  private InputSummary read(int eventsInMemory, Path... files) throws IOException {
    String[] names = Stream.of(files).map(Path::toString).toArray(String[]::new);
    return input(eventsInMemory, InputStream.nullInputStream(), names)
        .forEachInOrder(events::addAll);
  }

  private EventInput input(int eventsInMemory, InputStream standardInput, String... names) {
    return new EventInput(List.of(names), standardInput, settings(eventsInMemory), rejected::add);
  }

  private InputSettings settings(int eventsInMemory) {
    return new InputSettings(DecodeOptions.ofDefaults(NOW), directory, eventsInMemory);
  }

  /** The temporary directories that are still there. */
  private List<Path> leftOvers() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith("ringwatch-")).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
