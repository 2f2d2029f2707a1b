package dev.ringwatch.app.input;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Writes logs for tests into a directory. */
record Logs(Path directory) {

  static final String HEADER = "event_id,account_id,action,timestamp,device_id,note\n";

  private static final Instant START = Instant.parse("2026-01-02T00:00:00Z");

  /** Rows in order; several may have one timestamp. */
  static List<String> rows(int count, Random random) {
    List<String> rows = new ArrayList<>();
    Instant time = START;
    for (int row = 0; row < count; row++) {
      time = time.plusMillis(random.nextInt(3) == 0 ? 0 : random.nextInt(2_000));
      rows.add(
          "e%d,a%d,login,%s,d%d,n%d"
              .formatted(row, random.nextInt(300), time, random.nextInt(50), random.nextInt(9)));
    }
    return rows;
  }

  static String json(List<String> rows) {
    StringBuilder text = new StringBuilder();
    for (String row : rows) {
      String[] fields = row.split(",", -1);
      text.append(
          "{\"event_id\":\"%s\",\"account_id\":\"%s\",\"action\":\"%s\",\"timestamp\":\"%s\"}%n"
              .formatted(fields[0], fields[1], fields[2], fields[3]));
    }
    return text.toString();
  }

  Path write(String name, List<String> rows) throws IOException {
    return text(name, HEADER + String.join("\n", rows) + "\n");
  }

  Path text(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  Path compressed(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  /** The ids of rows. */
  static List<String> ids(List<String> rows) {
    return rows.stream().map(row -> row.split(",", -1)[0]).toList();
  }
}
