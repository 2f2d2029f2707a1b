package dev.ringwatch.kafka;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Events as JSON objects under the names that events come in with, and back exactly. Whatever keeps
 * to the log's rules comes back as it was; nothing is trimmed, looked up or made up. O(length).
 */
public final class EventJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Clients.MAX_RECORD_BYTES)
                  .maxNameLength(Clients.MAX_RECORD_BYTES)
                  .build())
          .build();

  private static final int USUAL_BYTES = 512;

  private EventJson() {}

  /** The event as one object. */
  public static byte[] write(Event event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("event_id", event.id());
      json.writeStringProperty("account_id", event.account().value());
      json.writeStringProperty("action", event.action());
      json.writeStringProperty("timestamp", event.timestamp().toString());
      text(json, "ip", event.ip());
      text(json, "device_id", event.device());
      text(json, "session_id", event.session());
      text(json, "target", event.target());
      text(json, "target_owner", event.targetOwner());
      if (event.outcome() != Outcome.UNKNOWN) {
        json.writeStringProperty("outcome", event.outcome().name().toLowerCase(Locale.ROOT));
      }
      json.writeBooleanProperty("enforced", event.enforced());
      text(json, "payment_id", event.payment());
      text(json, "user_agent", event.userAgent());
      text(json, "country", event.country());
      Instant createdAt = event.accountCreatedAt();
      text(json, "account_created_at", createdAt == null ? null : createdAt.toString());
      text(json, "source", event.source());
      attributes(json, event.attributes());
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void text(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }

  private static void attributes(JsonGenerator json, Map<String, String> attributes) {
    if (!attributes.isEmpty()) {
      json.writeObjectPropertyStart("attributes");
      attributes.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
  }

  /**
   * The event that was written.
   *
   * @throws IllegalArgumentException if it was not; the message says what is wrong
   */
  static Event read(byte[] bytes) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("is not a JSON object");
      }
      return read(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("is not valid JSON: " + e.getOriginalMessage(), e);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("has a time that is none: " + e.getMessage(), e);
    }
  }

  private static Event read(JsonParser json) {
    Map<String, String> fields = new HashMap<>();
    Map<String, String> attributes = Map.of();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_OBJECT && name.equals("attributes")) {
        attributes = texts(json);
      } else {
        fields.put(name, json.getString());
      }
    }
    return Event.builder(
            new AccountId(required(fields, "account_id")),
            required(fields, "action"),
            InstantText.read(required(fields, "timestamp")))
        .id(required(fields, "event_id"))
        .ip(fields.get("ip"))
        .device(fields.get("device_id"))
        .session(fields.get("session_id"))
        .target(fields.get("target"))
        .targetOwner(fields.get("target_owner"))
        .outcome(outcome(fields.get("outcome")))
        .enforced(Boolean.parseBoolean(fields.get("enforced")))
        .payment(fields.get("payment_id"))
        .userAgent(fields.get("user_agent"))
        .country(fields.get("country"))
        .accountCreatedAt(instant(fields.get("account_created_at")))
        .source(fields.get("source"))
        .attributes(attributes)
        .build();
  }

  private static Map<String, String> texts(JsonParser json) {
    Map<String, String> texts = new HashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      texts.put(name, json.getString());
    }
    return texts;
  }

  private static String required(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static Outcome outcome(@Nullable String text) {
    return text == null ? Outcome.UNKNOWN : Outcome.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : InstantText.read(text);
  }
}
