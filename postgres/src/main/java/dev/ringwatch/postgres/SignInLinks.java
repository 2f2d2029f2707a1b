package dev.ringwatch.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Links by which an operator signs in once, to choose a password. Of a link's token only the hash
 * is stored. Safe for threads and for several processes.
 */
public final class SignInLinks {

  private final DataSource dataSource;
  private final InstantSource clock;
  private final Secrets secrets = new Secrets();

  /**
   * The links in a database that has the schema.
   *
   * @param clock says when links are made and expired
   */
  public SignInLinks(DataSource dataSource, InstantSource clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /**
   * Makes a link's token; an earlier one of the same operator holds no more.
   *
   * @param life how long it holds
   */
  public String issue(long operator, Duration life) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return issue(connection, operator, life);
    }
  }

  /** The same on a connection, as part of its transaction. */
  public String issue(Connection connection, long operator, Duration life) throws SQLException {
    String token = secrets.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO sign_in_links (operator_id, token_hash, created_at, expires_at)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT (operator_id) DO UPDATE SET token_hash ="
                + " excluded.token_hash, created_at = excluded.created_at, expires_at ="
                + " excluded.expires_at")) {
      insert.setLong(1, operator);
      insert.setBytes(2, Secrets.hash(token));
      Columns.set(insert, 3, now);
      Columns.set(insert, 4, now.plus(life));
      insert.executeUpdate();
      return token;
    }
  }

  /**
   * Takes a token out of the world: of many who show it one gets the answer.
   *
   * @return the login of the operator that it was for; empty if it was used, replaced or expired,
   *     or if that operator is disabled
   */
  public Optional<String> take(String token) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM sign_in_links l USING operators o WHERE l.token_hash = ?"
                    + " AND l.expires_at > ? AND o.id = l.operator_id AND o.disabled_at IS NULL"
                    + " RETURNING o.login")) {
      delete.setBytes(1, Secrets.hash(token));
      Columns.set(delete, 2, clock.instant());
      try (ResultSet row = delete.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }
}
