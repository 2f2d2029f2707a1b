package dev.ringwatch.postgres.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks a running server whether it keeps what it confirms and lets nobody in without a password.
 */
final class ServerCheck {

  private static final Map<String, String> REQUIRED = required();

  private ServerCheck() {}

  private static Map<String, String> required() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("fsync", "on");
    settings.put("synchronous_commit", "on");
    settings.put("full_page_writes", "on");
    settings.put("password_encryption", "scram-sha-256");
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "");
    return settings;
  }

  /**
   * Checks a server that answers.
   *
   * @throws EmbeddedPostgresException if it is set otherwise than we need, naming every setting
   * @throws SQLException if it does not answer to our password
   */
  static void check(String url, String password, Path dataDirectory) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, EmbeddedPostgres.USER, password);
        Statement statement = connection.createStatement()) {
      List<String> wrong = new ArrayList<>();
      for (Map.Entry<String, String> setting : REQUIRED.entrySet()) {
        String actual = ask(statement, "SHOW " + setting.getKey());
        if (!actual.equals(setting.getValue())) {
          wrong.add(setting.getKey() + " is '" + actual + "', not '" + setting.getValue() + "'");
        }
      }
      String directory = ask(statement, "SHOW data_directory");
      if (!directory.equals(dataDirectory.toString())) {
        wrong.add("data_directory is '" + directory + "'");
      }
      String open =
          ask(
              statement,
              "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method IS DISTINCT FROM 'scram-sha-256'");
      if (!open.equals("0")) {
        wrong.add("pg_hba.conf has " + open + " rules without scram-sha-256");
      }
      if (!wrong.isEmpty()) {
        throw new EmbeddedPostgresException(
            "the PostgreSQL in "
                + dataDirectory
                + " is not set as Ringwatch needs it ("
                + String.join("; ", wrong)
                + "): correct custom.conf or postgresql.auto.conf there");
      }
    }
  }

  /** Makes a database if the server has none of that name. */
  static void makeDatabase(String url, String password, String name) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, EmbeddedPostgres.USER, password);
        Statement statement = connection.createStatement()) {
      String found =
          ask(statement, "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'");
      if (found.equals("0")) {
        statement.execute("CREATE DATABASE " + name);
      }
    }
  }

  private static String ask(Statement statement, String question) throws SQLException {
    try (ResultSet rows = statement.executeQuery(question)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }
}
