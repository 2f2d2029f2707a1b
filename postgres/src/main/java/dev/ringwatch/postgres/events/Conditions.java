package dev.ringwatch.postgres.events;

import dev.ringwatch.event.Outcome;
import dev.ringwatch.postgres.log.EventColumns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a question to the database that says which events, and its values: what people sent
 * stands among the values only. Used by one thread.
 */
final class Conditions {

  /** The planner takes from the condition on seq that the indexes are in order. */
  private final StringBuilder sql = new StringBuilder(" FROM raw_events WHERE seq > 0");

  private final List<Object> values = new ArrayList<>();

  /** Those of a filter, whenever they were. */
  Conditions(EventFilter filter) {
    for (Map.Entry<EventField, String> value : filter.values().entrySet()) {
      add(" AND " + value.getKey().label() + " = ?", value.getValue());
    }
    Outcome outcome = filter.outcome();
    if (outcome != null) {
      add(" AND outcome = ?", EventColumns.number(outcome));
    }
  }

  /** Of those the ones from a moment on; null for no bound. */
  Conditions from(@Nullable Instant begin) {
    if (begin != null) {
      add(" AND ts >= ?", begin.atOffset(ZoneOffset.UTC));
    }
    return this;
  }

  /** Of those the ones before a place; null for no bound. */
  Conditions before(@Nullable EventPosition end) {
    if (end != null) {
      OffsetDateTime time = end.time().atOffset(ZoneOffset.UTC);
      add(" AND ts <= ?", time);
      add(" AND (ts, seq) < (?,", time);
      add(" ?)", end.seq());
    }
    return this;
  }

  /** Adds what comes behind the conditions, and its value. */
  Conditions add(String more, Object value) {
    sql.append(more);
    values.add(value);
    return this;
  }

  /** The question that begins with some words, with all values set. */
  PreparedStatement prepare(Connection connection, String before, String behind)
      throws SQLException {
    PreparedStatement select = connection.prepareStatement(before + sql + behind);
    for (int i = 0; i < values.size(); i++) {
      select.setObject(i + 1, values.get(i));
    }
    return select;
  }
}
