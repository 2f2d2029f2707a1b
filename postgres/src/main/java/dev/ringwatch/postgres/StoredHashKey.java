package dev.ringwatch.postgres;

import dev.ringwatch.event.HashKey;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The secret key that a log's ids are hashed under, one for each database. Safe for threads. */
public final class StoredHashKey {

  private static final String SELECT = "SELECT first_half, second_half FROM hash_key";

  private final DataSource dataSource;

  /** The key in a database that has the schema. */
  public StoredHashKey(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The key; empty if none was drawn yet. */
  public Optional<HashKey> read() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT);
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(key(row)) : Optional.empty();
    }
  }

  private static HashKey key(ResultSet row) throws SQLException {
    return new HashKey(row.getLong("first_half"), row.getLong("second_half"));
  }

  /** The key; the first time, one that is drawn. Of several who draw at once all get the same. */
  public HashKey readOrDraw(SecureRandom random) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO hash_key (first_half, second_half) VALUES (?, ?)"
                    + " ON CONFLICT (only_row) DO NOTHING");
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      insert.setLong(1, random.nextLong());
      insert.setLong(2, random.nextLong());
      insert.executeUpdate();
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return key(row);
      }
    }
  }
}
