package dev.ringwatch.app.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.ingest.DecodeOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the public data beside the repository; the row counts are those of its notices. */
class RealDataTest {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @TempDir private Path directory;

  private final List<Event> events = new ArrayList<>();
  private final List<RejectedLine> rejected = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "bot_or_not_en30, 6688, 263",
    "bot_or_not_en32, 7397, 259",
    "cib_mixed_airline, 17712, 7785",
    "cib_mixed_demonetization, 15671, 6213",
    "ecommerce_fraud, 60378, 30189",
    "talkingdata_clicks, 100000, 77616",
  })
  void readsEveryRowOfTheLabelledSets(String set, int rows, int accounts) throws IOException {
    read(set, 10_000);
    assertThat(events).hasSize(rows);
    assertThat(rejected).isEmpty();
    Set<Object> found = new HashSet<>();
    events.forEach(event -> found.add(event.account()));
    assertThat(found).hasSize(accounts);
  }

  @ParameterizedTest
  @CsvSource({"coortweet_russian, 35125", "cowrie_2022_aws, 15667"})
  void readsEveryRowOfTheSetsWithoutLabels(String set, int rows) throws IOException {
    read(set, 10_000);
    assertThat(events).hasSize(rows).extracting(Event::timestamp).isSorted();
    assertThat(rejected).isEmpty();
  }

  @Test
  void rejectsTheRowsOfTheAuthenticationLogThatNameNobody() throws IOException {
    read("auth_log_ec2", 10_000);
    assertThat(events.size() + rejected.size()).isEqualTo(2_052);
    assertThat(rejected)
        .hasSize(1_017)
        .allMatch(line -> line.rejected().reason().equals("account_id is empty"));
    assertThat(events)
        .filteredOn(event -> event.action().equals("login_success"))
        .isNotEmpty()
        .allMatch(event -> event.outcome() == Outcome.SUCCESS);
  }

  @Test
  void readsQuotedFieldsAndUnknownColumnsOfTheHoneypot() throws IOException {
    read("cowrie_2022_aws", 10_000);
    assertThat(events).filteredOn(event -> event.attributes().containsKey("password")).isNotEmpty();
    assertThat(events)
        .filteredOn(event -> event.action().endsWith(".failed"))
        .isNotEmpty()
        .allMatch(event -> event.outcome() == Outcome.FAILURE);
  }

  @Test
  void readsTheSameEventsWithLittleMemory() throws IOException {
    read("ecommerce_fraud", 1_000_000);
    List<Event> inMemory = List.copyOf(events);
    events.clear();
    read("ecommerce_fraud", 500);
    assertThat(Set.copyOf(events)).isEqualTo(Set.copyOf(inMemory));
    assertThat(events).extracting(Event::timestamp).isSorted();
  }

  private void read(String set, int eventsInMemory) throws IOException {
    Path file = Path.of("../../shared/data").resolve(set).resolve("events.csv.gz");
    assertThat(Files.exists(file)).as("%s is needed", file.toAbsolutePath().normalize()).isTrue();
    InputSettings settings =
        new InputSettings(DecodeOptions.ofDefaults(NOW), directory, eventsInMemory);
    new EventInput(List.of(file.toString()), InputStream.nullInputStream(), settings, rejected::add)
        .forEachInOrder(events::addAll);
  }
}
