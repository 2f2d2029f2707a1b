package dev.ringwatch.postgres.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.postgres.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AboutAccountTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  /** The list of erasures loses the name by itself; events have a class of their own. */
  private static final Set<String> ELSEWHERE = Set.of("erasures", "raw_events");

  @Test
  void namesEveryTableThatSaysAccounts() throws SQLException {
    Set<String> known =
        AboutAccount.ALL.stream().map(AboutAccount::table).collect(Collectors.toSet());
    Set<String> tables =
        new TreeSet<>(
            DATABASE.texts(
                "SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                    + " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition"
                    + " AND c.relnamespace = 'public'::regnamespace"
                    + " AND a.attname IN ('account_id', 'account_a', 'subject')"));
    tables.removeAll(ELSEWHERE);
    assertThat(tables).isNotEmpty();
    assertThat(known).containsAll(tables);
  }

  @Test
  void removesWhatItExports() throws SQLException, IOException {
    DATABASE.execute(
        "INSERT INTO account_notes (account_id, text, written_by, written_at) VALUES"
            + " ('a1', 'b', 'c', now()), ('other', 'a1 is a friend', 'c', now());"
            + " INSERT INTO verdicts (account_id, verdict, origin, decided_by, decided_at)"
            + " VALUES ('a1', 'abusive', 'review', 'c', now());"
            + " INSERT INTO appeals (account_id, text, verdict_id, opened_by, opened_at)"
            + " SELECT 'a1', 't', id, 'c', now() FROM verdicts;"
            + " INSERT INTO verdicts (account_id, verdict, origin, decided_by, decided_at, appeal_id)"
            + " SELECT 'a1', 'benign', 'appeal', 'c', now(), id FROM appeals");
    AccountRows rows = new AccountRows(DATABASE.dataSource());
    Set<String> exported = new TreeSet<>();
    rows.export("a1", (table, row) -> exported.add(table + " " + row));
    assertThat(exported).hasSize(4).allMatch(row -> row.contains("\"account_id\":\"a1\""));
    assertThat(rows.remove(new AccountName("a1", "erased-1"))).isEqualTo(4);
    exported.clear();
    rows.export("a1", (table, row) -> exported.add(table));
    assertThat(exported).isEmpty();
    assertThat(DATABASE.texts("SELECT account_id FROM account_notes")).containsExactly("other");
  }

  @Test
  void tellsWhoeverReadsWhatItsTakerMet() {
    AccountRows rows = new AccountRows(DATABASE.dataSource());
    assertThatThrownBy(
            () -> {
              DATABASE.execute(
                  "INSERT INTO account_notes (account_id, text, written_by, written_at)"
                      + " VALUES ('full', 'b', 'c', now())");
              rows.export(
                  "full",
                  (table, row) -> {
                    throw new IOException("the disk is full");
                  });
            })
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is full");
  }
}
