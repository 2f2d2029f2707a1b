package dev.ringwatch.postgres.schema;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Has each migration wait for a lock no longer than some seconds, within its own transaction, and
 * counts those that were applied. Used by one thread.
 */
final class MigrationLocks implements Callback {

  private final Duration patience;
  private int applied;

  MigrationLocks(Duration patience) {
    this.patience = patience;
  }

  /** How many migrations were applied. */
  int applied() {
    return applied;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    if (event == Event.AFTER_EACH_MIGRATE) {
      applied++;
      return;
    }
    try (Statement statement = context.getConnection().createStatement()) {
      // Of a migration outside of transactions this says nothing, and such a one takes no locks
      // that others wait behind.
      statement.execute("SET LOCAL lock_timeout = " + patience.toMillis());
    } catch (SQLException e) {
      throw new FlywayException("a migration's patience could not be set", e);
    }
  }

  @Override
  public String getCallbackName() {
    return "patience with locks";
  }
}
