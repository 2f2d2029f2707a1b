package dev.ringwatch.postgres.results;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** Who writes scores and rings into a database: its servers, or a Flink job, and never both. */
public enum ResultsWriter {
  /** The server that has detection. */
  SERVER,
  /** A Flink job. */
  FLINK;

  /**
   * A server's settings may say another one as long as nothing was found. A job takes no database
   * from servers: one of them may be at work.
   */
  private static final String CLAIM =
      """
      INSERT INTO results_writer AS w (writer) VALUES (?)
      ON CONFLICT (only_row) DO UPDATE SET writer = EXCLUDED.writer
      WHERE w.writer = EXCLUDED.writer OR (? AND NOT EXISTS (SELECT FROM accounts)
        AND NOT EXISTS (SELECT FROM rings_written) AND NOT EXISTS (SELECT FROM job_progress))
      RETURNING writer
      """;

  /** Who writes a database; empty if nobody has yet. */
  public static Optional<ResultsWriter> of(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("SELECT writer FROM results_writer")) {
      return row.next()
          ? Optional.of(valueOf(row.getString("writer").toUpperCase(Locale.ROOT)))
          : Optional.empty();
    }
  }

  /**
   * Has a database be written so from now on, as a server's settings say.
   *
   * @return false if it is written otherwise, and something is there already
   */
  public boolean claimAsServer(DataSource dataSource) throws SQLException {
    return claim(dataSource, true);
  }

  /**
   * Has the database be written by the job from now on.
   *
   * @return false if servers write it
   */
  public static boolean claimAsJob(DataSource dataSource) throws SQLException {
    return FLINK.claim(dataSource, false);
  }

  private boolean claim(DataSource dataSource, boolean isServer) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement claim = connection.prepareStatement(CLAIM)) {
      claim.setString(1, name().toLowerCase(Locale.ROOT));
      claim.setBoolean(2, isServer);
      try (ResultSet row = claim.executeQuery()) {
        return row.next();
      }
    }
  }
}
