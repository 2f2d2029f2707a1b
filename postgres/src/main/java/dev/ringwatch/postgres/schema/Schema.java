package dev.ringwatch.postgres.schema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables, brought to the newest version by the migrations in {@code db/migration}. */
public final class Schema {

  /** Where the migrations are on the class path. */
  public static final String LOCATION = "classpath:db/migration";

  private Schema() {}

  /**
   * Applies the migrations that the database has not seen. Two at a time take turns; a second run
   * does nothing.
   *
   * @return how many were applied
   */
  public static int migrate(DataSource dataSource) {
    return Flyway.configure()
        .dataSource(dataSource)
        .locations(LOCATION)
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
