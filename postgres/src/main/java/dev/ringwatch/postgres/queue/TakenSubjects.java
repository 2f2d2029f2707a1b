package dev.ringwatch.postgres.queue;

import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * What is settled together with what somebody has taken out of the queue: it itself, the accounts
 * that are or were in a ring, and the rings that an account is or was in, because who decides about
 * a ring decides about its members too. Safe for threads.
 */
public final class TakenSubjects {

  private static final String TAKEN =
      """
      WITH asked AS (SELECT unnest(?) AS subject),
        taken AS (SELECT subject FROM queue_claims WHERE operator = ? AND until > statement_timestamp())
      SELECT subject, subject AS taken FROM asked JOIN taken USING (subject)
      UNION ALL
      SELECT 'account:' || account_id, 'ring:' || ring_id FROM ring_members
        WHERE account_id IN (SELECT substr(subject, 9) FROM asked WHERE starts_with(subject, 'account:'))
          AND 'ring:' || ring_id IN (SELECT subject FROM taken)
      UNION ALL
      SELECT 'ring:' || ring_id, 'account:' || account_id FROM ring_members
        WHERE ring_id IN (SELECT substr(subject, 6) FROM asked WHERE starts_with(subject, 'ring:'))
          AND account_id IN (SELECT substr(subject, 9) FROM taken WHERE starts_with(subject, 'account:'))
      """;

  private final DataSource dataSource;

  /** In a database that has the schema. */
  public TakenSubjects(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Those of some subjects that are settled with what somebody has at this moment, and with what:
   * looks by keys.
   *
   * @param operator who, as the audit log names them
   */
  public Map<VerdictSubject, VerdictSubject> among(
      String operator, Collection<VerdictSubject> subjects) throws SQLException {
    Map<VerdictSubject, VerdictSubject> found = new HashMap<>();
    if (subjects.isEmpty()) {
      return found;
    }
    Map<String, VerdictSubject> byKey =
        subjects.stream()
            .collect(
                Collectors.toMap(
                    VerdictSubject::dedupKey, Function.identity(), (one, unused) -> one));
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(TAKEN)) {
      Array asked = connection.createArrayOf("text", byKey.keySet().toArray());
      select.setArray(1, asked);
      select.setString(2, operator);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          VerdictSubject subject = byKey.get(row.getString("subject"));
          if (subject != null) {
            found.putIfAbsent(subject, subject(row.getString("taken")));
          }
        }
      }
    }
    return found;
  }

  private static VerdictSubject subject(String key) {
    String id = key.substring(key.indexOf(':') + 1);
    return key.startsWith("ring:") ? VerdictSubject.ring(id) : VerdictSubject.account(id);
  }
}
