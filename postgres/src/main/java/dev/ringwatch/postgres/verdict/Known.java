package dev.ringwatch.postgres.verdict;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows of the subject of a verdict before it is written.
 *
 * @param there whether there is such a ring; of an account always true, for it may be judged before
 *     its first score is written
 * @param score its score; null if it has none
 * @param latest when the newest verdict about it was decided; null if there is none
 * @param before how many verdicts there are about it
 * @param audit the item of the random sample that waits; null for none
 * @param second what waits for a second opinion; null for nothing
 * @param appeal the open appeal; null for none
 */
record Known(
    boolean there,
    @Nullable Double score,
    @Nullable Instant latest,
    long before,
    @Nullable Sampled audit,
    @Nullable Waiting second,
    @Nullable Waiting appeal) {

  /**
   * An item of the random sample.
   *
   * @param item its number
   * @param probability how likely it was to be drawn
   */
  record Sampled(long item, double probability) {}

  /**
   * Something that waits for another person.
   *
   * @param id its number
   * @param by who decided what is looked at again
   */
  record Waiting(long id, String by) {}

  private static final String OF_ACCOUNT =
      """
      SELECT true AS there, coalesce(
          (SELECT risk_score FROM accounts WHERE account_id = s.id),
          (SELECT score FROM alert_incidents WHERE dedup_key = 'account:' || s.id
            ORDER BY id DESC LIMIT 1)) AS score,
        said.latest, said.before, i.id AS item, i.inclusion_probability AS probability,
        r.id AS second, r.decided_by AS second_by, a.id AS appeal, a.appealed_by AS appeal_by
      FROM (SELECT ?::text AS id) s
      CROSS JOIN LATERAL (SELECT max(decided_at) AS latest, count(*) AS before
        FROM verdicts WHERE account_id = s.id) said
      LEFT JOIN LATERAL (SELECT id, inclusion_probability FROM audit_items_open
        WHERE account_id = s.id ORDER BY id DESC LIMIT 1) i ON true
      LEFT JOIN LATERAL (SELECT id, decided_by FROM second_reviews_open
        WHERE account_id = s.id ORDER BY id DESC LIMIT 1) r ON true
      LEFT JOIN LATERAL (SELECT id, appealed_by FROM appeals_now
        WHERE account_id = s.id AND state = 'open' ORDER BY id DESC LIMIT 1) a ON true
      """;

  private static final String OF_RING =
      """
      SELECT g.ring_id IS NOT NULL AS there, g.ring_score::float8 AS score, said.latest, said.before,
        NULL::bigint AS item, NULL::float8 AS probability,
        r.id AS second, r.decided_by AS second_by, NULL::bigint AS appeal, NULL AS appeal_by
      FROM (SELECT ?::text AS id) s
      LEFT JOIN rings g ON g.ring_id = s.id
      CROSS JOIN LATERAL (SELECT max(decided_at) AS latest, count(*) AS before
        FROM verdicts WHERE ring_id = s.id) said
      LEFT JOIN LATERAL (SELECT id, decided_by FROM second_reviews_open
        WHERE ring_id = s.id ORDER BY id DESC LIMIT 1) r ON true
      """;

  /** Looks, in one round trip. */
  static Known of(Connection connection, VerdictSubject subject) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(subject.isRing() ? OF_RING : OF_ACCOUNT)) {
      select.setString(1, subject.id());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        Long item = row.getObject("item", Long.class);
        return new Known(
            row.getBoolean("there"),
            row.getObject("score", Double.class),
            Columns.timeOrNull(row, "latest"),
            row.getLong("before"),
            item == null ? null : new Sampled(item, row.getDouble("probability")),
            waiting(row, "second"),
            waiting(row, "appeal"));
      }
    }
  }

  private static @Nullable Waiting waiting(ResultSet row, String name) throws SQLException {
    Long id = row.getObject(name, Long.class);
    return id == null ? null : new Waiting(id, row.getString(name + "_by"));
  }
}
