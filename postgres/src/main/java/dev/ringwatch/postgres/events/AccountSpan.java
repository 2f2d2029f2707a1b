package dev.ringwatch.postgres.events;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * What the last score of an account says of its events. It says where to look first and never where
 * not to look: events that came since are not in it.
 *
 * @param last when its last event was
 * @param events how many there are, within the horizon of detection
 */
record AccountSpan(Instant last, long events) {

  private static final String SELECT =
      "SELECT last_event_at, events FROM accounts WHERE account_id = ?";

  /** Asks for an account; empty if it has no score yet, or nobody asks for one account. */
  static Optional<AccountSpan> read(Connection connection, EventFilter filter) throws SQLException {
    String account = filter.values().get(EventField.ACCOUNT_ID);
    if (account == null) {
      return Optional.empty();
    }
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, account);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new AccountSpan(Columns.time(row, "last_event_at"), row.getLong("events")))
            : Optional.empty();
      }
    }
  }
}
