package dev.ringwatch.app.archive;

import dev.ringwatch.app.parquet.ParquetWriter;
import dev.ringwatch.app.parquet.TypedColumn;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.postgres.log.FlatJson;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as rows of a Parquet file, under the names by which {@code analyze} reads them, and
 * adds up what was written. Used by one thread.
 */
final class EventRows {

  /** What a file has, in this order. */
  static final List<TypedColumn> COLUMNS =
      List.of(
          new TypedColumn("event_id", TypedColumn.Type.TEXT),
          new TypedColumn("account_id", TypedColumn.Type.TEXT),
          new TypedColumn("action", TypedColumn.Type.TEXT),
          new TypedColumn("timestamp", TypedColumn.Type.TIME),
          new TypedColumn("ip", TypedColumn.Type.TEXT),
          new TypedColumn("device_id", TypedColumn.Type.TEXT),
          new TypedColumn("session_id", TypedColumn.Type.TEXT),
          new TypedColumn("target", TypedColumn.Type.TEXT),
          new TypedColumn("target_owner", TypedColumn.Type.TEXT),
          new TypedColumn("outcome", TypedColumn.Type.TEXT),
          new TypedColumn("enforced", TypedColumn.Type.TRUTH),
          new TypedColumn("payment_id", TypedColumn.Type.TEXT),
          new TypedColumn("user_agent", TypedColumn.Type.TEXT),
          new TypedColumn("country", TypedColumn.Type.TEXT),
          new TypedColumn("account_created_at", TypedColumn.Type.TIME),
          new TypedColumn("source", TypedColumn.Type.TEXT),
          new TypedColumn("attributes", TypedColumn.Type.JSON));

  private final ParquetWriter file;
  private final RowsChecksum checksum = new RowsChecksum();
  private long written;
  private long lastSeq;

  EventRows(ParquetWriter file) {
    this.file = file;
  }

  /** Writes an event that has a number in the log, which is higher than that of the one before. */
  void add(long seq, Event event) throws IOException {
    text(event.id());
    text(event.account().value());
    text(event.action());
    time(event.timestamp());
    text(event.ip());
    text(event.device());
    text(event.session());
    text(event.target());
    text(event.targetOwner());
    text(word(event.outcome()));
    file.truth(event.enforced());
    checksum.add(Boolean.toString(event.enforced()));
    text(event.payment());
    text(event.userAgent());
    text(event.country());
    time(event.accountCreatedAt());
    text(event.source());
    attributes(event.attributes());
    file.endRow();
    written++;
    lastSeq = seq;
  }

  /**
   * Writes a row that was read from such a file.
   *
   * @param values as texts in the order of the columns; null where there was none
   */
  void copy(@Nullable String[] values) throws IOException {
    for (int column = 0; column < values.length; column++) {
      String value = values[column];
      switch (COLUMNS.get(column).type()) {
        case TEXT -> file.text(value);
        case JSON -> file.json(value);
        case TIME -> file.time(value == null ? null : Instant.parse(value));
        case TRUTH -> file.truth(Boolean.parseBoolean(value));
        case NUMBER, COUNT ->
            throw new IllegalStateException(COLUMNS.get(column) + " cannot be copied");
      }
      checksum.add(value);
    }
    file.endRow();
    written++;
  }

  /** How many were written. */
  long written() {
    return written;
  }

  /** The number of the last one. */
  long lastSeq() {
    return lastSeq;
  }

  /** The checksum of all; nothing can be written then. */
  String checksum() {
    return checksum.done();
  }

  /** Said in words, also where it is not known: nothing is guessed from the action then. */
  private static String word(Outcome outcome) {
    return switch (outcome) {
      case SUCCESS -> "success";
      case FAILURE -> "failure";
      case UNKNOWN -> "unknown";
    };
  }

  private void text(@Nullable String value) {
    file.text(value);
    checksum.add(value);
  }

  /** A reader gives the text of a time that {@link Instant} gives. */
  private void time(@Nullable Instant value) {
    file.time(value);
    checksum.add(value == null ? null : value.toString());
  }

  /** In the order of their names, so that equal events have equal texts. */
  private void attributes(Map<String, String> values) {
    String json = values.isEmpty() ? null : FlatJson.text(new TreeMap<>(values));
    file.json(json);
    checksum.add(json);
  }
}
