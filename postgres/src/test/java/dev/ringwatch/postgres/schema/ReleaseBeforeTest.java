package dev.ringwatch.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The release before and this one on one database: forwards, and back again. */
class ReleaseBeforeTest {

  private static void assertHolds(TestDatabase database, ReleasedDatabase released)
      throws SQLException {
    for (Map.Entry<String, Integer> table : released.counts().entrySet()) {
      assertThat(database.texts("SELECT count(*)::text FROM " + table.getKey()))
          .as("%s of %s", table.getKey(), released)
          .containsExactly(table.getValue().toString());
    }
  }

  /** A migration that was changed after its release is refused here, too. */
  @Test
  void leftADatabaseThatThisOneMigrates() throws Exception {
    ReleasedDatabase released = ReleasedDatabase.read();
    try (TestDatabase database = released.database()) {
      Schema.migrate(database.dataSource());
      assertHolds(database, released);
    }
  }

  /** Who goes back by one writes rows as before into the tables as they are now. */
  @Test
  void writesIntoTheTablesOfThisOne() throws Exception {
    ReleasedDatabase released = ReleasedDatabase.read();
    try (TestDatabase database = TestDatabase.withSchema()) {
      released.fill(database.dataSource(), false);
      assertHolds(database, released);
    }
  }

  /** Who goes back by one finds every table and column that it reads, and may leave out others. */
  @Test
  void findsItsTablesAndColumnsInThoseOfThisOne() throws SQLException, IOException {
    Map<String, Map<String, List<String>>> before;
    Map<String, Map<String, List<String>>> now;
    try (TestDatabase old = ReleasedDatabase.read().database();
        TestDatabase young = TestDatabase.withSchema()) {
      before = ReleasedDatabase.columns(old.dataSource());
      now = ReleasedDatabase.columns(young.dataSource());
    }
    assertThat(now.keySet()).containsAll(before.keySet());
    before.forEach((table, columns) -> {
      Map<String, List<String>> have = Objects.requireNonNull(now.get(table));
      columns.forEach((column, is) ->
          assertThat(have)
              .as("%s.%s", table, column)
              .containsKey(column)
              .satisfies(all ->
                  assertThat(Objects.requireNonNull(all.get(column)).getFirst())
                      .isEqualTo(is.getFirst())));
      have.forEach((column, is) -> {
        boolean mayBeLeftOut = !is.get(1).isEmpty() || !is.get(2).isEmpty();
        assertThat(columns.containsKey(column) || mayBeLeftOut)
            .as("%s.%s is new, and may be null or has a default", table, column)
            .isTrue();
      });
    });
  }

  @Test
  void startsOnTheTablesOfALaterOne() throws SQLException {
    try (TestDatabase database = TestDatabase.withSchema()) {
      database.execute(
          "INSERT INTO flyway_schema_history SELECT installed_rank + 1, '9999', 'later', type,"
              + " 'V9999__later.sql', 1, installed_by, installed_on, 1, true"
              + " FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1");
      assertThat(Schema.migrate(database.dataSource())).isZero();
    }
  }
}
