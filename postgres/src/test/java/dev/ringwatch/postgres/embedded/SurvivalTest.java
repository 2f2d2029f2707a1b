package dev.ringwatch.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.postgres.ConnectionPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of server and data when processes are killed. */
class SurvivalTest {

  private static final long BOUND_SECONDS = 60;

  @TempDir private Path parent;

  /** Remembers what it is told, in order. */
  private static final class Told implements EmbeddedPostgresListener {

    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();

    @Override
    public void died() {
      words.add("died");
    }

    @Override
    public void restarted() {
      words.add("restarted");
      throw new IllegalStateException("a listener that fails must not end the watch");
    }

    @Override
    public void staysAway(EmbeddedPostgresException cause) {
      words.add("stays away: " + cause.getMessage());
    }

    String next() throws InterruptedException {
      String word = words.poll(BOUND_SECONDS, TimeUnit.SECONDS);
      return word == null ? "nothing" : word;
    }
  }

  @Test
  void startsAKilledServerAgainWithAllThatItConfirmed() throws Exception {
    Path directory = Directories.copyInto(parent);
    Told told = new Told();
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(EmbeddedPostgresConfig.ofDefaults(directory), told);
        ConnectionPool pool = ConnectionPool.open(postgres.settings(), "test")) {
      execute(pool.dataSource(), "CREATE TABLE confirmed (n int PRIMARY KEY)");
      int confirmed = 0;
      for (int round = 0; round < 3; round++) {
        long killed = postgres.processId();
        confirmed = insertUntilItFails(pool.dataSource(), confirmed, () -> kill(killed));

        assertThat(told.next()).isEqualTo("died");
        assertThat(told.next()).isEqualTo("restarted");
        assertThat(postgres.processId()).isNotEqualTo(killed);
        int kept = number(pool.dataSource(), "SELECT max(n) FROM confirmed");
        // The last one may have been committed without our hearing of it.
        assertThat(kept).isBetween(confirmed, confirmed + 1);
        confirmed = kept;
      }
    }
  }

  @Test
  void saysWhyTheServerCannotStartAndGoesOnTrying() throws Exception {
    Path directory = Directories.copyInto(parent);
    Told told = new Told();
    EmbeddedPostgresConfig defaults = EmbeddedPostgresConfig.ofDefaults(directory);
    EmbeddedPostgresConfig config =
        new EmbeddedPostgresConfig(
            directory,
            defaults.cacheDirectory(),
            0,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            2);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(config, told)) {
      Files.writeString(directory.resolve("custom.conf"), "no_such_setting = 1\n");
      kill(postgres.processId());

      assertThat(told.next()).isEqualTo("died");
      assertThat(told.next())
          .startsWith("stays away: PostgreSQL died and could not be started again in 2 attempts")
          .contains("no_such_setting");
      Files.delete(directory.resolve("custom.conf"));
      assertThat(told.next()).isEqualTo("restarted");
    }
  }

  @Test
  void adoptsAServerThatOutlivedItsRingwatch() throws Exception {
    Path directory = Directories.copyInto(parent);
    long survivor;
    try (OtherJvm other = OtherJvm.start(directory)) {
      assertThatThrownBy(() -> start(directory))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessage(
              directory
                  + " is in use by another Ringwatch (process "
                  + other.processId()
                  + "): stop that one, or give this one a data directory of its own");
      survivor = other.serverProcessId();
      other.kill();
    }
    assertThat(Processes.runs(survivor)).isTrue();

    Told told = new Told();
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(EmbeddedPostgresConfig.ofDefaults(directory), told);
        ConnectionPool pool = ConnectionPool.open(postgres.settings(), "test")) {
      assertThat(postgres.adopted()).isTrue();
      assertThat(postgres.processId()).isEqualTo(survivor);
      assertThat(number(pool.dataSource(), "SELECT 1")).isEqualTo(1);

      kill(survivor);
      assertThat(told.next()).isEqualTo("died");
      assertThat(told.next()).isEqualTo("restarted");
      assertThat(number(pool.dataSource(), "SELECT 1")).isEqualTo(1);
    }
    assertThat(Processes.runs(survivor)).isFalse();
  }

  @Test
  void stopsASurvivorThatFollowsOtherSettings() throws Exception {
    Path directory = Directories.copyInto(parent);
    long survivor;
    try (OtherJvm other = OtherJvm.start(directory)) {
      survivor = other.serverProcessId();
    }
    // As an earlier release might have written it.
    Files.writeString(directory.resolve("postgresql.conf"), "shared_buffers = '128MB'\n");

    try (EmbeddedPostgres postgres = start(directory);
        ConnectionPool pool = ConnectionPool.open(postgres.settings(), "test")) {
      assertThat(postgres.adopted()).isFalse();
      assertThat(Processes.runs(survivor)).isFalse();
      assertThat(
              number(
                  pool.dataSource(),
                  "SELECT setting::int FROM pg_settings WHERE name = 'shared_buffers'"))
          .isEqualTo(256 * 128);
    }
  }

  @Test
  void startsAfterServerAndRingwatchWereKilledTogether() throws Exception {
    Path directory = Directories.copyInto(parent);
    try (OtherJvm other = OtherJvm.start(directory)) {
      other.kill();
      kill(other.serverProcessId());
    }

    try (EmbeddedPostgres postgres = start(directory)) {
      assertThat(postgres.adopted()).isFalse();
    }
  }

  @Test
  void isNotMisledByAnotherProgramUnderTheOldNumber() throws Exception {
    Path directory = Directories.copyInto(parent);
    List<String> file;
    try (OtherJvm other = OtherJvm.start(directory)) {
      file = Files.readAllLines(directory.resolve("postmaster.pid"));
      other.kill();
      kill(other.serverProcessId());
    }
    Process bystander = new ProcessBuilder("tail", "-f", "/dev/null").start();
    try {
      file.set(0, Long.toString(bystander.pid()));
      Files.write(directory.resolve("postmaster.pid"), file);

      start(directory).close();

      assertThat(bystander.isAlive()).isTrue();
    } finally {
      bystander.destroyForcibly();
    }
  }

  @Test
  void staysStoppedOnceItWasClosed() throws Exception {
    Path directory = Directories.copyInto(parent);
    Told told = new Told();
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(EmbeddedPostgresConfig.ofDefaults(directory), told);

    postgres.close();
    postgres.close();

    assertThat(told.words).isEmpty();
    assertThat(directory.resolve("postmaster.pid")).doesNotExist();
  }

  private static EmbeddedPostgres start(Path directory) {
    return EmbeddedPostgres.start(
        EmbeddedPostgresConfig.ofDefaults(directory), new EmbeddedPostgresListener() {});
  }

  private static void kill(long processId) {
    ProcessHandle process = ProcessHandle.of(processId).orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
  }

  /**
   * Inserts one number after the other, has something happen beside the hundredth, and returns the
   * last that was confirmed.
   */
  private static int insertUntilItFails(DataSource dataSource, int last, Runnable happening)
      throws SQLException {
    int confirmed = last;
    try (Connection connection = dataSource.getConnection();
        var insert = connection.prepareStatement("INSERT INTO confirmed VALUES (?)")) {
      while (true) {
        if (confirmed == last + 100) {
          Thread.ofPlatform().start(happening);
        }
        insert.setInt(1, confirmed + 1);
        try {
          insert.executeUpdate();
        } catch (SQLException e) {
          return confirmed;
        }
        confirmed++;
      }
    }
  }

  private static void execute(DataSource dataSource, String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.createStatement().execute(sql);
    }
  }

  private static int number(DataSource dataSource, String question) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        ResultSet rows = connection.createStatement().executeQuery(question)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
