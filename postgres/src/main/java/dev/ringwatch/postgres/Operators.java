package dev.ringwatch.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign in, and what they prove it by: a password's hash, a second factor's secret (both
 * made and read elsewhere), or the word of single sign-on. A login is one person however it is
 * written. Safe for threads and for several processes.
 */
public final class Operators {

  private static final String COLUMNS =
      "id, login, display_name, role, password_hash IS NOT NULL AS has_password, totp_secret IS NOT"
          + " NULL AS has_second_factor, oidc_subject IS NOT NULL AS by_sign_on, created_at,"
          + " last_login_at, disabled_at, sessions_since";

  private final Connections connections;
  private final InstantSource clock;

  /**
   * The operators in a database that has the schema.
   *
   * @param clock says when they are added, sign in and are disabled
   */
  public Operators(DataSource dataSource, InstantSource clock) {
    this(Connections.of(dataSource), clock);
  }

  private Operators(Connections connections, InstantSource clock) {
    this.connections = connections;
    this.clock = clock;
  }

  /**
   * The same operators on a connection, as part of its transaction: what is done is there once
   * whoever began that commits it. Used by one thread.
   */
  public Operators on(Connection connection) {
    return new Operators(Connections.given(connection), clock);
  }

  /** Binds the parameters of a statement. */
  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /**
   * Adds one.
   *
   * @param signOnExpected whether they come by single sign-on, with the login as their verified
   *     address
   * @return the new one; empty if there is one of that login
   */
  public Optional<Operator> add(String login, String displayName, Role role, boolean signOnExpected)
      throws SQLException {
    Instant now = now();
    return query(
        "INSERT INTO operators (login, display_name, role, sign_on_expected, created_at,"
            + " sessions_since) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING "
            + COLUMNS,
        statement -> {
          statement.setString(1, login);
          statement.setString(2, displayName);
          statement.setString(3, role.word());
          statement.setBoolean(4, signOnExpected);
          Columns.set(statement, 5, now);
          Columns.set(statement, 6, now);
        });
  }

  /** All of them, disabled ones too, by login. */
  public List<Operator> list() throws SQLException {
    return queryAll("SELECT " + COLUMNS + " FROM operators ORDER BY lower(login)", statement -> {});
  }

  /** The one of a number. */
  public Optional<Operator> find(long id) throws SQLException {
    return query(
        "SELECT " + COLUMNS + " FROM operators WHERE id = ?",
        statement -> statement.setLong(1, id));
  }

  /** The one of a login. */
  public Optional<Operator> find(String login) throws SQLException {
    return query(
        "SELECT " + COLUMNS + " FROM operators WHERE lower(login) = lower(?)",
        statement -> statement.setString(1, login));
  }

  /** The one whom single sign-on calls so. */
  public Optional<Operator> find(SingleSignOn who) throws SQLException {
    return query(
        "SELECT " + COLUMNS + " FROM operators WHERE oidc_issuer = ? AND oidc_subject = ?",
        statement -> bind(statement, who));
  }

  /**
   * Binds somebody of single sign-on to the operator who was added for them under this login.
   *
   * @return the operator; empty if none waits under this login
   */
  public Optional<Operator> bind(SingleSignOn who, String login) throws SQLException {
    return query(
        "UPDATE operators SET oidc_issuer = ?, oidc_subject = ?, sign_on_expected = false"
            + " WHERE lower(login) = lower(?) AND sign_on_expected RETURNING "
            + COLUMNS,
        statement -> {
          bind(statement, who);
          statement.setString(3, login);
        });
  }

  /** Whether anybody could sign in: has a password, or is known to single sign-on. */
  public boolean isAnybodyReady() throws SQLException {
    return list().stream().anyMatch(operator -> operator.hasPassword() || operator.bySignOn());
  }

  /** The hash of a password; empty if there is none. */
  public Optional<String> passwordHash(long id) throws SQLException {
    return secret("password_hash", id, row -> row.getString(1));
  }

  /**
   * Sets the hash of a password. All sessions of this operator are over.
   *
   * @return whether there is such an operator
   */
  public boolean setPasswordHash(long id, String hash) throws SQLException {
    return update(
        "UPDATE operators SET password_hash = ?, sessions_since = ? WHERE id = ?",
        statement -> {
          statement.setString(1, hash);
          Columns.set(statement, 2, now());
          statement.setLong(3, id);
        });
  }

  /** The secret of a second factor, as it was given; empty if there is none. */
  public Optional<byte[]> secondFactor(long id) throws SQLException {
    return secret("totp_secret", id, row -> row.getBytes(1));
  }

  /**
   * Sets the secret of a second factor if there is none.
   *
   * @param step whose code proved that it arrived
   * @return whether there was none
   */
  public boolean setSecondFactor(long id, byte[] secret, long step) throws SQLException {
    return update(
        "UPDATE operators SET totp_secret = ?, totp_last_step = ? WHERE id = ? AND totp_secret IS"
            + " NULL",
        statement -> {
          statement.setBytes(1, secret);
          statement.setLong(2, step);
          statement.setLong(3, id);
        });
  }

  /**
   * Notes that the code of a step was shown.
   *
   * @return whether it may be taken: no code of this step or a later one was
   */
  public boolean useStep(long id, long step) throws SQLException {
    return update(
        "UPDATE operators SET totp_last_step = ? WHERE id = ? AND (totp_last_step IS NULL OR"
            + " totp_last_step < ?)",
        statement -> {
          statement.setLong(1, step);
          statement.setLong(2, id);
          statement.setLong(3, step);
        });
  }

  /** Forgets a second factor: the next sign-in asks for a new one. All sessions are over. */
  public void forgetSecondFactor(long id) throws SQLException {
    update(
        "UPDATE operators SET totp_secret = NULL, totp_last_step = NULL, sessions_since = ?"
            + " WHERE id = ?",
        statement -> {
          Columns.set(statement, 1, now());
          statement.setLong(2, id);
        });
  }

  /**
   * Notes that somebody signed in.
   *
   * @return whether there is such an operator
   */
  public boolean noteLogin(long id) throws SQLException {
    return update(
        "UPDATE operators SET last_login_at = ? WHERE id = ?",
        statement -> {
          Columns.set(statement, 1, now());
          statement.setLong(2, id);
        });
  }

  /**
   * Ends all sessions of an operator.
   *
   * @return whether there is such an operator
   */
  public boolean endSessions(long id) throws SQLException {
    return update(
        "UPDATE operators SET sessions_since = ? WHERE id = ?",
        statement -> {
          Columns.set(statement, 1, now());
          statement.setLong(2, id);
        });
  }

  /**
   * Gives an operator another role.
   *
   * @return whether it was done; not if no enabled administrator would be left
   */
  public boolean setRole(long id, Role role) throws SQLException {
    return updateUnlessLastAdministrator(
        "UPDATE operators SET role = ? WHERE id = ?",
        statement -> {
          statement.setString(1, role.word());
          statement.setLong(2, id);
        });
  }

  /**
   * Refuses an operator from now on; all sessions are over.
   *
   * @return whether it was done; not if no enabled administrator would be left
   */
  public boolean disable(long id) throws SQLException {
    return updateUnlessLastAdministrator(
        "UPDATE operators SET disabled_at = coalesce(disabled_at, ?) WHERE id = ?",
        statement -> {
          Columns.set(statement, 1, now());
          statement.setLong(2, id);
        });
  }

  /**
   * Lets an operator who was disabled in again. Sessions from before stay over.
   *
   * @return whether there is such an operator
   */
  public boolean enable(long id) throws SQLException {
    return update(
        "UPDATE operators SET disabled_at = NULL, sessions_since = ? WHERE id = ?",
        statement -> {
          Columns.set(statement, 1, now());
          statement.setLong(2, id);
        });
  }

  /** One process after the other: two must not each spare the other. */
  private boolean updateUnlessLastAdministrator(String sql, Binding binding) throws SQLException {
    return connections.inTransaction(connection -> {
      try (Statement lock = connection.createStatement();
          PreparedStatement update = connection.prepareStatement(sql)) {
        lock.execute("LOCK TABLE operators IN SHARE ROW EXCLUSIVE MODE");
        boolean before = hasAdministrator(connection);
        Savepoint unchanged = connection.setSavepoint();
        binding.bind(update);
        boolean done = update.executeUpdate() == 1;
        if (done && before && !hasAdministrator(connection)) {
          connection.rollback(unchanged);
          return false;
        }
        return done;
      }
    });
  }

  private static boolean hasAdministrator(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery(
                "SELECT FROM operators WHERE role = 'admin' AND disabled_at IS NULL LIMIT 1")) {
      return row.next();
    }
  }

  private static void bind(PreparedStatement statement, SingleSignOn who) throws SQLException {
    statement.setString(1, who.issuer());
    statement.setString(2, who.subject());
  }

  private boolean update(String sql, Binding binding) throws SQLException {
    return connections.use(connection -> {
      try (PreparedStatement update = connection.prepareStatement(sql)) {
        binding.bind(update);
        return update.executeUpdate() == 1;
      }
    });
  }

  private Optional<Operator> query(String sql, Binding binding) throws SQLException {
    return queryAll(sql, binding).stream().findFirst();
  }

  private List<Operator> queryAll(String sql, Binding binding) throws SQLException {
    return connections.use(connection -> {
      List<Operator> found = new ArrayList<>();
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        binding.bind(statement);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            found.add(operator(row));
          }
        }
      }
      return found;
    });
  }

  private static Operator operator(ResultSet row) throws SQLException {
    return new Operator(
        row.getLong("id"),
        row.getString("login"),
        row.getString("display_name"),
        Role.of(row.getString("role")),
        row.getBoolean("has_password"),
        row.getBoolean("has_second_factor"),
        row.getBoolean("by_sign_on"),
        Columns.time(row, "created_at"),
        Columns.timeOrNull(row, "last_login_at"),
        Columns.timeOrNull(row, "disabled_at"),
        Columns.time(row, "sessions_since"));
  }

  /** Reads the one column of a row; null is none. */
  private interface Reading<T> {
    @Nullable T read(ResultSet row) throws SQLException;
  }

  private <T> Optional<T> secret(String column, long id, Reading<T> reading) throws SQLException {
    return connections.use(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement("SELECT " + column + " FROM operators WHERE id = ?")) {
        select.setLong(1, id);
        try (ResultSet row = select.executeQuery()) {
          return row.next() ? Optional.ofNullable(reading.read(row)) : Optional.empty();
        }
      }
    });
  }

  /** The time, as exactly as the table keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
