package dev.ringwatch.client;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Something an account did, as it is sent. Its fields are those of docs/input.md, by name.
 *
 * @param fields the fields in order; {@code event_id} is among them
 */
public record ClientEvent(Map<String, String> fields) {

  /**
   * Copies the fields.
   *
   * @throws NullPointerException if a name or a value is null: leave the field out instead
   */
  public ClientEvent {
    fields.forEach((name, value) ->
        Objects.requireNonNull(value, () -> "the field " + name + " has no value; leave it out"));
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** One with a random id: sent again it counts once, equal to another it counts twice. */
  public static ClientEvent of(String accountId, String action, Instant timestamp) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("event_id", UUID.randomUUID().toString());
    fields.put("account_id", accountId);
    fields.put("action", action);
    fields.put("timestamp", timestamp.toString());
    return new ClientEvent(fields);
  }

  /**
   * The same with a further field, such as {@code ip}, {@code device_id}, or {@code event_id} where
   * the platform has an id of its own.
   */
  public ClientEvent with(String field, String value) {
    Map<String, String> more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new ClientEvent(more);
  }

  /** The event as a line of NDJSON. */
  String line() {
    StringBuilder line = new StringBuilder("{");
    fields.forEach((name, value) -> {
      line.append(line.length() == 1 ? "" : ",");
      Json.write(name, line);
      line.append(':');
      Json.write(value, line);
    });
    return line.append("}\n").toString();
  }
}
