package dev.ringwatch.app.audit;

import dev.ringwatch.postgres.audit.AuditEntry;
import dev.ringwatch.postgres.audit.AuditLog;
import dev.ringwatch.postgres.audit.AuditObject;
import dev.ringwatch.postgres.audit.AuditedChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Records what is done. Safe for threads. */
public final class Audit {

  /** The outcome of what was done. */
  public static final String DONE = AuditLog.DONE;

  /** The outcome of a look at what is not there. */
  public static final String NOT_FOUND = "not_found";

  private final AuditLog log;

  /** Records into a log. */
  public Audit(AuditLog log) {
    this.log = log;
  }

  /**
   * Records something; it is durable when this returns. Whoever wants to answer a request calls
   * this before.
   *
   * @param object the id of what it is done to; empty for nothing in particular
   * @param outcome {@link #DONE} or {@link #NOT_FOUND}
   * @param details what else there is to say
   * @throws dev.ringwatch.postgres.audit.AuditUnavailableException if it could not be recorded
   */
  public void record(
      Who who, AuditAction action, String object, String outcome, Map<String, String> details) {
    log.append(entry(who, action, object, outcome, details));
  }

  /**
   * Makes a change of the database and records it, both or neither.
   *
   * @param change gives what is to be recorded as {@link #done} makes it
   */
  public <T> T change(AuditedChange<T> change) throws SQLException {
    return log.change(change);
  }

  /** A change that is made or not. */
  @FunctionalInterface
  public interface Change {

    /** Makes it, on a connection in a transaction; whether there was something to change. */
    boolean make(Connection connection) throws SQLException;
  }

  /**
   * Makes a change of one thing and, if it was made, records it; both or neither.
   *
   * @return whether it was made
   */
  public boolean change(
      Who who, AuditAction action, String object, Map<String, String> details, Change change)
      throws SQLException {
    return change((connection, record) -> {
      boolean made = change.make(connection);
      if (made) {
        record.accept(done(who, action, object, details));
      }
      return made;
    });
  }

  /** What a change that was made gives to be recorded. */
  public static AuditEntry done(
      Who who, AuditAction action, String object, Map<String, String> details) {
    return entry(who, action, object, DONE, details);
  }

  private static AuditEntry entry(
      Who who, AuditAction action, String object, String outcome, Map<String, String> details) {
    return new AuditEntry(
        who.actor(),
        action.word(),
        new AuditObject(action.objectKind(), object),
        outcome,
        who.requestId(),
        details);
  }
}
