package dev.ringwatch.postgres.log;

import java.util.UUID;

/**
 * What one process of several that share an event log is called in the database: by its name
 * another can end its connections, and see to it that it makes no new ones.
 *
 * @param id drawn anew at each start
 */
public record ServerName(UUID id) {

  private static final String PREFIX = "ringwatch-";

  /** A new one. */
  public static ServerName draw() {
    return new ServerName(UUID.randomUUID());
  }

  /** What its connections are called in {@code pg_stat_activity}. */
  public String connectionName() {
    return PREFIX + id;
  }

  /**
   * What each of its connections says first: it fails once another server has taken over from this
   * one. A database that has no schema yet is refused to nobody.
   */
  public String question() {
    return "DO $$ BEGIN IF to_regclass('ended_servers') IS NOT NULL THEN"
        + (" IF EXISTS (SELECT FROM ended_servers WHERE server = '" + id + "') THEN")
        + " RAISE EXCEPTION 'another Ringwatch server has taken over from this one';"
        + " END IF; END IF; END $$";
  }

  /** The name of any connection as SQL: {@code connectionName} of the server in a column. */
  static String connectionNameOf(String column) {
    return "'" + PREFIX + "' || " + column;
  }
}
