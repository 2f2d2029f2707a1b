package dev.ringwatch.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.postgres.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

  private static final EmbeddedPostgresListener NOBODY = new EmbeddedPostgresListener() {};

  @TempDir private Path temporary;
  private Path parent;

  @BeforeEach
  void findRealPath() throws IOException {
    parent = temporary.toRealPath();
  }

  @Test
  void makesADatabaseThatKeepsWhatItConfirmed() throws Exception {
    Path directory = parent.resolve("data").resolve("postgres");
    // Left by one that was killed while it made the directory.
    Files.createDirectories(directory.resolveSibling("postgres.unfinished").resolve("base"));
    try (EmbeddedPostgres postgres = start(directory)) {
      assertThat(ask(postgres, "SHOW server_version")).startsWith("18.");
      assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW data_checksums")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(postgres, "SELECT current_database()")).isEqualTo("ringwatch");
      assertThat(postgres.adopted()).isFalse();
      assertThat(Processes.runs(postgres.processId())).isTrue();
      assertThat(permissions(directory)).isEqualTo("rwx------");
      assertThat(permissions(directory.resolve("ringwatch.password"))).isEqualTo("rw-------");
    }
    try (Stream<Path> left = Files.list(directory.getParent())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("postgres", "postgres.lock");
    }
  }

  @Test
  void letsNobodyInWithoutThePassword() throws Exception {
    try (EmbeddedPostgres postgres = start(Directories.copyInto(parent))) {
      DatabaseSettings settings = postgres.settings();
      assertThat(settings.password()).hasSizeGreaterThanOrEqualTo(40);
      assertThat(settings.toString()).doesNotContain(settings.password());
      for (String password : List.of("", "wrong", settings.password() + "x")) {
        assertThatThrownBy(
                () -> DriverManager.getConnection(settings.url(), settings.user(), password))
            .as("password '%s'", password)
            .isInstanceOf(SQLException.class);
      }
      assertThat(
              ask(postgres, "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"))
          .isEqualTo("scram-sha-256");
    }
  }

  @Test
  void keepsPortPasswordAndDataOverAnOrderlyStop() throws Exception {
    Path directory = Directories.copyInto(parent);
    DatabaseSettings before;
    long processId;
    try (EmbeddedPostgres postgres = start(directory)) {
      before = postgres.settings();
      processId = postgres.processId();
      execute(postgres, "CREATE TABLE kept AS SELECT 42 AS n");
    }
    assertThat(Processes.runs(processId)).isFalse();

    try (EmbeddedPostgres postgres = start(directory)) {
      assertThat(postgres.settings()).isEqualTo(before);
      assertThat(ask(postgres, "SELECT n FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void stopsWhileSessionsAreOpen() throws Exception {
    EmbeddedPostgres postgres = start(Directories.copyInto(parent));
    try (Connection connection = connect(postgres)) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("CREATE TABLE open (n int)");

      postgres.close();

      assertThat(Processes.runs(postgres.processId())).isFalse();
      assertThat(connection.isValid(1)).isFalse();
    }
  }

  @Test
  void takesAnotherPortWhenItsOwnIsTaken() throws Exception {
    Path directory = Directories.copyInto(parent);
    Path other = Directories.copyInto(Files.createDirectory(parent.resolve("other")));
    try (EmbeddedPostgres first = start(directory)) {
      Files.copy(directory.resolve("ringwatch.port"), other.resolve("ringwatch.port"));
      try (EmbeddedPostgres second = start(other)) {
        assertThat(second.settings().url()).isNotEqualTo(first.settings().url());
      }
      int taken = Integer.parseInt(Files.readString(directory.resolve("ringwatch.port")).strip());
      assertThatThrownBy(() ->
              EmbeddedPostgres.start(
                  EmbeddedPostgresConfig.ofDefaults(other).withPort(taken), NOBODY))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining("Address already in use");
    }
  }

  @Test
  void readsTheOperatorsOwnSettings() throws Exception {
    Path directory = Directories.copyInto(parent);
    Files.writeString(directory.resolve("custom.conf"), "work_mem = '5MB'\n");
    try (EmbeddedPostgres postgres = start(directory)) {
      assertThat(ask(postgres, "SHOW work_mem")).isEqualTo("5MB");
    }
  }

  @Test
  void refusesSettingsThatLoseData() throws Exception {
    Path directory = Directories.copyInto(parent);
    Files.writeString(
        directory.resolve("custom.conf"), "fsync = off\nsynchronous_commit = local\n");

    assertThatThrownBy(() -> start(directory))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageStartingWith("the PostgreSQL in " + directory + " is not set as Ringwatch needs")
        .hasMessageContaining("fsync is 'off', not 'on'")
        .hasMessageContaining("synchronous_commit is 'local', not 'on'");
    assertThat(directory.resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void saysWhatPostgresSaidWhenItDoesNotStart() throws Exception {
    Path directory = Directories.copyInto(parent);
    Files.writeString(directory.resolve("custom.conf"), "no_such_setting = 1\n");

    assertThatThrownBy(() -> start(directory))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageStartingWith("PostgreSQL did not start in " + directory)
        .hasMessageContaining("unrecognized configuration parameter \"no_such_setting\"");
  }

  @Test
  void refusesTheDirectoryOfAnotherMajorVersion() throws Exception {
    Path directory = Directories.copyInto(parent);
    Files.writeString(directory.resolve("PG_VERSION"), "15\n");

    assertThatThrownBy(() -> start(directory))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessage(
            directory
                + " was made by PostgreSQL 15, and this Ringwatch brings PostgreSQL 18: bring it"
                + " over with pg_upgrade, or name another directory");
  }

  @Test
  void refusesWhatIsNoDatabaseAndLeavesItAlone() throws Exception {
    Path directory = Files.createDirectory(parent.resolve("photos"));
    Path photo = Files.writeString(directory.resolve("photo"), "dear");

    assertThatThrownBy(() -> start(directory))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageStartingWith(directory + " is not a PostgreSQL data directory and not empty");
    assertThatThrownBy(() -> start(photo))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageStartingWith(photo + " is not a PostgreSQL data directory");
    assertThatThrownBy(() -> start(photo.resolve("below")))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageStartingWith("there can be no database in " + photo.resolve("below"));
    assertThat(photo).hasContent("dear");
  }

  @Test
  void refusesSomeoneElsesDatabase() throws Exception {
    Path directory = Directories.copyInto(parent);
    Files.delete(directory.resolve("ringwatch.password"));

    assertThatThrownBy(() -> start(directory))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("is a PostgreSQL data directory but not Ringwatch's");
  }

  @Test
  void refusesADirectoryThatThisProcessUses() throws Exception {
    Path directory = Directories.copyInto(parent);
    try (EmbeddedPostgres postgres = start(directory)) {
      assertThatThrownBy(() -> start(directory))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining("is in use by another Ringwatch (process ");
      assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
      // The refusal did not give the lock away either.
      assertThatThrownBy(() -> OtherJvm.start(directory)).isInstanceOf(IOException.class);
    }
    start(directory).close();
  }

  private static EmbeddedPostgres start(Path directory) {
    return EmbeddedPostgres.start(EmbeddedPostgresConfig.ofDefaults(directory), NOBODY);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    DatabaseSettings settings = postgres.settings();
    return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres)) {
      connection.createStatement().execute(sql);
    }
  }

  private static String ask(EmbeddedPostgres postgres, String question) throws SQLException {
    try (Connection connection = connect(postgres);
        ResultSet rows = connection.createStatement().executeQuery(question)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
