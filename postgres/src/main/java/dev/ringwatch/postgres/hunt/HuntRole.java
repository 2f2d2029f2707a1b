package dev.ringwatch.postgres.hunt;

import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * The role that hunts log in as. In the database that comes with Ringwatch it is made by Ringwatch;
 * in one of the user's own by its administrator, and Ringwatch grants it what hunts read.
 */
public final class HuntRole {

  /** What it is called in the database that comes with Ringwatch. */
  public static final String NAME = "ringwatch_hunts";

  private static final String MAC = "HmacSHA256";

  /** What two who prepare at once are told by PostgreSQL, for roles belong to the whole server. */
  private static final String CONCURRENTLY = "XX000";

  private static final String DUPLICATE = "42710";
  private static final int MOST_ATTEMPTS = 5;

  private HuntRole() {}

  /**
   * Makes the role, or makes it as it must be, by a superuser.
   *
   * @param superuser connections of one
   * @param settings how these are made
   * @return how the role logs in
   */
  public static DatabaseSettings prepare(DataSource superuser, DatabaseSettings settings)
      throws SQLException {
    DatabaseSettings role =
        new DatabaseSettings(settings.url(), NAME, password(settings.password()), 1);
    for (int attempt = 1; !isReady(role); attempt++) {
      try (Connection connection = superuser.getConnection()) {
        make(connection, role.password());
        grant(connection, NAME);
        revoke(connection);
        return role;
      } catch (SQLException e) {
        boolean raced = List.of(CONCURRENTLY, DUPLICATE).contains(String.valueOf(e.getSQLState()));
        if (!raced || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
    return role;
  }

  /** Grants a role what hunts read, by the owner of the tables. */
  public static void grant(DataSource owner, String role) throws SQLException {
    try (Connection connection = owner.getConnection()) {
      grant(connection, role);
    }
  }

  /**
   * Whether the role can log in, may read all that hunts read, and may nothing that it must not.
   */
  public static boolean isReady(DatabaseSettings role) {
    try (Connection connection = HuntConnection.open(role, HuntConfig.ofDefaults())) {
      Confinement confinement = Confinement.of(connection);
      return confinement.faults().isEmpty()
          && confinement.laxities().isEmpty()
          && confinement.missing().isEmpty();
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * A password that nobody needs to keep: who knows that of the superuser can derive it, and nobody
   * can go the other way.
   */
  private static String password(String secret) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(("hunts of " + secret).getBytes(StandardCharsets.UTF_8), MAC));
      byte[] derived = mac.doFinal(NAME.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(derived);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + MAC, e);
    }
  }

  private static void make(Connection connection, String password) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (texts(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'").isEmpty()) {
        statement.execute("CREATE ROLE " + NAME + " NOLOGIN");
      }
      statement.execute(
          ("ALTER ROLE " + NAME + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT")
              + " NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 8");
      for (String setting :
          List.of(
              "default_transaction_read_only = on",
              "statement_timeout = '10min'",
              "lock_timeout = '3s'",
              "idle_in_transaction_session_timeout = '1min'",
              "temp_file_limit = '4GB'",
              "work_mem = '64MB'",
              "jit = off",
              "search_path = public")) {
        statement.execute("ALTER ROLE " + NAME + " SET " + setting);
      }
    }
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(NAME, password.toCharArray(), "scram-sha-256");
  }

  private static void grant(Connection connection, String role) throws SQLException {
    String quoted = '"' + role.replace("\"", "\"\"") + '"';
    Transaction.run(
        connection,
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("GRANT USAGE ON SCHEMA public TO " + quoted);
            for (HuntTables.HuntTable table : HuntTables.ALL) {
              statement.execute("GRANT " + table.privilege() + " TO " + quoted);
            }
            return true;
          }
        });
  }

  /** Takes from everybody what a hunt must not have; a superuser needs no grant. */
  private static void revoke(Connection connection) throws SQLException {
    Transaction.run(
        connection,
        () -> {
          try (Statement statement = connection.createStatement()) {
            List<String> statements =
                new ArrayList<>(
                    texts(
                        statement,
                        "SELECT format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC',"
                            + " current_database())"));
            statements.addAll(
                texts(
                    statement,
                    "SELECT 'REVOKE EXECUTE ON FUNCTION ' || f.oid::regprocedure || ' FROM PUBLIC'"
                        + (" FROM (" + ForbiddenCalls.oids() + ") f")
                        + " WHERE has_function_privilege('public', f.oid, 'EXECUTE')"));
            for (String one : statements) {
              statement.execute(one);
            }
            return true;
          }
        });
  }

  private static List<String> texts(Statement statement, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
