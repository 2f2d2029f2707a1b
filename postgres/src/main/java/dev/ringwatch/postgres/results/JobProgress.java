package dev.ringwatch.postgres.results;

import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * How far the Flink job has come that writes scores into a database. Each of the tasks that write
 * says it for itself. Safe for threads.
 */
public final class JobProgress {

  /** One statement, so that nobody sees the rows of a job that ran in another number of tasks. */
  private static final String WRITE =
      """
      WITH others AS (DELETE FROM job_progress WHERE parts <> ? AND part <> ?)
      INSERT INTO job_progress AS p (part, parts, closed_minute, written_at)
      VALUES (?, ?, ?, now())
      ON CONFLICT (part) DO UPDATE SET parts = EXCLUDED.parts, written_at = EXCLUDED.written_at,
        closed_minute = CASE WHEN p.parts = EXCLUDED.parts
          THEN greatest(p.closed_minute, EXCLUDED.closed_minute) ELSE EXCLUDED.closed_minute END
      """;

  /** Those of a job that has not written all of its rows yet say nothing of the whole. */
  private static final String READ =
      """
      SELECT min(closed_minute) AS closed_minute, min(written_at) AS written_at
      FROM job_progress HAVING count(*) = max(parts) AND min(parts) = max(parts)
      """;

  private final DataSource dataSource;

  /** That of a database that has the schema. */
  public JobProgress(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * How far a job has come.
   *
   * @param closed the last tick of which all is written that is said of it
   * @param written when the task wrote that has not done so for longest
   */
  public record Reached(Tick closed, Instant written) {}

  /**
   * Notes how far a task has written. Less than before changes nothing but the time: what was
   * written stays.
   *
   * @param part the task, from 0
   * @param parts how many there are
   */
  public void write(int part, int parts, Tick closed) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement write = connection.prepareStatement(WRITE)) {
      write.setInt(1, parts);
      write.setInt(2, part);
      write.setInt(3, part);
      write.setInt(4, parts);
      write.setLong(5, closed.epochMinute());
      write.executeUpdate();
    }
  }

  /** How far all of it has come; empty before each task has said so. */
  public Optional<Reached> read() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(READ)) {
      return row.next()
          ? Optional.of(
              new Reached(new Tick(row.getLong("closed_minute")), Columns.time(row, "written_at")))
          : Optional.empty();
    }
  }
}
