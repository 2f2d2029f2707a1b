package dev.ringwatch.postgres.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Rows that are about an account, beside its events. The one list of them: what is read out is what
 * is erased.
 *
 * @param table where they are
 * @param condition which of them: SQL in which {@code :account} stands for the account's id and
 *     {@code :names} for a pattern that finds it in a sentence, {@code :fields} for one that finds
 *     it in a line that was sent
 * @param fate what becomes of them
 */
record AboutAccount(String table, String condition, Fate fate) {

  /** What becomes of rows when the account is erased. */
  enum Fate {
    /** They go. */
    REMOVED,
    /** They are about others too, and stay with another name in the account's place. */
    RENAMED
  }

  private static final Pattern PLACES = Pattern.compile(":account|:names|:fields");

  private static final String OF_ACCOUNT = "account_id = :account";

  private static final String INCIDENTS =
      "(SELECT id FROM alert_incidents WHERE account_id = :account)";

  private static final String VERDICTS = "(SELECT id FROM verdicts WHERE account_id = :account)";

  private static final String SUBJECT = "subject = 'account:' || :account";

  /** All there are. */
  static final List<AboutAccount> ALL =
      List.of(
          removed(
              "rejected_events",
              "text ~ :fields OR strpos(text || ' ' || reason, :account) > 0"
                  + " AND text || ' ' || reason ~ :names"),
          removed(
              "set_aside",
              "error ~ :names OR seq IN (SELECT seq FROM raw_events WHERE account_id = :account)"),
          removed("accounts", OF_ACCOUNT),
          removed("account_features", OF_ACCOUNT),
          removed("risk_scores", OF_ACCOUNT),
          removed("account_days", OF_ACCOUNT),
          removed("hunt_findings", OF_ACCOUNT),
          removed("ring_edges", "account_a = :account OR account_b = :account"),
          removed("alert_attempts", "delivery_id IN " + deliveries()),
          removed("alert_deliveries", "incident_id IN " + INCIDENTS),
          removed("alert_moves", "incident_id IN " + INCIDENTS),
          removed("alert_holds", "incident_id IN " + INCIDENTS),
          removed(
              "alert_suppressions",
              "dedup_key = 'account:' || :account OR incident_id IN " + INCIDENTS),
          removed("alert_incidents", OF_ACCOUNT),
          removed("verdict_features", OF_ACCOUNT),
          removed("verdict_withdrawals", "verdict_id IN " + VERDICTS),
          removed("verdicts", OF_ACCOUNT),
          removed("appeals", OF_ACCOUNT),
          removed("audit_items", OF_ACCOUNT),
          removed("account_notes", OF_ACCOUNT),
          removed("queue_claims", SUBJECT),
          removed("queue_skips", SUBJECT),
          removed("listed", "what = 'account' AND value = :account"),
          renamed("ring_members", OF_ACCOUNT),
          renamed(
              "ring_history",
              "jsonb_exists(joined_accounts, :account) OR jsonb_exists(left_accounts, :account)"),
          renamed("alert_silences", "subject = :account"),
          renamed(
              "audit_log",
              "object_id = :account AND object_kind IN ('account', 'search', 'listed')"));

  private static String deliveries() {
    return "(SELECT id FROM alert_deliveries WHERE incident_id IN " + INCIDENTS + ")";
  }

  private static AboutAccount removed(String table, String condition) {
    return new AboutAccount(table, condition, Fate.REMOVED);
  }

  private static AboutAccount renamed(String table, String condition) {
    return new AboutAccount(table, condition, Fate.RENAMED);
  }

  /**
   * A statement with the account and its pattern in their places.
   *
   * @param sql with {@code :account}, {@code :names} and {@code :fields}
   */
  static PreparedStatement prepare(Connection connection, String sql, AccountName account)
      throws SQLException {
    // Each place is a parameter of its own, whichever comes first.
    List<String> places = PLACES.matcher(sql).results().map(MatchResult::group).toList();
    PreparedStatement statement =
        connection.prepareStatement(PLACES.matcher(sql).replaceAll("?::text"));
    try {
      for (int place = 0; place < places.size(); place++) {
        statement.setString(
            place + 1,
            switch (places.get(place)) {
              case ":names" -> account.pattern();
              case ":fields" -> account.fieldPattern();
              default -> account.id();
            });
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }
}
