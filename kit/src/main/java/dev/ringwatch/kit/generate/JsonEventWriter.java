package dev.ringwatch.kit.generate;

import dev.ringwatch.event.Event;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Events as JSON, one to a line. */
final class JsonEventWriter implements EventWriter {

  private final ByteSink sink;

  JsonEventWriter(ByteSink sink) {
    this.sink = sink;
  }

  @Override
  public void accept(Event event) {
    sink.put("{\"event_id\":");
    value(event.id());
    field(",\"account_id\":", event.account().value());
    field(",\"action\":", event.action());
    moment(",\"timestamp\":\"", event.timestamp());
    field(",\"ip\":", event.ip());
    field(",\"device_id\":", event.device());
    field(",\"session_id\":", event.session());
    field(",\"target\":", event.target());
    field(",\"target_owner\":", event.targetOwner());
    field(",\"outcome\":", Outcomes.text(event.outcome()));
    sink.put(event.enforced() ? ",\"enforced\":true" : ",\"enforced\":false");
    field(",\"payment_id\":", event.payment());
    field(",\"user_agent\":", event.userAgent());
    field(",\"country\":", event.country());
    moment(",\"account_created_at\":\"", event.accountCreatedAt());
    field(",\"source\":", event.source());
    sink.put("}\n");
  }

  private void moment(String name, @Nullable Instant instant) {
    if (instant != null) {
      sink.put(name);
      sink.put(instant);
      sink.put('"');
    }
  }

  private void field(String name, @Nullable String text) {
    if (text != null) {
      sink.put(name);
      value(text);
    }
  }

  private void value(String text) {
    sink.put('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character < ' ' || character == '"' || character == '\\') {
        sink.put(text.substring(from, i));
        escape(character);
        from = i + 1;
      }
    }
    sink.put(from == 0 ? text : text.substring(from));
    sink.put('"');
  }

  private void escape(char character) {
    sink.put('\\');
    if (character < ' ') {
      sink.put("u" + HexFormat.of().toHexDigits(character));
    } else {
      sink.put(character);
    }
  }

  @Override
  public void flush() {
    sink.flush();
  }
}
