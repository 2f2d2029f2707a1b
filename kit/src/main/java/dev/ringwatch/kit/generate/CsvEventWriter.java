package dev.ringwatch.kit.generate;

import dev.ringwatch.event.Event;
import org.jspecify.annotations.Nullable;

/** Events as CSV. */
final class CsvEventWriter implements EventWriter {

  private static final String HEADER =
      "event_id,account_id,action,timestamp,ip,device_id,session_id,target,target_owner,outcome,"
          + "enforced,payment_id,user_agent,country,account_created_at,source\n";

  private final ByteSink sink;

  CsvEventWriter(ByteSink sink) {
    this.sink = sink;
    sink.put(HEADER);
  }

  @Override
  public void accept(Event event) {
    field(event.id());
    field(event.account().value());
    field(event.action());
    sink.put(event.timestamp());
    sink.put(',');
    field(event.ip());
    field(event.device());
    field(event.session());
    field(event.target());
    field(event.targetOwner());
    field(Outcomes.text(event.outcome()));
    field(event.enforced() ? "true" : "false");
    field(event.payment());
    field(event.userAgent());
    field(event.country());
    if (event.accountCreatedAt() != null) {
      sink.put(event.accountCreatedAt());
    }
    sink.put(',');
    value(event.source());
    sink.put('\n');
  }

  private void field(@Nullable String text) {
    value(text);
    sink.put(',');
  }

  private void value(@Nullable String text) {
    if (text == null) {
      return;
    }
    if (plain(text)) {
      sink.put(text);
    } else {
      sink.put('"');
      sink.put(text.replace("\"", "\"\""));
      sink.put('"');
    }
  }

  private static boolean plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == ',' || character == '"' || character == '\n' || character == '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void flush() {
    sink.flush();
  }
}
