package dev.ringwatch.postgres.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountListsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final String[] PIECES = {
    "a", "b", "%", "_", "'", "\\", "é", "\uD7FF", "\uE000", "\uFFFF", "😀", "\uDBFF\uDFFF", " "
  };

  private final AccountLists accounts = new AccountLists(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE accounts");
  }

  private static void add(Set<String> ids) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO accounts (account_id, first_event_at, last_event_at, events,"
                    + " enforced_events, risk_score, band, anomaly_score, ring_score, scored_at)"
                    + " VALUES (?, now(), now(), 7, 0, 12.5, 'low', 50, 0, now())")) {
      for (String id : ids) {
        insert.setString(1, id);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static String text(SplittableRandom random, int longest) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(longest); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void findsBeginningsAsALookAtEachIdDoes(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < 400; i++) {
      ids.add(text(random, 4));
    }
    add(ids);
    for (int i = 0; i < 60; i++) {
      String prefix = text(random, 2);
      List<String> expected =
          new ArrayList<>(ids.stream().filter(id -> id.startsWith(prefix)).toList());
      boolean hasEnd = !prefix.replace("\uDBFF\uDFFF", "").isEmpty();

      List<String> found =
          accounts.beginningWith(prefix, 1_000).orElse(List.of()).stream()
              .map(ListedAccount::accountId)
              .toList();

      assertThat(found)
          .as("%s", prefix)
          .containsExactlyInAnyOrderElementsOf(hasEnd ? expected : List.of());
    }
    assertThat(accounts.beginningWith("a", 3).orElseThrow()).hasSize(3);
    assertThat(accounts.beginningWith("", 3)).isEmpty();
  }

  @Test
  void findsOneByItsIdAndNoOther() throws Exception {
    add(Set.of("a", "a%", "' OR ''='"));
    assertThat(accounts.find("a%").orElseThrow().accountId()).isEqualTo("a%");
    assertThat(accounts.find("' OR ''='").orElseThrow().risk()).isEqualTo(12.5);
    assertThat(accounts.find("a_")).isEmpty();
  }

  @Test
  void looksForBeginningsByTheIndexAlone() throws Exception {
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < 5_000; i++) {
      ids.add("account" + i);
    }
    add(ids);
    DATABASE.execute("ANALYZE accounts");
    assertThat(
            DATABASE.texts(
                "EXPLAIN SELECT account_id FROM accounts WHERE account_id >= 'account12'"
                    + " AND account_id < 'account13' ORDER BY account_id LIMIT 10"))
        .anyMatch(line -> line.contains("accounts_pkey"))
        .noneMatch(line -> line.contains("Seq Scan") || line.contains("Sort"));
  }
}
