package dev.ringwatch.kit.generate;

import dev.ringwatch.event.Event;
import java.io.OutputStream;
import java.util.function.Consumer;

/**
 * Writes events to a stream, in UTF-8, with the columns {@code
 * event_id,account_id,action,timestamp,ip,device_id,session_id,target,target_owner,outcome,enforced,payment_id,user_agent,country,account_created_at,source};
 * what is absent stays empty in CSV and is left out of JSON, and so are free-form attributes.
 * Buffers: call {@link #flush} at the end; the stream stays open. One thread. A failing stream
 * throws {@link java.io.UncheckedIOException}.
 */
public interface EventWriter extends Consumer<Event> {

  /** Writes a header and one record for each event, quoted as RFC 4180 says, lines ending in LF. */
  static EventWriter csv(OutputStream out) {
    return new CsvEventWriter(new ByteSink(out));
  }

  /** Writes one JSON object to a line for each event. */
  static EventWriter ndjson(OutputStream out) {
    return new JsonEventWriter(new ByteSink(out));
  }

  /** Hands everything written so far to the stream, and flushes that. */
  void flush();
}
