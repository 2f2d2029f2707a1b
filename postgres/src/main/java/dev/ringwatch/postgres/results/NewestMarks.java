package dev.ringwatch.postgres.results;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads how far what is written has come, with a look into an index each: cheap enough for each
 * second. Safe for threads.
 */
public final class NewestMarks {

  private static final String READ =
      """
      SELECT coalesce((SELECT max(id) FROM alert_moves), 0) AS move,
        coalesce((SELECT max(id) FROM verdicts), 0) + (SELECT count(*) FROM verdict_withdrawals)
          + coalesce((SELECT max(id) FROM appeals), 0) AS verdict,
        coalesce((SELECT seq FROM results_written), (SELECT min(closed_minute) FROM job_progress), 0)
          AS seq,
        (SELECT at FROM rings_written) AS rings_at,
        (SELECT count(*) FROM (SELECT FROM alert_incidents WHERE closed_at IS NULL LIMIT ?) few)
          AS open
      """;

  private final DataSource database;

  /** Reads from a database. */
  public NewestMarks(DataSource database) {
    this.database = database;
  }

  /** As it is now. */
  public Marks read() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setInt(1, Marks.MOST_COUNTED);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Marks(
            row.getLong("move"),
            row.getLong("verdict"),
            row.getLong("seq"),
            Optional.ofNullable(Columns.timeOrNull(row, "rings_at")),
            row.getInt("open"));
      }
    }
  }
}
