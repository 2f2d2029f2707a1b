package dev.ringwatch.app.alert;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Messages in our own format, as JSON. Names are a contract with receivers. */
final class AlertJson {

  /** The most reasons, and the most members, that a message names. */
  static final int MOST_NAMED = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final AlertLinks links;

  AlertJson(AlertLinks links) {
    this.links = links;
  }

  /**
   * A message.
   *
   * @param type {@code incident.} and how it moved, or {@code test}
   * @param timestamp when it moved
   * @param data what it is about
   */
  private record Envelope(String type, Instant timestamp, Told data) {}

  private record Told(
      long incident,
      String dedupKey,
      String kind,
      String change,
      String subject,
      double score,
      String band,
      List<Reason> reasons,
      List<String> members,
      int memberCount,
      AlertLinks.Links links) {}

  /** The message. */
  String body(Alert alert, boolean test) {
    String type = test ? "test" : "incident." + alert.change().label();
    Told told =
        new Told(
            alert.incident(),
            alert.dedupKey(),
            alert.kind().label(),
            alert.change().label(),
            alert.subject(),
            alert.score(),
            alert.band().label(),
            first(alert.reasons()),
            first(alert.members()).stream().map(AccountId::value).toList(),
            alert.memberCount(),
            links.of(alert));
    return JSON.writeValueAsString(new Envelope(type, alert.at(), told));
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(MOST_NAMED, all.size()));
  }
}
