package dev.ringwatch.postgres.figures;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The summaries that are sent by e-mail: one is written for each time that one is due, and sent
 * until it arrives. Whoever sends one has it for a while; who died with it has it no more then, and
 * the next attempt has the same id. When it is due is by the time of who writes it, when it is
 * tried by the database's clock. Safe for threads and for several processes.
 */
public final class SummaryMails {

  private static final int MAX_PROBLEM = 1_000;

  private static final String BEGIN =
      """
      INSERT INTO summary_mails (due_at, state, recipients, letter)
      SELECT due, 'skipped', '', '' FROM (SELECT ?::timestamptz AS due) AS it
      WHERE NOT EXISTS (SELECT FROM summary_mails) OR EXISTS (SELECT FROM summary_mails
        WHERE due_at > due - interval '160 hours' AND due_at < due + interval '160 hours' AND due_at <> due)
      ON CONFLICT (due_at) DO NOTHING
      """;

  private static final String WRITE =
      """
      INSERT INTO summary_mails (due_at, state, recipients, letter, next_attempt_at)
      VALUES (?, 'waiting', ?, ?, statement_timestamp()) ON CONFLICT (due_at) DO NOTHING
      """;

  private static final String TAKE =
      """
      UPDATE summary_mails SET lease = gen_random_uuid(), tries = tries + 1,
        next_attempt_at = statement_timestamp() + make_interval(secs => ?)
      WHERE due_at = (SELECT due_at FROM summary_mails
        WHERE state = 'waiting' AND next_attempt_at <= statement_timestamp()
        ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, lease, recipients, letter, tries
      """;

  private static final String SENT =
      """
      UPDATE summary_mails SET state = 'sent', sent_at = statement_timestamp(),
        next_attempt_at = NULL, lease = NULL, problem = '' WHERE lease = ?
      """;

  private static final String AGAIN =
      """
      UPDATE summary_mails SET lease = NULL, problem = ?,
        next_attempt_at = statement_timestamp() + make_interval(secs => ?) WHERE lease = ?
      """;

  private static final String GIVE_UP =
      """
      UPDATE summary_mails SET state = 'dead', next_attempt_at = NULL, lease = NULL, problem = ?
      WHERE lease = ?
      """;

  private final DataSource dataSource;

  /** The summaries of a database that has the schema. */
  public SummaryMails(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * One that is to be sent.
   *
   * @param id what the receiver tells repeats by
   * @param lease by which what becomes of it is told
   * @param recipients addresses
   * @param letter what is sent
   * @param tries how often it was tried, with this time
   */
  public record Waiting(UUID id, UUID lease, List<String> recipients, String letter, int tries) {

    /** Copies the addresses. */
    public Waiting {
      recipients = List.copyOf(recipients);
    }
  }

  /**
   * Notes that the one that was due last is not sent: nobody had asked for summaries before, or one
   * was due within the same week by other settings.
   */
  public void begin(Instant lastDue) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(BEGIN)) {
      Columns.set(insert, 1, lastDue);
      insert.executeUpdate();
    }
  }

  /** Whether the one that was due then was written, or is not to be sent. */
  public boolean isWritten(Instant due) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT FROM summary_mails WHERE due_at = ?")) {
      Columns.set(select, 1, due);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Writes the one that was due then, if it is not there: it is sent from then on.
   *
   * @param recipients addresses without commas
   * @param letter what is sent
   */
  public void write(Instant due, List<String> recipients, String letter) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(WRITE)) {
      Columns.set(insert, 1, due);
      insert.setString(2, String.join(",", recipients));
      insert.setString(3, letter);
      insert.executeUpdate();
    }
  }

  /**
   * Takes the one that waits longest; empty if none is due.
   *
   * @param patience for how long nobody else takes it
   */
  public Optional<Waiting> take(Duration patience) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(TAKE)) {
      update.setDouble(1, (double) patience.toSeconds());
      try (ResultSet row = update.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Waiting(
                    row.getObject("id", UUID.class),
                    row.getObject("lease", UUID.class),
                    List.of(row.getString("recipients").split(",", -1)),
                    row.getString("letter"),
                    row.getInt("tries")))
            : Optional.empty();
      }
    }
  }

  /** Notes that one has arrived. */
  public void sent(UUID lease) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(SENT)) {
      update.setObject(1, lease);
      update.executeUpdate();
    }
  }

  /**
   * Notes that one has not arrived.
   *
   * @param problem why
   * @param wait how long until it is tried again
   */
  public void tryAgain(UUID lease, String problem, Duration wait) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(AGAIN)) {
      update.setString(1, Columns.keepable(problem, MAX_PROBLEM));
      update.setDouble(2, (double) wait.toSeconds());
      update.setObject(3, lease);
      update.executeUpdate();
    }
  }

  /**
   * Notes that one will never arrive.
   *
   * @param problem why
   */
  public void giveUp(UUID lease, String problem) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(GIVE_UP)) {
      update.setString(1, Columns.keepable(problem, MAX_PROBLEM));
      update.setObject(2, lease);
      update.executeUpdate();
    }
  }

  /** Deletes those that were due before a moment. */
  public void forgetBefore(Instant moment) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM summary_mails WHERE due_at < ?")) {
      Columns.set(delete, 1, moment);
      delete.executeUpdate();
    }
  }
}
