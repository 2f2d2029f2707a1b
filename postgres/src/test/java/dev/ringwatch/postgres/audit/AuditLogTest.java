package dev.ringwatch.postgres.audit;

import static dev.ringwatch.postgres.audit.AuditDatabase.look;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {

  @AutoClose private static final AuditDatabase DATABASE = new AuditDatabase();

  private static final AuditActor ADMIN = new AuditActor(AuditActor.Kind.OPERATOR, "1");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final AuditLog log = DATABASE.log();

  @BeforeEach
  void empty() throws SQLException {
    DATABASE.empty();
  }

  @Test
  void keepsWhatItIsToldInOrder() throws SQLException {
    Map<String, String> awkward = Map.of("b", "\"\\\n", "a", "\uD83D\uDE00", "", "", "Z", "ä");
    log.append(
        new AuditEntry(ADMIN, "key.create", new AuditObject("api_key", "3"), "done", "r", awkward));
    log.append(look("acc\u0000ount\uD800/1"));

    List<AuditRow> rows = DATABASE.all();
    assertThat(rows).extracting(AuditRow::seq).containsExactly(1L, 2L);
    assertThat(rows.getFirst().at()).isEqualTo(AuditDatabase.NOON);
    assertThat(rows.getFirst().actorKind()).isEqualTo("operator");
    assertThat(rows.getFirst().details().plain()).contains(awkward);
    assertThat(rows.getFirst().object().plain()).contains("3");
    assertThat(rows.getLast().object().plain()).contains("acc\uFFFDount\uFFFD/1");
    AuditReport report = DATABASE.verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.last()).isEqualTo(DATABASE.rows().head());
    assertThat(DATABASE.rows().holds(rows.getFirst().head())).isTrue();
    assertThat(DATABASE.rows().holds(new AuditHead(1, rows.getLast().hash()))).isFalse();
  }

  @Test
  void givesPagesOfWhatIsAskedFor() throws SQLException {
    for (String action : List.of("key.create", "key.revoke", "operator.add", "key.create")) {
      log.append(
          new AuditEntry(ADMIN, action, new AuditObject("api_key", "3"), "done", "r", Map.of()));
    }
    log.append(look("account"));
    AuditRows rows = DATABASE.rows();

    assertThat(rows.page(AuditRows.Filter.ALL, Long.MAX_VALUE, 2))
        .extracting(AuditRow::seq)
        .containsExactly(5L, 4L);
    assertThat(rows.page(AuditRows.Filter.ALL, 4, 9))
        .extracting(AuditRow::seq)
        .containsExactly(3L, 2L, 1L);
    assertThat(numbers(rows, action("key.create"))).containsExactly(4L, 1L);
    assertThat(numbers(rows, action("key."))).containsExactly(4L, 2L, 1L);
    assertThat(numbers(rows, action("key"))).isEmpty();
    AuditRows.Filter all =
        new AuditRows.Filter(
            Optional.of("operator"),
            Optional.of("1"),
            Optional.empty(),
            Optional.of("3"),
            AuditDatabase.NOON,
            AuditDatabase.NOON.plusSeconds(60));
    assertThat(numbers(rows, all)).containsExactly(4L, 3L, 2L, 1L);
    AuditRows.Filter before =
        new AuditRows.Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            null,
            AuditDatabase.NOON);
    assertThat(numbers(rows, before)).isEmpty();
  }

  private static AuditRows.Filter action(String word) {
    return new AuditRows.Filter(
        Optional.empty(), Optional.empty(), Optional.of(word), Optional.empty(), null, null);
  }

  private static List<Long> numbers(AuditRows rows, AuditRows.Filter filter) throws SQLException {
    return rows.page(filter, Long.MAX_VALUE, 9).stream().map(AuditRow::seq).toList();
  }

  @Test
  void isWholeWithoutARow() throws SQLException {
    assertThat(DATABASE.verify(new AuditHead(0, Sha256.ZERO)).isWhole()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_log SET outcome = 'other'",
        "UPDATE audit_log SET object_id = NULL, object_salt = NULL",
        "UPDATE audit_log SET hash = previous_hash",
        "DELETE FROM audit_log WHERE seq = 2",
        "TRUNCATE audit_log",
        "SET ringwatch.audit_erase = 'on'; UPDATE audit_log SET actor_id = ''",
        "SET ringwatch.audit_erase = 'on'; UPDATE audit_log SET object_id = 'other'",
        "SET ringwatch.audit_erase = 'on'; DELETE FROM audit_log",
      })
  void refusesToChangeARow(String statement) throws SQLException {
    log.append(look("a"));
    log.append(look("b"));
    List<AuditRow> before = DATABASE.all();

    assertThatThrownBy(() -> DATABASE.execute(statement))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("audit_log is append-only");
    assertThat(DATABASE.all()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_head SET seq = 0",
        "UPDATE audit_head SET hash = decode(repeat('00', 32), 'hex')",
        "DELETE FROM audit_head",
        "TRUNCATE audit_head",
      })
  void refusesToTakeTheHeadBack(String statement) {
    log.append(look("a"));
    assertThatThrownBy(() -> DATABASE.execute(statement))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("audit_head only goes forward");
  }

  @Test
  void recordsAChangeInItsTransactionOrMakesNone() throws SQLException {
    DATABASE.execute("CREATE TABLE IF NOT EXISTS things (id int PRIMARY KEY)");
    int answer =
        log.change((connection, record) -> {
          insertThing(connection);
          record.accept(look("thing"));
          return 5;
        });
    assertThat(answer).isEqualTo(5);
    assertThatThrownBy(() ->
            log.change((connection, record) -> {
              record.accept(look("the same again"));
              insertThing(connection);
              return 0;
            }))
        .isInstanceOf(SQLException.class);
    DATABASE.tamper("DELETE FROM audit_head");
    assertThatThrownBy(() ->
            log.change((connection, record) -> {
              connection.createStatement().execute("DELETE FROM things");
              record.accept(look("unrecorded"));
              return 0;
            }))
        .isInstanceOf(AuditUnavailableException.class);

    assertThat(DATABASE.number("SELECT count(*) FROM things")).isOne();
    assertThat(DATABASE.all())
        .singleElement()
        .extracting(row -> row.object().plain())
        .isEqualTo(Optional.of("thing"));
    DATABASE.tamper(
        "INSERT INTO audit_head SELECT true, seq, hash FROM audit_log; DROP TABLE things");
    assertThat(DATABASE.verify().isWhole()).isTrue();
  }

  private static void insertThing(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO things VALUES (1)");
    }
  }

  @Test
  void erasesAnAccountAndStaysWhole() throws SQLException {
    for (String account : List.of("a", "b", "a", "c", "a")) {
      log.append(look(account));
    }
    List<AuditRow> before = DATABASE.all();

    assertThat(log.erase(ADMIN, "r9", AuditObject.account("a"))).isEqualTo(3);

    assertThat(DATABASE.number("SELECT count(*) FROM audit_log a WHERE a::text LIKE '%score%'"))
        .isEqualTo(2);
    List<AuditRow> rows = DATABASE.all();
    assertThat(rows)
        .extracting(AuditRow::hash)
        .startsWith(before.stream().map(AuditRow::hash).toArray(Sha256[]::new));
    assertThat(rows)
        .extracting(AuditRow::isErased)
        .containsExactly(true, false, true, false, true, false);
    AuditRow said = rows.getLast();
    assertThat(said.action()).isEqualTo("audit.erase");
    assertThat(said.actorId()).isEqualTo("1");
    assertThat(said.object().plain()).contains("");
    assertThat(said.details().plain()).contains(Map.of("rows", "1,3,5"));
    AuditReport report = DATABASE.verify(before.getLast().head());
    assertThat(report.findings()).isEmpty();
    assertThat(report.erased()).isEqualTo(3);
    assertThat(log.erase(ADMIN, "r9", AuditObject.account("a"))).isZero();
    assertThat(DATABASE.all()).hasSize(6);
  }

  @Test
  void namesManyErasedRowsInSeveral() throws SQLException {
    log.change((connection, record) -> {
      for (int i = 0; i < 5_100; i++) {
        record.accept(look("a"));
      }
      return 0;
    });

    assertThat(log.erase(ADMIN, "", AuditObject.account("a"))).isEqualTo(5_100);

    assertThat(DATABASE.all()).hasSize(5_102);
    AuditReport report = DATABASE.verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.erased()).isEqualTo(5_100);
  }

  @Test
  void goesOnWithoutAGapWhenManyAppendFromSeveralSides() throws Exception {
    AuditLog other = DATABASE.log();
    int each = 60;
    Set<String> expected = new HashSet<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 10; thread++) {
        String name = "t" + thread + "-";
        AuditLog mine = thread < 8 ? log : other;
        boolean byChange = thread == 9;
        for (int i = 0; i < each; i++) {
          expected.add(name + i);
        }
        running.add(
            threads.submit(() -> {
              for (int i = 0; i < each; i++) {
                append(mine, look(name + i), byChange);
              }
              return null;
            }));
      }
      for (Future<?> one : running) {
        one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    }
    List<AuditRow> rows = DATABASE.all();
    assertThat(rows).hasSize(10 * each);
    assertThat(rows.getLast().seq()).isEqualTo(10L * each);
    assertThat(rows)
        .extracting(row -> row.object().plain().orElseThrow())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(DATABASE.verify().findings()).isEmpty();
  }

  private static void append(AuditLog log, AuditEntry entry, boolean byChange) throws SQLException {
    if (byChange) {
      int answer =
          log.change((connection, record) -> {
            record.accept(entry);
            return 0;
          });
      assertThat(answer).isZero();
    } else {
      log.append(entry);
    }
  }

  @Test
  void losesAndDoublesNothingWhenConnectionsAreEnded() throws Exception {
    Set<String> acknowledged = new HashSet<>();
    Set<String> asked = new HashSet<>();
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger appends = new AtomicInteger();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 6; thread++) {
        String name = "t" + thread + "-";
        running.add(
            threads.submit(() -> {
              for (int i = 0; !stop.get(); i++) {
                synchronized (asked) {
                  asked.add(name + i);
                }
                try {
                  log.append(look(name + i));
                  synchronized (acknowledged) {
                    acknowledged.add(name + i);
                  }
                } catch (AuditUnavailableException e) {
                  assertThat(e).hasMessageContaining("audit log");
                }
                appends.incrementAndGet();
              }
            }));
      }
      for (int round = 0; round < 12; round++) {
        int before = appends.get();
        WaitFor.condition(PATIENCE, () -> appends.get() > before + 20);
        DATABASE.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
      }
      stop.set(true);
      for (Future<?> one : running) {
        one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    }
    List<String> written =
        DATABASE.all().stream().map(row -> row.object().plain().orElseThrow()).toList();
    assertThat(written).doesNotHaveDuplicates().containsAll(acknowledged);
    assertThat(asked).containsAll(written);
    assertThat(DATABASE.verify().findings()).isEmpty();
  }

  @Test
  void refusesToGoOnWhereItsOwnRowsAreGone() throws SQLException {
    for (int i = 0; i < 3; i++) {
      log.append(look("a" + i));
    }
    DATABASE.tamper(
        "DELETE FROM audit_log WHERE seq = 3;"
            + " UPDATE audit_head SET seq = 2, hash = (SELECT hash FROM audit_log WHERE seq = 2)");

    assertThatThrownBy(() -> log.append(look("b")))
        .isInstanceOf(AuditUnavailableException.class)
        .hasMessageContaining("row 3 is not what was written");
    assertThat(DATABASE.all()).hasSize(2);
    // Somebody who does not remember goes on; whoever noted the head knows.
    DATABASE.log().append(look("b"));
    assertThat(DATABASE.verify().isWhole()).isTrue();
  }

  @Test
  void saysThatItCannotWrite() throws Exception {
    try (Connection blocking = DATABASE.dataSource().getConnection()) {
      blocking.setAutoCommit(false);
      blocking.createStatement().execute("SELECT FROM audit_head FOR UPDATE");
      assertThatThrownBy(() -> log.append(look("a")))
          .isInstanceOf(AuditUnavailableException.class)
          .hasMessageContaining("lock timeout");
      blocking.rollback();
      blocking.setAutoCommit(true);
    }
    log.append(look("a"));
    assertThat(DATABASE.all()).hasSize(1);
  }

  @Test
  void isOnTheDiskWhateverTheDatabasesDefault() throws SQLException {
    try (TestDatabase hasty = TestDatabase.withSchema()) {
      hasty.execute(
          "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off',"
              + " current_database()); END $$");
      try (ConnectionPool later = ConnectionPool.open(hasty.settings(), "later")) {
        AuditLog appending = new AuditLog(later.dataSource(), () -> AuditDatabase.NOON);
        int flushed = 0;
        for (int i = 0; i < 20; i++) {
          appending.append(look("a" + i));
          flushed += isFlushed(later) ? 1 : 0;
        }
        // Otherwise it is flushed up to a fifth of a second later, so hardly ever by now; and the
        // server may have more to write than what was appended.
        assertThat(flushed).isGreaterThan(12);
      }
    }
  }

  private static boolean isFlushed(ConnectionPool pool) throws SQLException {
    try (Connection connection = pool.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT current_setting('synchronous_commit'),"
                    + " pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn()")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("off");
      return row.getBoolean(2);
    }
  }
}
