package dev.ringwatch.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.schema.SearchIndexes.Progress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchIndexesTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
  private static final int STILL_FILLING = 256;
  private static final Pattern PAGES_READ = Pattern.compile("lossy=([0-9]+)");

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final SearchIndexes indexes = new SearchIndexes(DATABASE.dataSource());

  @BeforeEach
  void makeADay() throws SQLException {
    EventPartitions partitions = new EventPartitions(DATABASE.dataSource());
    partitions.dropBefore(LocalDate.MAX);
    partitions.ensure(List.of(DAY));
    DATABASE.execute(
        "INSERT INTO raw_events (seq, ts, event_id, account_id, ip, action, outcome, enforced)"
            + " SELECT n, '2026-11-26 00:00+00'::timestamptz + n * interval '1 second', n,"
            + " 'account' || n % 1000, '10.0.0.' || n % 200, 'login', 0, false"
            + " FROM generate_series(1, 50000) n");
    DATABASE.execute("ANALYZE raw_events");
  }

  /** How many pages a look for a value reads that no event has. */
  private static long pagesRead(String column) throws SQLException {
    String question =
        "EXPLAIN (ANALYZE, BUFFERS OFF) SELECT 1 FROM raw_events WHERE seq > 0"
            + " AND "
            + (column + " = 'nobody'");
    try (Connection connection = DATABASE.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET LOCAL enable_seqscan = off");
      StringBuilder plan = new StringBuilder();
      try (ResultSet rows = statement.executeQuery(question)) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      connection.rollback();
      assertThat(plan).contains("Bitmap Index Scan on raw_events_p20261126_seq_");
      Matcher read = PAGES_READ.matcher(plan);
      return read.find() ? Long.parseLong(read.group(1)) : 0;
    }
  }

  private static long pages() throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT pg_relation_size('raw_events_p20261126') / 8192")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void tellsOfFullPagesAPortionAtATime() throws SQLException {
    long pages = pages();
    assertThat(pages).isGreaterThan(STILL_FILLING + 320);
    assertThat(pagesRead("ip")).isEqualTo(pages);

    long full = (pages - STILL_FILLING) / 16 * 16;
    assertThat(indexes.tellOfFullPages(110)).isEqualTo(new Progress(96, full - 96));
    assertThat(pagesRead("ip")).as("six ranges of 16 fit into 110 pages").isEqualTo(pages - 96);
    assertThat(indexes.tellOfFullPages(1)).isEqualTo(new Progress(16, full - 112));
    assertThat(pagesRead("ip")).as("one range at least").isEqualTo(pages - 112);

    assertThat(indexes.tellOfFullPages(10_000)).isEqualTo(new Progress(full - 112, 0));
    assertThat(indexes.tellOfFullPages(10_000)).isEqualTo(new Progress(0, 0));
    assertThat(pagesRead("ip")).isBetween(STILL_FILLING + 0L, STILL_FILLING + 31L);
    assertThat(pagesRead("account_id")).isBetween(STILL_FILLING + 0L, STILL_FILLING + 31L);
  }

  @Test
  void goesOnAfterARestartWhereItWas() throws SQLException {
    indexes.tellOfFullPages(100);
    new SearchIndexes(DATABASE.dataSource()).tellOfFullPages(32);
    assertThat(pagesRead("ip")).isEqualTo(pages() - 128);
  }

  @Test
  void tellsOfDaysThatAreOverToTheirLastPage() throws SQLException {
    indexes.tellOfDaysBefore(DAY);
    assertThat(pagesRead("ip")).isEqualTo(pages());
    indexes.tellOfDaysBefore(DAY.plusDays(1));
    assertThat(pagesRead("ip")).isLessThan(32);
    assertThat(pagesRead("account_id")).isLessThan(32);
  }
}
