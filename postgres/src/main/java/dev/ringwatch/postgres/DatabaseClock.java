package dev.ringwatch.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/** Asks a database what time it is: whether it answers, and by what clock. Safe for threads. */
public final class DatabaseClock {

  private final DataSource dataSource;
  private final Duration patience;

  /**
   * The clock of a database.
   *
   * @param patience how long an answer may take, once there is a connection; whole seconds
   */
  public DatabaseClock(DataSource dataSource, Duration patience) {
    this.dataSource = dataSource;
    this.patience = patience;
  }

  /** The database's time, as it reads the question. */
  public Instant now() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(Math.toIntExact(patience.toSeconds()));
      try (ResultSet rows = statement.executeQuery("SELECT clock_timestamp()")) {
        rows.next();
        return rows.getObject(1, OffsetDateTime.class).toInstant();
      }
    }
  }
}
