package dev.ringwatch.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The server's own configuration files, which we write before every start. What an operator wants
 * otherwise goes into {@code custom.conf} in the data directory and is read last; durability and
 * passwords are not up for choice, {@link ServerCheck} sees to that.
 */
final class ServerFiles {

  // Sizes are for two cores and a few GB of memory under a constant stream of COPY: checkpoints are
  // rare and spread out, so that few full pages are logged twice. No lz4: it is not compiled in.
  private static final String SETTINGS =
      String.format(
          Locale.ROOT,
          """
          # Written by Ringwatch. Put settings of your own into custom.conf, beside this file.
          listen_addresses = '127.0.0.1'
          unix_socket_directories = ''
          max_connections = 50
          password_encryption = 'scram-sha-256'
          client_connection_check_interval = '5s'

          fsync = on
          synchronous_commit = on
          full_page_writes = on
          wal_level = replica
          wal_buffers = '16MB'
          min_wal_size = '1GB'
          max_wal_size = '4GB'
          checkpoint_timeout = '15min'
          checkpoint_completion_target = 0.9

          shared_buffers = '256MB'
          effective_cache_size = '1GB'
          work_mem = '16MB'
          maintenance_work_mem = '128MB'
          random_page_cost = 1.1
          max_parallel_workers_per_gather = 1
          jit = off
          autovacuum = on
          recovery_init_sync_method = %s

          timezone = 'UTC'
          log_timezone = 'UTC'
          datestyle = 'iso, ymd'
          lc_messages = 'C'
          default_text_search_config = 'pg_catalog.simple'

          include = 'custom.conf'
          """,
          Platform.syncMethod());

  private static final String ACCESS =
      """
      # Written by Ringwatch: this machine only, and nobody without a password.
      host all         all 127.0.0.1/32 scram-sha-256
      host replication all 127.0.0.1/32 scram-sha-256
      """;

  private static final String CUSTOM =
      """
      # Settings of your own, read after those in postgresql.conf. In force from the next start on.
      """;

  private ServerFiles() {}

  /** Whether the directory holds just what we would write, so that a running server follows it. */
  static boolean areCurrent(Path dataDirectory) throws IOException {
    return holds(dataDirectory.resolve("postgresql.conf"), SETTINGS)
        && holds(dataDirectory.resolve("pg_hba.conf"), ACCESS);
  }

  /** Writes those that differ; the operator's own only if there is none. */
  static void write(Path dataDirectory) throws IOException {
    writeIfDifferent(dataDirectory.resolve("postgresql.conf"), SETTINGS);
    writeIfDifferent(dataDirectory.resolve("pg_hba.conf"), ACCESS);
    Path custom = dataDirectory.resolve("custom.conf");
    if (!Files.exists(custom)) {
      Files.writeString(custom, CUSTOM);
    }
  }

  // A disk that is full must not cost us the files that we have.
  private static void writeIfDifferent(Path file, String text) throws IOException {
    if (!holds(file, text)) {
      Files.writeString(file, text);
    }
  }

  private static boolean holds(Path file, String text) throws IOException {
    return Files.exists(file) && Files.readString(file).equals(text);
  }
}
