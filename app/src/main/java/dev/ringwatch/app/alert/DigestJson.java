package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Digests as JSON. Names are a contract with receivers. Safe for threads. */
final class DigestJson {

  /** How many of the messages it stands for are told of one by one. */
  static final int MOST_NAMED = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final AlertLinks links;

  /** Digests with links. */
  DigestJson(AlertLinks links) {
    this.links = links;
  }

  private record Envelope(String type, Instant timestamp, Told data) {}

  /**
   * What a digest says.
   *
   * @param count how many messages it stands for
   * @param byKind how many of them, by the incident's kind; so for change and band
   * @param first the first of them, in order
   * @param messages the ids of all of them, in order
   */
  private record Told(
      int count,
      Map<String, Long> byKind,
      Map<String, Long> byChange,
      Map<String, Long> byBand,
      List<Line> first,
      List<UUID> messages,
      AlertLinks.Links links) {}

  private record Line(
      UUID message,
      long incident,
      String dedupKey,
      String kind,
      String change,
      String subject,
      String band,
      AlertLinks.Links links) {}

  /** The message. */
  String body(Digest digest) {
    List<Digest.Line> lines = digest.lines();
    Told told =
        new Told(
            lines.size(),
            counts(lines, line -> line.kind().label()),
            counts(lines, Digest.Line::change),
            counts(lines, Digest.Line::band),
            lines.stream().limit(MOST_NAMED).map(this::line).toList(),
            lines.stream().map(Digest.Line::id).toList(),
            links.ofAll());
    return JSON.writeValueAsString(new Envelope("digest", digest.at(), told));
  }

  private static Map<String, Long> counts(
      List<Digest.Line> lines, Function<Digest.Line, String> what) {
    return lines.stream().collect(Collectors.groupingBy(what, TreeMap::new, Collectors.counting()));
  }

  private Line line(Digest.Line line) {
    return new Line(
        line.id(),
        line.incident(),
        line.dedupKey(),
        line.kind().label(),
        line.change(),
        line.subject(),
        line.band(),
        links.of(line.kind(), line.subject(), line.incident()));
  }
}
