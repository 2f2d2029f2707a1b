package dev.ringwatch.flink;

import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.DatabaseSettings;
import java.io.Serializable;

/**
 * Where the database is, for tasks that each write to it.
 *
 * @param url a JDBC URL
 * @param user the role to log in as; empty if the URL says it
 * @param password its password; empty if none is needed
 */
record DatabaseAccess(String url, String user, String password) implements Serializable {

  /** One connection. */
  ConnectionPool open(String name) {
    return ConnectionPool.open(new DatabaseSettings(url, user, password, 1), name);
  }

  /** Without the password, and without what may hold one in the URL. */
  @Override
  public String toString() {
    return "DatabaseAccess[user=" + user + "]";
  }
}
