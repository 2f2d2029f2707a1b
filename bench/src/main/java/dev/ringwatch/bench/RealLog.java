package dev.ringwatch.bench;

import dev.ringwatch.app.input.EventInput;
import dev.ringwatch.app.input.InputSettings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.DecodeOptions;
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
 * A real log, and which of its accounts are known to be abusive.
 *
 * @param name the folder's name
 * @param events in the order of time
 * @param labels by account, true for abusive; empty if nothing is known
 */
record RealLog(String name, List<Event> events, Map<AccountId, Boolean> labels) {

  /** Past every time in the logs, and fixed. */
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  /** The logs below a folder that name targets, by name. */
  static List<RealLog> withTargets(Path data) throws IOException {
    List<RealLog> logs = new ArrayList<>();
    try (Stream<Path> folders = Files.list(data)) {
      for (Path folder : folders.sorted().toList()) {
        if (Files.exists(folder.resolve("events.csv.gz"))) {
          RealLog log = read(folder);
          if (log.events().stream().anyMatch(event -> event.target() != null)) {
            logs.add(log);
          }
        }
      }
    }
    return logs;
  }

  private static RealLog read(Path folder) throws IOException {
    List<Event> events = new ArrayList<>();
    new EventInput(
            List.of(folder.resolve("events.csv.gz").toString()),
            InputStream.nullInputStream(),
            InputSettings.ofDefaults(DecodeOptions.ofDefaults(NOW)),
            _ -> {})
        .forEachInOrder(events::addAll);
    Path labels = folder.resolve("labels.csv");
    return new RealLog(
        folder.getFileName().toString(),
        events,
        Files.exists(labels) ? readLabels(labels) : Map.of());
  }

  private static Map<AccountId, Boolean> readLabels(Path file) throws IOException {
    Map<AccountId, Boolean> labels = new HashMap<>();
    try (Stream<String> lines = Files.lines(file)) {
      lines
          .skip(1)
          .filter(line -> line.indexOf(',') > 0)
          .forEach(line -> {
            int comma = line.indexOf(',');
            labels.put(
                new AccountId(line.substring(0, comma)), line.substring(comma + 1).equals("1"));
          });
    }
    return labels;
  }
}
