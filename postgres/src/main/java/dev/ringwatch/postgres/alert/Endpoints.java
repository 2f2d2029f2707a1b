package dev.ringwatch.postgres.alert;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts are sent. What changes one is done on a connection, as part of its transaction. Of
 * one that was deleted nothing is told here any more. Safe for threads and for several processes.
 */
public final class Endpoints {

  /** The most there are: each message that is due looks at all of them. */
  public static final int MOST = 2_000;

  private final DataSource dataSource;

  /** The endpoints in a database that has the schema. */
  public Endpoints(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Binds the parameters of a statement. */
  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** How many there are; those that were deleted do not count. */
  public int count(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT count(*) FROM alert_endpoints WHERE deleted_at IS NULL");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  /**
   * Makes one.
   *
   * @param secret what its messages are signed with, or its routing key, encrypted
   * @return the new one; empty if there is one of that name
   */
  public Optional<Endpoint> add(
      Connection connection, EndpointRequest request, byte[] secret, Instant now)
      throws SQLException {
    return one(
        connection,
        "INSERT INTO alert_endpoints (name, format, url, least_band, kinds, per_minute, burst,"
            + " unacknowledged_minutes, secret, created_at, told_from)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING "
            + EndpointRows.COLUMNS,
        statement -> {
          EndpointRows.set(statement, request);
          statement.setBytes(9, secret);
          Columns.set(statement, 10, now);
          Columns.set(statement, 11, now);
        });
  }

  /**
   * Makes of one what is wanted now. How it failed at another address counts no more. One that
   * begins to wait for what nobody acknowledges is not told of incidents that were opened before;
   * one that waited already, for another time, goes on waiting for those that it waits for.
   *
   * @param secret another routing key, encrypted; null if it keeps its secret
   * @return as it is now; empty if there is none of that format, or another has the name
   */
  public Optional<Endpoint> change(
      Connection connection,
      long id,
      EndpointRequest request,
      byte @Nullable [] secret,
      Instant now)
      throws SQLException {
    return one(
        connection,
        "UPDATE alert_endpoints SET name = ?, format = ?, url = ?, least_band = ?, kinds = ?,"
            + " per_minute = ?, burst = ?, unacknowledged_minutes = ?,"
            + " told_from = CASE WHEN unacknowledged_minutes IS NULL THEN ? ELSE told_from END,"
            + " secret = coalesce(?, secret),"
            + " failures_in_row = CASE WHEN url = ? THEN failures_in_row ELSE 0 END,"
            + " quiet_until = CASE WHEN url = ? THEN quiet_until END"
            + " WHERE id = ? AND format = ? AND deleted_at IS NULL AND NOT EXISTS (SELECT FROM alert_endpoints o"
            + " WHERE o.name = ? AND o.id <> ? AND o.deleted_at IS NULL) RETURNING "
            + EndpointRows.COLUMNS,
        statement -> {
          EndpointRows.set(statement, request);
          Columns.set(statement, 9, now);
          statement.setBytes(10, secret);
          statement.setString(11, request.url());
          statement.setString(12, request.url());
          statement.setLong(13, id);
          statement.setString(14, request.format().label());
          statement.setString(15, request.name());
          statement.setLong(16, id);
        });
  }

  /**
   * Gives one another secret.
   *
   * @param secret the new one, encrypted
   * @param until until when the one that held holds as well
   * @return as it is now; empty if there is none
   */
  public Optional<Endpoint> rotate(Connection connection, long id, byte[] secret, Instant until)
      throws SQLException {
    return one(
        connection,
        "UPDATE alert_endpoints SET previous_secret = secret, previous_secret_until = ?, secret = ?"
            + " WHERE id = ? AND deleted_at IS NULL RETURNING "
            + EndpointRows.COLUMNS,
        statement -> {
          Columns.set(statement, 1, until);
          statement.setBytes(2, secret);
          statement.setLong(3, id);
        });
  }

  /**
   * Sends nothing there any more, until it is enabled. What waits goes on waiting.
   *
   * @return as it is now; empty if there is none
   */
  public Optional<Endpoint> disable(Connection connection, long id, String reason, Instant now)
      throws SQLException {
    return one(
        connection,
        "UPDATE alert_endpoints SET disabled_at = coalesce(disabled_at, ?), disabled_reason = ?"
            + " WHERE id = ? AND deleted_at IS NULL RETURNING "
            + EndpointRows.COLUMNS,
        statement -> {
          Columns.set(statement, 1, now);
          statement.setString(2, reason);
          statement.setLong(3, id);
        });
  }

  /**
   * Sends there again, and forgets how it failed.
   *
   * @return as it is now; empty if there is none
   */
  public Optional<Endpoint> enable(Connection connection, long id) throws SQLException {
    return one(
        connection,
        "UPDATE alert_endpoints SET disabled_at = NULL, disabled_reason = '', failures_in_row = 0,"
            + " quiet_until = NULL WHERE id = ? AND deleted_at IS NULL RETURNING "
            + EndpointRows.COLUMNS,
        statement -> statement.setLong(1, id));
  }

  /**
   * Ends one: its secrets are gone, what waits for it is given up, and its name is free.
   *
   * @return whether there was one
   */
  public boolean delete(Connection connection, long id, Instant now) throws SQLException {
    Optional<Endpoint> ended =
        one(
            connection,
            "UPDATE alert_endpoints SET deleted_at = ?, disabled_at = coalesce(disabled_at, ?),"
                + " disabled_reason = 'deleted', secret = '', previous_secret = NULL,"
                + " previous_secret_until = NULL WHERE id = ? AND deleted_at IS NULL RETURNING "
                + EndpointRows.COLUMNS,
            statement -> {
              Columns.set(statement, 1, now);
              Columns.set(statement, 2, now);
              statement.setLong(3, id);
            });
    if (ended.isPresent()) {
      giveUpAll(connection, id);
    }
    return ended.isPresent();
  }

  private static void giveUpAll(Connection connection, long id) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE alert_deliveries SET state = 'dead', state_reason = 'the endpoint was deleted',"
                + " next_attempt_at = NULL, lease = NULL, dead_at = now()"
                + " WHERE endpoint_id = ? AND state = 'waiting'")) {
      update.setLong(1, id);
      update.executeUpdate();
    }
  }

  /** The one of a number. */
  public Optional<Endpoint> find(long id) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return one(
          connection,
          "SELECT "
              + EndpointRows.COLUMNS
              + " FROM alert_endpoints WHERE id = ? AND deleted_at IS NULL",
          statement -> statement.setLong(1, id));
    }
  }

  /**
   * A page of all, disabled ones too, by name.
   *
   * @param after where the page before ended; null for the first page
   * @param limit the most to return
   */
  public List<Endpoint> page(@Nullable String after, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT "
                    + EndpointRows.COLUMNS
                    + " FROM alert_endpoints WHERE deleted_at IS NULL AND name > ?"
                    + " ORDER BY name LIMIT ?")) {
      select.setString(1, after == null ? "" : after);
      select.setInt(2, limit);
      return EndpointRows.readAll(select);
    }
  }

  /** What messages to one are signed with at a time; empty if there is none. */
  public Optional<SealedSecrets> secrets(long id, Instant now) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT secret, CASE WHEN previous_secret_until > ? THEN previous_secret END"
                    + " FROM alert_endpoints WHERE id = ? AND deleted_at IS NULL")) {
      Columns.set(select, 1, now);
      select.setLong(2, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new SealedSecrets(row.getBytes(1), row.getBytes(2)))
            : Optional.empty();
      }
    }
  }

  private static Optional<Endpoint> one(Connection connection, String sql, Binding binding)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      return EndpointRows.readAll(statement).stream().findFirst();
    }
  }
}
