package dev.ringwatch.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A pool of connections. A connection that broke, because the server was stopped or died, is
 * replaced when it is next asked for. Safe for threads.
 */
public final class ConnectionPool implements AutoCloseable {

  /** How long a caller waits for a connection before it is told that there is none. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  static {
    // Otherwise a connection that was used within half a second is not looked at before it is lent
    // again, and after a restart of the server that is the broken one. A look costs 0.1 ms.
    System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
  }

  private final HikariDataSource connections;

  private ConnectionPool(HikariDataSource connections) {
    this.connections = connections;
  }

  /**
   * Makes a pool. The first connection is opened when it is first asked for, so that this does not
   * fail while the server is away.
   *
   * @param name what the connections are called in PostgreSQL's {@code pg_stat_activity}
   */
  public static ConnectionPool open(DatabaseSettings settings, String name) {
    return new ConnectionPool(new HikariDataSource(config(settings, name)));
  }

  /**
   * The same for a server that another may take over from: afterwards it gets no connection.
   *
   * @param question what each connection says first; where that fails there is none
   */
  public static ConnectionPool openAsking(DatabaseSettings settings, String name, String question) {
    HikariConfig config = config(settings, name);
    config.setConnectionInitSql(question);
    return new ConnectionPool(new HikariDataSource(config));
  }

  /**
   * The same for what people wait for on pages: a few connections, made when they are needed, on
   * which the server ends every statement that takes too long. So pages neither hang nor take
   * connections from those who write.
   *
   * @param size the most connections, at least 1
   * @param longest how long a statement may take
   */
  public static ConnectionPool openBounded(
      DatabaseSettings settings, String name, int size, Duration longest) {
    HikariConfig config = config(settings, name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(longest.toMillis());
    config.addDataSourceProperty("options", "-c statement_timeout=" + longest.toMillis());
    return new ConnectionPool(new HikariDataSource(config));
  }

  /**
   * The same for who only reads: the server refuses every statement that would change something.
   *
   * @param size the most connections, at least 1
   */
  public static ConnectionPool openReading(DatabaseSettings settings, String name, int size) {
    HikariConfig config = config(settings, name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.addDataSourceProperty("options", "-c default_transaction_read_only=on");
    return new ConnectionPool(new HikariDataSource(config));
  }

  private static HikariConfig config(DatabaseSettings settings, String name) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(settings.url());
    if (!settings.user().isEmpty()) {
      config.setUsername(settings.user());
    }
    if (!settings.password().isEmpty()) {
      config.setPassword(settings.password());
    }
    config.setMaximumPoolSize(settings.poolSize());
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", name);
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return config;
  }

  /** The connections; closing one gives it back. */
  public DataSource dataSource() {
    return connections;
  }

  /** How the pool is used now. */
  public PoolUse use() {
    int max = connections.getMaximumPoolSize();
    HikariPoolMXBean pool = connections.getHikariPoolMXBean();
    return pool == null
        ? new PoolUse(0, 0, 0, max)
        : new PoolUse(
            pool.getActiveConnections(),
            pool.getIdleConnections(),
            pool.getThreadsAwaitingConnection(),
            max);
  }

  /** Closes all connections; those in use are aborted. */
  @Override
  public void close() {
    connections.close();
  }
}
