package dev.ringwatch.postgres.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.audit.AuditActor;
import dev.ringwatch.postgres.audit.AuditEntry;
import dev.ringwatch.postgres.audit.AuditLog;
import dev.ringwatch.postgres.audit.AuditObject;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts that are called nearly as the one that is erased. */
class ErasesNobodyElseTest {

  @SuppressWarnings("InlineFormatString") // long: it stands by itself
  private static final String ROWS =
      """
      INSERT INTO raw_events (seq, ts, event_id, account_id, action, outcome, enforced, target,
        target_owner, attributes, received_at)
        VALUES (%2$d, '2026-11-20T12:00:00Z', 'e-%2$d', '%1$s', 'login', 0, false, '%1$s', '%1$s',
          '{"by": "%1$s"}', now());
      INSERT INTO rejected_events (received_at, batch_index, reason, text)
        VALUES (now(), 0, 'no time', '{"account_id":"%1$s","action":"login"}');
      INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,
        risk_score, band, anomaly_score, ring_score, scored_at)
        VALUES ('%1$s', now(), now(), 7, 0, 85, 'high', 85, 0, now());
      INSERT INTO risk_scores VALUES ('%1$s', now(), 85, 85, 0, '[]', NULL);
      INSERT INTO ring_members VALUES ('r', '%1$s', 'core', now(), NULL);
      INSERT INTO ring_history (ring_id, at, kind, members, joined_count, left_count,
        joined_accounts, left_accounts) VALUES ('r', now(), 'found', 2, 1, 0, '["%1$s"]', '[]');
      INSERT INTO verdicts (account_id, verdict, origin, decided_by, decided_at, reason)
        VALUES ('%1$s', 'abusive', 'review', 'operator 1', now(), 'see %1$s');
      INSERT INTO account_notes (account_id, text, written_by, written_at)
        VALUES ('%1$s', 'is %1$s', 'operator 1', now());
      INSERT INTO hunt_findings VALUES ('%1$s', 'bursts', now(), now(), '{"of": "%1$s"}');
      INSERT INTO listed VALUES ('watch', 'account', '%1$s', 'is %1$s', 'operator 1', now(), NULL);
      INSERT INTO queue_claims
        VALUES ('account:%1$s', 'operator 1', 'review', now(), now() + interval '1 h');
      """;

  private static final List<String> TABLES =
      List.of(
          "raw_events",
          "rejected_events",
          "accounts",
          "risk_scores",
          "ring_members",
          "ring_history",
          "verdicts",
          "account_notes",
          "hunt_findings",
          "listed",
          "queue_claims",
          "audit_log");

  @AutoClose private final TestDatabase database = TestDatabase.withSchema();

  private String rows(String table, String account) throws SQLException {
    return String.join(
        "\n",
        database.texts(
            "SELECT t::text FROM %s t WHERE strpos(t::text, '%s') > 0 ORDER BY 1"
                .formatted(table, account)));
  }

  private void fill(AuditLog audit, List<String> accounts) throws SQLException {
    new EventPartitions(database.dataSource()).ensure(List.of(LocalDate.of(2026, 11, 20)));
    database.execute("INSERT INTO rings VALUES ('r', 80, 3, 2, now(), now(), NULL, '[]', '[]', 0)");
    for (int i = 0; i < accounts.size(); i++) {
      String account = accounts.get(i);
      database.execute(ROWS.formatted(account, i + 1));
      audit.append(
          new AuditEntry(
              AuditActor.system(),
              "account.look",
              AuditObject.account(account),
              "done",
              "",
              Map.of("of", account)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"b1", "jane99", "1001", "login", "high"})
  void leavesWhoIsCalledNearlyTheSameInEveryTable(String erased) throws SQLException {
    List<String> others =
        List.of("a." + erased, erased + "@x.org", "t:" + erased, "p/" + erased, "q+" + erased);
    AuditLog audit = new AuditLog(database.dataSource(), InstantSource.system());
    fill(audit, others);
    for (String kind : List.of("incident", "operator")) {
      audit.append(
          new AuditEntry(
              AuditActor.system(),
              "a.b",
              new AuditObject(kind, erased),
              "done",
              "",
              Map.of("x", erased)));
    }
    String before = everything(others);

    AccountName name = new AccountName(erased, "erased-1");
    assertThat(new AccountRows(database.dataSource()).remove(name)).isZero();
    assertThat(
            new AccountEvents(database.dataSource(), (kind, body, account) -> Optional.empty())
                .remove(name, 100))
        .isZero();
    Mentions mentions = new Mentions(database.dataSource(), (text, of) -> of.without(text));
    assertThat(mentions.rename(name)).isEmpty();
    assertThat(audit.eraseNaming(AuditActor.system(), erased, name.pattern())).isZero();
    assertThat(everything(others)).isEqualTo(before);
  }

  private String everything(List<String> accounts) throws SQLException {
    StringBuilder all = new StringBuilder();
    for (String table : TABLES) {
      for (String account : accounts) {
        String rows = rows(table, account);
        assertThat(rows).as("%s of %s", table, account).isNotEmpty();
        all.append(rows).append('\n');
      }
    }
    return all.toString();
  }
}
