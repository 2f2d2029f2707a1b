package dev.ringwatch.postgres.events;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.postgres.log.EventColumns;
import dev.ringwatch.postgres.log.FlatJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of {@code raw_events} in the answer to a question, as an event. */
final class EventRow {

  /** The columns that it takes. */
  static final String COLUMNS = EventColumns.READ + ", received_at";

  private EventRow() {}

  static StoredEvent read(ResultSet row) throws SQLException {
    String attributes = row.getString("attributes");
    AccountId account = new AccountId(row.getString("account_id"));
    Event event =
        Event.builder(account, row.getString("action"), time(row, "ts"))
            .id(row.getString("event_id"))
            .ip(row.getString("ip"))
            .device(row.getString("device_id"))
            .session(row.getString("session_id"))
            .target(row.getString("target"))
            .targetOwner(row.getString("target_owner"))
            .outcome(EventColumns.outcome(row.getShort("outcome")))
            .enforced(row.getBoolean("enforced"))
            .payment(row.getString("payment_id"))
            .userAgent(row.getString("user_agent"))
            .country(row.getString("country"))
            .accountCreatedAt(timeOrNull(row, "account_created_at"))
            .source(row.getString("source"))
            .attributes(attributes == null ? Map.of() : FlatJson.values(attributes))
            .build();
    return new StoredEvent(row.getLong("seq"), time(row, "received_at"), event);
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(timeOrNull(row, column), column);
  }

  private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
