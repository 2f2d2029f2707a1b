package dev.ringwatch.postgres.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * A change of the database that is recorded in the transaction that makes it.
 *
 * @param <T> what it answers
 */
@FunctionalInterface
public interface AuditedChange<T> {

  /**
   * Makes the change.
   *
   * @param connection in a transaction, which whoever called this ends
   * @param record takes what is to be recorded of it
   */
  T make(Connection connection, Consumer<AuditEntry> record) throws SQLException;
}
