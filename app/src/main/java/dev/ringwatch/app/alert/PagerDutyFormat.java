package dev.ringwatch.app.alert;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.risk.Band;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events for PagerDuty, Events API v2: an incident that opens, reopens or escalates triggers, one
 * that somebody acknowledges here is acknowledged there, one that is withdrawn or resolved
 * resolves. The routing key is put in as a message is sent, so that it stands nowhere in the clear.
 *
 * <p>Limits (developer.pagerduty.com, "Send an alert event"): a summary 1,024 characters, a {@code
 * dedup_key} 255, an event 512 KB.
 */
final class PagerDutyFormat {

  static final int MAX_SUMMARY = 1_024;
  static final int MAX_KEY = 255;
  static final int MAX_EVENT_BYTES = 512 * 1024;

  /** Where events go, unless an account is of another service region. */
  static final String URL = "https://events.pagerduty.com/v2/enqueue";

  private static final int KEPT_OF_LONG_KEY = 180;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final AlertLinks links;

  PagerDutyFormat(AlertLinks links) {
    this.links = links;
  }

  /** What an event is once it has its key; this is one with the key put in front. */
  static String withRoutingKey(String body, String key) {
    return "{\"routing_key\":" + JSON.writeValueAsString(key) + "," + body.substring(1);
  }

  /** The event, without its routing key. */
  String body(Alert alert, boolean test) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event_action", test ? "trigger" : action(alert.change()));
    event.put(
        "dedup_key", test ? "ringwatch-test" : key(alert.dedupKey() + "#" + alert.incident()));
    AlertLinks.Links both = links.of(alert);
    event.put("client", "Ringwatch");
    event.put("client_url", both.page());
    event.put(
        "links",
        List.of(
            Map.of("href", both.page(), "text", "Open in Ringwatch"),
            Map.of("href", both.api(), "text", "Evidence")));
    event.put("payload", payload(alert, test));
    return JSON.writeValueAsString(event);
  }

  private Map<String, Object> payload(Alert alert, boolean test) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("summary", Plain.line(AlertWords.title(alert, test), MAX_SUMMARY));
    payload.put("source", links.host());
    payload.put("severity", test ? "info" : severity(alert.band()));
    payload.put("timestamp", alert.at().toString());
    payload.put("component", Plain.line(alert.subject(), AlertWords.MAX_NAME));
    payload.put("group", alert.kind().label());
    payload.put("class", "coordinated abuse");
    payload.put("custom_details", details(alert));
    return payload;
  }

  private static Map<String, Object> details(Alert alert) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("incident", alert.incident());
    details.put("change", alert.change().label());
    details.put("meaning", AlertWords.meaning(alert.change()));
    details.put("score", AlertWords.score(alert.score()));
    details.put("band", alert.band().label());
    details.put("reasons", AlertWords.reasons(alert));
    details.put("members", AlertWords.members(alert));
    details.put("member_count", alert.memberCount());
    return details;
  }

  private static String action(IncidentChange change) {
    return switch (change) {
      case OPENED, REOPENED, ESCALATED, UNACKNOWLEDGED -> "trigger";
      case ACKNOWLEDGED -> "acknowledge";
      case WITHDRAWN, RESOLVED -> "resolve";
    };
  }

  private static String severity(Band band) {
    return switch (band) {
      case HIGH -> "critical";
      case MEDIUM -> "warning";
      case LOW -> "info";
    };
  }

  /** The key itself; of one that is too long the beginning and a hash, so that it stays unlike. */
  private static String key(String dedupKey) {
    if (dedupKey.length() <= MAX_KEY && dedupKey.equals(Plain.line(dedupKey, MAX_KEY))) {
      return dedupKey;
    }
    byte[] bytes = dedupKey.getBytes(StandardCharsets.UTF_8);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Plain.line(dedupKey, KEPT_OF_LONG_KEY) + "#" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
