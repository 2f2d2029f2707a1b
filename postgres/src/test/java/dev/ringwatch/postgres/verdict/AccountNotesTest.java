package dev.ringwatch.postgres.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountNotesTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00.123456789Z");
  private static final String HOSTILE = "'; DROP TABLE account_notes; -- \"<b>\u202E";

  private final AccountNotes notes = new AccountNotes(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE account_notes");
  }

  private long add(String account, String text) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      Giver giver = new Giver("operator 7", NOW, new Tick(0));
      return Transaction.run(connection, () -> notes.add(connection, account, text, giver));
    }
  }

  @Test
  void givesWhatWasNotedOfAnAccountTheNewestFirst() throws SQLException {
    long first = add("a", "one");
    add("b", "of another");
    long second = add("a", HOSTILE);
    assertThat(notes.latest("a", 10))
        .containsExactly(
            new KeptNote(
                second, HOSTILE, "operator 7", Instant.parse("2026-11-27T10:00:00.123456Z")),
            new KeptNote(first, "one", "operator 7", Instant.parse("2026-11-27T10:00:00.123456Z")));
    assertThat(notes.latest("a", 1)).extracting(KeptNote::id).containsExactly(second);
    assertThat(notes.latest("A", 10)).isEmpty();
  }

  @Test
  void isNotThereWhenItsTransactionIsNot() throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      notes.add(connection, "a", "never", new Giver("operator 7", NOW, new Tick(0)));
      connection.rollback();
    }
    assertThat(notes.latest("a", 10)).isEmpty();
  }

  @Test
  void takesNoEmptyText() {
    assertThatThrownBy(() -> add("a", "")).isInstanceOf(SQLException.class);
  }
}
