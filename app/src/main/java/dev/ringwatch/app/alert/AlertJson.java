package dev.ringwatch.app.alert;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.postgres.alert.AlertTexts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What receivers are sent, as JSON. Names are a contract with them. Safe for threads. */
final class AlertJson implements AlertTexts {

  /** The most reasons, and the most members, that a message names. */
  static final int MOST_NAMED = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final PublicUrl url;

  /** Messages with links. */
  AlertJson(PublicUrl url) {
    this.url = url;
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
      Links links) {}

  private record Links(String page, String api) {}

  @Override
  public String payload(Alert alert) {
    return text("incident." + alert.change().label(), alert);
  }

  /** The message that tries an endpoint out. */
  String sample(Alert alert) {
    return text("test", alert);
  }

  private String text(String type, Alert alert) {
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
            links(alert));
    return JSON.writeValueAsString(new Envelope(type, alert.at(), told));
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(MOST_NAMED, all.size()));
  }

  private Links links(Alert alert) {
    String subject = URLEncoder.encode(alert.subject(), StandardCharsets.UTF_8);
    String what = alert.kind() == IncidentKind.ACCOUNT ? "accounts" : "rings";
    String page = alert.kind() == IncidentKind.ACCOUNT ? "/accounts?id=" : "/rings/";
    return new Links(
        url.get() + page + subject, url.get() + "/v1/" + what + "/" + subject.replace("+", "%20"));
  }
}
