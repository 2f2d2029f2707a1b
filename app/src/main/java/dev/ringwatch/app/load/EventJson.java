package dev.ringwatch.app.load;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Events as the server's decoder reads them: an object a line, whole, attributes included, so that
 * what arrives is equal to what was read.
 */
final class EventJson {

  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  private EventJson() {}

  /** Adds an event, and the end of its line, to a body. */
  static void write(Event event, ByteArrayOutputStream body) {
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), body)) {
      json.writeStartObject();
      write(event, json);
      json.writeEndObject();
    }
    body.write('\n');
  }

  /** An event in a line, for people. */
  static String text(Event event) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    write(event, body);
    return body.toString(StandardCharsets.UTF_8).strip();
  }

  private static void write(Event event, JsonGenerator json) {
    text(json, "event_id", event.id());
    text(json, "account_id", event.account().value());
    text(json, "action", event.action());
    moment(json, "timestamp", event.timestamp());
    text(json, "ip", event.ip());
    text(json, "device_id", event.device());
    text(json, "session_id", event.session());
    text(json, "target", event.target());
    text(json, "target_owner", event.targetOwner());
    text(json, "outcome", word(event.outcome()));
    if (event.enforced()) {
      json.writeBooleanProperty("enforced", true);
    }
    text(json, "payment_id", event.payment());
    text(json, "user_agent", event.userAgent());
    text(json, "country", event.country());
    moment(json, "account_created_at", event.accountCreatedAt());
    text(json, "source", event.source());
    if (!event.attributes().isEmpty()) {
      json.writeObjectPropertyStart("attributes");
      for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
        json.writeStringProperty(attribute.getKey(), attribute.getValue());
      }
      json.writeEndObject();
    }
  }

  /** Said also where it is unknown: the action's name would be asked otherwise. */
  private static String word(Outcome outcome) {
    return switch (outcome) {
      case SUCCESS -> "success";
      case FAILURE -> "failure";
      case UNKNOWN -> "unknown";
    };
  }

  private static void text(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }

  private static void moment(JsonGenerator json, String name, @Nullable Instant value) {
    if (value != null) {
      json.writeStringProperty(name, value.toString());
    }
  }
}
