package dev.ringwatch.bench;

import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.embedded.EmbeddedPostgres;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresConfig;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresListener;
import dev.ringwatch.postgres.log.EventLogConfig;
import dev.ringwatch.postgres.log.PostgresEventLog;
import dev.ringwatch.postgres.schema.Schema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

/** The event log in an embedded PostgreSQL of its own, with fsync. */
final class PostgresStore implements LogStore {

  private static final EventLogConfig CONFIG =
      EventLogConfig.ofDefaults().withWaits(Duration.ofMinutes(1), Duration.ZERO);

  private final EmbeddedPostgres postgres;
  private final ConnectionPool pool;
  private final BareCopy bare;

  private PostgresStore(EmbeddedPostgres postgres, ConnectionPool pool) {
    this.postgres = postgres;
    this.pool = pool;
    bare = new BareCopy(pool.dataSource());
  }

  /** Starts one with its files in a folder. */
  static PostgresStore start(Path folder) {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            EmbeddedPostgresConfig.ofDefaults(folder), new EmbeddedPostgresListener() {});
    ConnectionPool pool = ConnectionPool.open(postgres.settings(), "bench");
    Schema.migrate(pool.dataSource());
    return new PostgresStore(postgres, pool);
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public long processId() {
    return postgres.processId();
  }

  @Override
  public EventLog openEmpty() {
    try {
      bare.truncate();
    } catch (SQLException e) {
      throw new IllegalStateException("the table cannot be emptied", e);
    }
    return open(CONFIG);
  }

  @Override
  public EventLog openAgain() {
    return open(CONFIG.withMemory(0, 0).withEntries(20_000, 0, 20_000));
  }

  private EventLog open(EventLogConfig config) {
    return PostgresEventLog.open(pool.dataSource(), config, InstantSource.system());
  }

  /** The reference beside it. */
  BareCopy bare() {
    return bare;
  }

  @Override
  public void close() {
    pool.close();
    postgres.close();
  }
}
