package dev.ringwatch.ingest;

import dev.ringwatch.event.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** What came of an input. */
record Decoded(List<Event> events, List<Rejected> rejected) {

  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  static final DecodeOptions OPTIONS = DecodeOptions.ofDefaults(NOW);

  static Decoded of(String text) throws IOException {
    return of(text, OPTIONS);
  }

  static Decoded of(String text, DecodeOptions options) throws IOException {
    return of(text.getBytes(StandardCharsets.UTF_8), options);
  }

  static Decoded of(byte[] bytes, DecodeOptions options) throws IOException {
    return of(new ByteArrayInputStream(bytes), options);
  }

  static Decoded of(InputStream in, DecodeOptions options) throws IOException {
    Decoded decoded = new Decoded(new ArrayList<>(), new ArrayList<>());
    try (EventStream stream = new EventDecoder(options).open(in, decoded.rejected::add)) {
      for (List<Event> batch = stream.next(); !batch.isEmpty(); batch = stream.next()) {
        decoded.events.addAll(batch);
      }
    }
    return decoded;
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  Event only() {
    if (events.size() != 1 || !rejected.isEmpty()) {
      throw new AssertionError("expected one event, but got " + this);
    }
    return events.getFirst();
  }

  String onlyReason() {
    if (rejected.size() != 1) {
      throw new AssertionError("expected one rejection, but got " + this);
    }
    return rejected.getFirst().reason();
  }

  List<String> accounts() {
    return events.stream().map(event -> event.account().value()).toList();
  }

  List<Long> rejectedLines() {
    return rejected.stream().map(Rejected::line).toList();
  }
}
