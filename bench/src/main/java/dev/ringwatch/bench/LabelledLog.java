package dev.ringwatch.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.ringwatch.app.input.EventInput;
import dev.ringwatch.app.input.InputSettings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.DecodeOptions;
import dev.ringwatch.ingest.EventIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real log, held in memory, and which of its accounts are known to be abusive.
 *
 * @param folder where it was read from; its name is the set's
 * @param events in the order of time, each with an id; lines that {@code analyze} rejects are left
 *     out
 * @param abusive true or false for every labelled account; empty if the log has no labels
 */
record LabelledLog(Path folder, List<Event> events, Map<AccountId, Boolean> abusive) {

  LabelledLog {
    events = List.copyOf(events);
    abusive = Map.copyOf(abusive);
  }

  /** The folders below that hold both events and labels, by name. */
  static List<Path> folders(Path data) throws IOException {
    try (Stream<Path> folders = Files.list(data)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("events.csv.gz")))
          .filter(folder -> Files.exists(folder.resolve("labels.csv")))
          .sorted()
          .toList();
    }
  }

  /** The logs below that name targets, labelled or not, by name. */
  static List<LabelledLog> withTargets(Path data) throws IOException {
    List<LabelledLog> logs = new ArrayList<>();
    try (Stream<Path> folders = Files.list(data)) {
      for (Path folder : folders.sorted().toList()) {
        if (Files.exists(folder.resolve("events.csv.gz"))) {
          LabelledLog log = read(folder);
          if (log.events().stream().anyMatch(event -> event.target() != null)) {
            logs.add(log);
          }
        }
      }
    }
    return logs;
  }

  /** Reads a folder as {@code analyze} would. */
  static LabelledLog read(Path folder) throws IOException {
    List<Event> events = new ArrayList<>();
    EventIdentity identity = new EventIdentity(events::add);
    new EventInput(
            List.of(folder.resolve("events.csv.gz").toString()),
            InputStream.nullInputStream(),
            InputSettings.ofDefaults(DecodeOptions.ofDefaults(Instant.now())),
            line -> {})
        .forEachInOrder(batch -> batch.forEach(identity::accept));
    identity.finish();
    Path labels = folder.resolve("labels.csv");
    return new LabelledLog(folder, events, Files.exists(labels) ? labels(labels) : Map.of());
  }

  /** The set's name. */
  String name() {
    return String.valueOf(folder.getFileName());
  }

  private static Map<AccountId, Boolean> labels(Path file) throws IOException {
    Map<AccountId, Boolean> labels = new HashMap<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : csv) {
        if (!row.getField("account_id").isEmpty()) {
          labels.put(new AccountId(row.getField("account_id")), row.getField("label").equals("1"));
        }
      }
    }
    return labels;
  }
}
