package dev.ringwatch.postgres.hunt;

import dev.ringwatch.postgres.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs hunts: in a transaction that can only read, as a role that can only select what it may, a
 * bounded time, and few at once. Safe for threads.
 */
public final class Hunts {

  private static final String CANCELLED = "57014";

  /** A limit of the role, such as on temporary files, was reached. */
  private static final String OVER_LIMIT = "53400";

  /** What the driver says of an answer that is too large, as of a connection that broke. */
  private static final String OVER_BUFFER = "maxResultBuffer";

  private static final String OUT_OF_MEMORY = "53200";
  private static final String TOO_MANY_CONNECTIONS = "53300";

  /** A lock was waited for as long as one may be. */
  private static final String LOCKED = "55P03";

  /** Classes of states that mean there is no database for us: it is away, or lets us not in. */
  private static final List<String> AWAY = List.of("08", "28", "3D", "57");

  /** How much longer than the server we wait before we cancel by ourselves. */
  private static final int MORE_SECONDS = 2;

  private final Optional<DatabaseSettings> role;
  private final String why;
  private final HuntConfig config;
  private final Semaphore turns;

  /**
   * Hunts in a database.
   *
   * @param role how the role of hunts logs in there
   */
  public Hunts(DatabaseSettings role, HuntConfig config) {
    this(Optional.of(role), "", config);
  }

  private Hunts(Optional<DatabaseSettings> role, String why, HuntConfig config) {
    this.role = role;
    this.why = why;
    this.config = config;
    this.turns = new Semaphore(config.atOnce(), true);
  }

  /**
   * Hunts where none can run.
   *
   * @param why what is said to who wants to run one
   */
  public static Hunts without(String why) {
    return new Hunts(Optional.empty(), why, HuntConfig.ofDefaults());
  }

  /**
   * Runs a hunt.
   *
   * @throws HuntBusyException if too many others run, or what it reads is locked
   * @throws HuntTooLongException if it took longer than it may
   * @throws HuntFailedException if its SQL is wrong or reads what it may not
   * @throws HuntsUnavailableException if none can run
   */
  public HuntAnswer run(Hunt hunt, HuntAsk ask) throws InterruptedException {
    return inTurn(hunt, connection -> answer(connection, hunt, ask));
  }

  /** How PostgreSQL would run a hunt, line by line; nothing is read. */
  public List<String> plan(Hunt hunt, HuntAsk ask) throws InterruptedException {
    return inTurn(
        hunt,
        connection -> {
          List<String> lines = new ArrayList<>();
          try (PreparedStatement statement = prepared(connection, "EXPLAIN ", hunt, ask);
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              lines.add(rows.getString(1));
            }
          }
          return lines;
        });
  }

  /** Work on a connection of a hunt. */
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T inTurn(Hunt hunt, Work<T> work) throws InterruptedException {
    DatabaseSettings login = role.orElseThrow(() -> new HuntsUnavailableException(why));
    if (!turns.tryAcquire(config.patience().toMillis(), TimeUnit.MILLISECONDS)) {
      throw new HuntBusyException(
          (config.atOnce() == 1 ? "another hunt runs" : config.atOnce() + " hunts run")
              + " at the moment, and no more may: try again");
    }
    try (Connection connection = HuntConnection.open(login, config)) {
      Confinement.of(connection).check(hunt);
      HuntConnection.bind(connection, timeout(hunt));
      return work.on(connection);
    } catch (SQLException e) {
      throw explained(hunt, e);
    } finally {
      turns.release();
    }
  }

  private Duration timeout(Hunt hunt) {
    return hunt.timeout().compareTo(config.longest()) < 0 ? hunt.timeout() : config.longest();
  }

  private HuntAnswer answer(Connection connection, Hunt hunt, HuntAsk ask) throws SQLException {
    long begun = System.nanoTime();
    try (PreparedStatement statement = prepared(connection, "", hunt, ask)) {
      HuntCells.check(statement);
      return answer(statement, ask, begun);
    }
  }

  private HuntAnswer answer(PreparedStatement statement, HuntAsk ask, long begun)
      throws SQLException {
    try (ResultSet found = statement.executeQuery()) {
      HuntCells cells = new HuntCells(found);
      List<List<@Nullable Object>> rows = new ArrayList<>();
      boolean cut = cells.readInto(rows, config.maxBytes());
      boolean more = rows.size() > ask.limit();
      return new HuntAnswer(
          cells.names(),
          more ? rows.subList(0, ask.limit()) : rows,
          more,
          cut,
          Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  private PreparedStatement prepared(Connection connection, String before, Hunt hunt, HuntAsk ask)
      throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(before + hunt.statement(ask.limit() + 1));
    try {
      int seconds = Math.toIntExact(timeout(hunt).plusMillis(999).toSeconds());
      statement.setQueryTimeout(seconds + MORE_SECONDS);
      int index = 1;
      for (HuntText.Named named : hunt.text().parameters()) {
        set(statement, index++, ask.value(named.name()));
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static void set(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.OTHER);
      case Instant time -> statement.setObject(index, time.atOffset(ZoneOffset.UTC));
      case Duration span -> statement.setObject(index, span.toString(), Types.OTHER);
      case String text -> statement.setString(index, text);
      default -> statement.setObject(index, value);
    }
  }

  private RuntimeException explained(Hunt hunt, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    Optional<String> tooMuch = tooMuch(hunt, state, String.valueOf(e.getMessage()));
    if (tooMuch.isPresent()) {
      return new HuntTooLongException(hunt.name() + tooMuch.get(), e);
    }
    if (state.equals(TOO_MANY_CONNECTIONS)) {
      return new HuntBusyException("the database has no connection left for a hunt: try again");
    }
    if (state.equals(LOCKED)) {
      return new HuntBusyException(
          "what " + hunt.name() + " reads is locked at the moment: try again");
    }
    if (AWAY.stream().anyMatch(state::startsWith)) {
      return new HuntsUnavailableException("the database does not let hunts in", e);
    }
    return new HuntFailedException(hunt.name() + " cannot be run: " + words(e), e);
  }

  private Optional<String> tooMuch(Hunt hunt, String state, String message) {
    if (state.equals(CANCELLED)) {
      String longest = HuntDurations.write(timeout(hunt));
      return Optional.of(" took longer than " + longest + ": ask it about a shorter time");
    }
    if (message.contains(OVER_BUFFER)) {
      return Optional.of(" finds more than an answer may hold: ask for less");
    }
    return state.equals(OVER_LIMIT) || state.equals(OUT_OF_MEMORY)
        ? Optional.of(" needs more room than a hunt may have: ask it about a shorter time")
        : Optional.empty();
  }

  /** What PostgreSQL says, in one line and without its own stack. */
  private static String words(SQLException e) {
    String message = String.valueOf(e.getMessage());
    String first = message.lines().findFirst().orElse("it failed");
    return first.startsWith("ERROR: ") ? first.substring("ERROR: ".length()) : first;
  }
}
