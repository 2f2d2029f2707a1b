package dev.ringwatch.postgres.schema;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables, brought to the newest version by the migrations in {@code db/migration}. */
public final class Schema {

  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

  /** Where the migrations are on the class path. */
  public static final String LOCATION = "classpath:db/migration";

  /**
   * For how long a migration waits for a lock before others are let through. Who waits for an
   * exclusive lock makes all who come later wait behind it.
   */
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(3);

  private static final int MOST_ATTEMPTS = 20;
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private Schema() {}

  /**
   * Applies the migrations that the database has not seen. Two at a time take turns; a second run
   * does nothing. A migration that cannot have a lock within seconds is taken back, and tried again
   * some times: others read and write meanwhile.
   *
   * @return how many were applied
   */
  public static int migrate(DataSource dataSource) {
    return migrate(dataSource, LOCK_PATIENCE, MOST_ATTEMPTS);
  }

  static int migrate(DataSource dataSource, Duration lockPatience, int attempts) {
    MigrationLocks locks = new MigrationLocks(lockPatience);
    Flyway flyway = configuration(dataSource, locks).load();
    for (int attempt = 1; ; attempt++) {
      try {
        flyway.migrate();
        return locks.applied();
      } catch (FlywayException e) {
        if (!lacksLock(e) || attempt == attempts) {
          throw e;
        }
        LOG.info("The tables are in use, migrating again ({} of {})", attempt, attempts);
      }
    }
  }

  /** How migrations are applied, with what hears of each. */
  static FluentConfiguration configuration(DataSource dataSource, Callback... callbacks) {
    return Flyway.configure()
        .dataSource(dataSource)
        .locations(LOCATION)
        // A lock that is a transaction would have CREATE INDEX CONCURRENTLY wait for its end.
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .callbacks(callbacks);
  }

  private static boolean lacksLock(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
