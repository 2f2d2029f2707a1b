package dev.ringwatch.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventPartitionsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final EventPartitions partitions = new EventPartitions(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    partitions.dropBefore(LocalDate.MAX);
    DATABASE.execute("TRUNCATE raw_events, log_floor, control_records");
  }

  @Test
  void makesDaysAheadOnce() throws SQLException {
    List<LocalDate> days = List.of(DAY, DAY.plusDays(1), DAY.plusDays(2));

    assertThat(partitions.ensureAhead(DAY, 2).days()).isEqualTo(days);
    assertThat(partitions.ensureAhead(DAY, 2).days()).isEmpty();
    assertThat(partitions.ensureAhead(DAY.plusDays(1), 2).days()).containsExactly(DAY.plusDays(3));
    assertThat(partitions.existing()).hasSize(4).startsWith(DAY);
  }

  @Test
  void makesTheFirstAndTheLastDayThatTheLogTakes() throws SQLException {
    List<LocalDate> days = List.of(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31));

    assertThat(partitions.ensure(days).days()).isEqualTo(days);
    insert(1, "0001-01-01 00:00:00+00");
    insert(2, "9999-12-31 23:59:59.999999+00");
    assertThat(partitions.strays()).isZero();
    assertThat(partitions.existing()).isEqualTo(days);
  }

  @Test
  void saysWhatDaysTake() throws SQLException {
    partitions.ensure(List.of(DAY, DAY.plusDays(1)));
    DATABASE.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action)"
            + " SELECT n, '2026-11-26 10:00:00+00', 0, false, n::text, 'an account ' || n, 'login'"
            + " FROM generate_series(1, 5000) n");

    List<EventPartitions.Size> guessed = partitions.sizes();
    assertThat(guessed).extracting(EventPartitions.Size::day).containsExactly(DAY, DAY.plusDays(1));
    assertThat(guessed.getFirst().rows()).isBetween(500L, 10_000L);
    assertThat(guessed.getFirst().bytes()).isGreaterThan(300_000);
    assertThat(guessed.getLast().rows()).isZero();

    DATABASE.execute("ANALYZE raw_events");
    assertThat(partitions.sizes().getFirst().rows()).isEqualTo(5_000);
  }

  @Test
  void cutsDaysInUtc() throws SQLException {
    partitions.ensure(List.of(DAY));

    insert(1, DAY + " 00:00:00+00");
    insert(2, DAY + " 23:59:59.999999+00");
    assertThat(partitions.strays()).isZero();
    insert(3, DAY.minusDays(1) + " 23:59:59.999999+00");
    assertThat(partitions.strays()).isEqualTo(1);
  }

  @Test
  void givesEveryPartitionTheIndexesOfTheTable() throws SQLException {
    partitions.ensure(List.of(DAY));

    assertThat(
            ask(
                "SELECT pg_get_indexdef(indexrelid) FROM pg_index"
                    + " WHERE indrelid = 'raw_events_p20261126'::regclass ORDER BY 1"))
        .hasSize(4)
        .anyMatch(index -> index.contains("USING btree (seq)"))
        .anyMatch(index -> index.contains("USING brin (seq, account_id text_bloom_ops"))
        .anyMatch(index -> index.contains("USING brin (seq, ip text_bloom_ops"))
        .anyMatch(index -> index.contains("USING brin (ts) WITH (pages_per_range='32')"));
  }

  @Test
  void movesEventsOutOfTheDefaultPartition() throws SQLException {
    insert(1, DAY + " 10:00:00+00");
    insert(2, DAY + " 11:00:00+00");
    insert(3, DAY.plusDays(1) + " 10:00:00+00");
    assertThat(partitions.strays()).isEqualTo(3);

    assertThat(partitions.ensure(List.of(DAY)))
        .isEqualTo(new EventPartitions.Made(List.of(DAY), 2));
    assertThat(partitions.strays()).isEqualTo(1);
    assertThat(partitions.ensureForStrays())
        .isEqualTo(new EventPartitions.Made(List.of(DAY.plusDays(1)), 1));

    assertThat(partitions.strays()).isZero();
    assertThat(ask("SELECT seq FROM raw_events ORDER BY seq")).containsExactly("1", "2", "3");
    assertThat(ask("SELECT seq FROM raw_events_p20261126 ORDER BY seq")).containsExactly("1", "2");
  }

  @Test
  void letsCallersAtTheSameTimeMakeEachDayOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<EventPartitions.Made> ensure = () -> partitions.ensureAhead(DAY, 9);
      List<LocalDate> made = new ArrayList<>();
      for (Future<EventPartitions.Made> result :
          threads.invokeAll(Stream.generate(() -> ensure).limit(4).toList())) {
        made.addAll(result.get().days());
      }
      assertThat(made).hasSize(10).doesNotHaveDuplicates();
    }
  }

  @Test
  void makesADayWhileOthersAreReadAndWritten() throws SQLException {
    partitions.ensure(List.of(DAY));
    try (Connection connection = DATABASE.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "SELECT * FROM raw_events WHERE ts >= '2026-11-26 00:00+00' AND ts < '2026-11-27 00:00+00'");
      statement.execute(insertion(1, DAY + " 10:00:00+00"));

      assertThat(partitions.ensure(List.of(DAY.plusDays(1))).days()).hasSize(1);
      connection.commit();
    }
  }

  @Test
  void dropsWholeDaysAndRemembersTheHighestNumber() throws SQLException {
    partitions.ensureAhead(DAY, 3);
    insert(7, DAY + " 10:00:00+00");
    insert(9, DAY.plusDays(1) + " 10:00:00+00");
    insert(8, DAY.plusDays(2) + " 10:00:00+00");

    assertThat(partitions.dropBefore(DAY.plusDays(2))).containsExactly(DAY, DAY.plusDays(1));
    assertThat(partitions.dropBefore(DAY.plusDays(2))).isEmpty();
    assertThat(ask("SELECT seq FROM raw_events")).containsExactly("8");
    assertThat(ask("SELECT seq FROM log_floor")).containsExactly("9");

    partitions.dropBefore(DAY.plusDays(4));
    assertThat(partitions.existing()).isEmpty();
    assertThat(ask("SELECT seq FROM log_floor")).containsExactly("9");
  }

  @Test
  void looksUpAMinuteByTheIndexOnceItIsSummarized() throws SQLException {
    partitions.ensure(List.of(DAY));
    DATABASE.execute(
        "INSERT INTO raw_events (seq, ts, event_id, account_id, action, outcome, enforced)"
            + " SELECT n, '2026-11-26 00:00+00'::timestamptz + n * interval '1 second', n, n % 100, 'login', 0, false"
            + " FROM generate_series(1, 50000) n");
    partitions.summarize(DAY);
    partitions.summarize(DAY.plusDays(1));
    DATABASE.execute("ANALYZE raw_events");

    String plan =
        String.join(
            "\n",
            ask(
                "EXPLAIN (ANALYZE, BUFFERS OFF) SELECT 1 FROM raw_events"
                    + " WHERE ts BETWEEN '2026-11-26 05:00+00' AND '2026-11-26 05:01+00'"
                    + " AND event_id = '18030'"));
    assertThat(plan).contains("Bitmap Index Scan on raw_events_p20261126_ts_idx");
    assertThat(plan).contains("Heap Blocks: lossy=32");
  }

  @Test
  void dropsADayOnlyIfNothingCameForItSince() throws SQLException {
    partitions.ensureAhead(DAY, 1);
    insert(7, DAY + " 10:00:00+00");
    insert(9, DAY + " 09:00:00+00");
    EventPartitions.Along note =
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO control_records VALUES (1, 'note', 0, '')");
          }
        };

    assertThat(partitions.drop(DAY, 8, note)).isEqualTo(EventPartitions.Drop.HAS_MORE);
    assertThat(ask("SELECT seq FROM control_records")).isEmpty();
    assertThat(partitions.drop(DAY, 9, note)).isEqualTo(EventPartitions.Drop.DONE);
    assertThat(ask("SELECT seq FROM control_records")).containsExactly("1");
    assertThat(ask("SELECT seq FROM log_floor")).containsExactly("9");
    assertThat(partitions.existing()).containsExactly(DAY.plusDays(1));
    assertThat(partitions.drop(DAY, 9, note)).isEqualTo(EventPartitions.Drop.NOT_THERE);
    assertThat(partitions.drop(DAY.plusDays(1), 0, connection -> {}))
        .as("without events")
        .isEqualTo(EventPartitions.Drop.DONE);
  }

  @Test
  void keepsADayWhoseNoteCannotBeWritten() throws SQLException {
    partitions.ensure(List.of(DAY));
    insert(7, DAY + " 10:00:00+00");
    EventPartitions.Along failing =
        connection -> {
          throw new SQLException("no room");
        };
    assertThatThrownBy(() -> partitions.drop(DAY, 7, failing)).hasMessage("no room");
    assertThat(ask("SELECT seq FROM raw_events_p20261126")).containsExactly("7");
  }

  private void insert(long seq, String time) throws SQLException {
    DATABASE.execute(insertion(seq, time));
  }

  private static String insertion(long seq, String time) {
    return "INSERT INTO raw_events (seq, ts, event_id, account_id, action, outcome, enforced) VALUES ("
        + (seq + ", '" + time + "', 'e" + seq + "', 'a', 'login', 0, false)");
  }

  private List<String> ask(String question) throws SQLException {
    List<String> answers = new ArrayList<>();
    try (Connection connection = DATABASE.dataSource().getConnection();
        ResultSet rows = connection.createStatement().executeQuery(question)) {
      while (rows.next()) {
        answers.add(rows.getString(1));
      }
    }
    return answers;
  }
}
