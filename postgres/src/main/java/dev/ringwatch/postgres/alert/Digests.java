package dev.ringwatch.postgres.alert;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts messages together that an endpoint's budget does not let go one by one. What was tried
 * before goes on by itself, and so does what is behind it; what is put together is kept and names
 * its digest, which is a delivery like any other. Safe for threads and for several processes.
 */
public final class Digests {

  /**
   * So many ids are 400 KB; many a receiver takes no more than 1 MB. The rest comes in the next.
   */
  static final int MOST = 10_000;

  private static final String OVER =
      """
      SELECT e.id FROM alert_endpoints e CROSS JOIN LATERAL (SELECT floor(%s)::integer AS room) b
      WHERE e.per_minute IS NOT NULL AND e.disabled_at IS NULL
        AND (e.quiet_until IS NULL OR e.quiet_until <= now()) AND b.room > 0
        AND b.room < (SELECT count(*) FROM (SELECT FROM alert_deliveries d
          WHERE d.endpoint_id = e.id AND d.state = 'waiting' AND d.next_attempt_at <= now()
          LIMIT b.room + 1) due)
      """
          .formatted(AlertSql.TOKENS);

  private static final String LOCK =
      """
      SELECT floor(%s)::integer, now(), e.format, (SELECT count(*) FROM alert_deliveries d
          WHERE d.endpoint_id = e.id AND d.state = 'waiting' AND d.next_attempt_at <= now()
            AND (d.tries > 0 OR d.lease IS NOT NULL OR d.incident_id IS NULL))
      FROM alert_endpoints e
      WHERE e.id = ? AND e.per_minute IS NOT NULL AND e.disabled_at IS NULL
      FOR NO KEY UPDATE SKIP LOCKED
      """
          .formatted(AlertSql.TOKENS);

  /** With the place of the one before it of its incident that is not at an end, if there is one. */
  private static final String WAITING =
      """
      SELECT d.id, d.incident_id, d.place, d.change, d.band, i.dedup_key, i.kind,
        substr(i.dedup_key, strpos(i.dedup_key, ':') + 1) AS subject,
        (SELECT earlier.place FROM alert_deliveries earlier
          WHERE earlier.incident_id = d.incident_id AND earlier.endpoint_id = d.endpoint_id
            AND earlier.place < d.place AND (earlier.state = 'waiting'
              OR earlier.state = 'digested' AND EXISTS (SELECT FROM alert_deliveries whole
                WHERE whole.id = earlier.digest AND whole.state = 'waiting' OFFSET 0))
          ORDER BY earlier.place DESC LIMIT 1) AS before
      FROM alert_deliveries d JOIN alert_incidents i ON i.id = d.incident_id
      WHERE d.endpoint_id = ? AND d.state = 'waiting' AND d.next_attempt_at <= now()
        AND d.tries = 0 AND d.lease IS NULL
      ORDER BY d.place LIMIT %d FOR UPDATE OF d SKIP LOCKED
      """
          .formatted(MOST);

  private static final String ADD =
      """
      INSERT INTO alert_deliveries (endpoint_id, state, payload, stands_for, next_attempt_at,
        created_at, waiting_since)
      SELECT ?, 'waiting', ?, cardinality(f.ids), now(), now(),
        (SELECT min(waiting_since) FROM alert_deliveries WHERE id = ANY (f.ids))
      FROM (SELECT ?::uuid[] AS ids) f RETURNING id
      """;

  private static final String FOLD =
      """
      UPDATE alert_deliveries d SET state = 'digested', digest = whole.id, next_attempt_at = NULL,
        state_reason = 'more waited than the budget allows: sent within the digest ' || whole.id
      FROM (SELECT ?::uuid AS id) whole WHERE d.id = ANY (?)
      """;

  private static final Logger LOG = LoggerFactory.getLogger(Digests.class);

  private final DataSource dataSource;
  private final DigestTexts texts;

  /** The digests in a database that has the schema. */
  public Digests(DataSource dataSource, DigestTexts texts) {
    this.dataSource = dataSource;
    this.texts = texts;
  }

  /**
   * Makes a digest for each endpoint that could be sent something, but not all that is due.
   *
   * @return how many
   */
  public int make() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      int made = 0;
      for (long endpoint : over(connection)) {
        try {
          made += Transaction.run(connection, () -> make(connection, endpoint)) ? 1 : 0;
        } catch (RuntimeException e) {
          // The others are sent to all the same.
          LOG.warn("what waits for endpoint {} cannot be made a digest", endpoint, e);
        }
      }
      return made;
    }
  }

  private static List<Long> over(Connection connection) throws SQLException {
    List<Long> endpoints = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(OVER);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        endpoints.add(row.getLong(1));
      }
    }
    return endpoints;
  }

  /** How much an endpoint may be sent now, and how much of what is due stays by itself. */
  private record Room(int room, int alone, Instant now, EndpointFormat format) {}

  private boolean make(Connection connection, long endpoint) throws SQLException {
    Optional<Room> room = lock(connection, endpoint);
    if (room.isEmpty() || room.get().alone() >= room.get().room()) {
      return false;
    }
    List<Digest.Line> lines = waiting(connection, endpoint);
    if (lines.size() + room.get().alone() <= room.get().room()) {
      return false;
    }
    Object[] ids = lines.stream().map(Digest.Line::id).toArray();
    String payload = texts.payload(room.get().format(), new Digest(room.get().now(), lines));
    UUID digest = add(connection, endpoint, payload, ids);
    try (PreparedStatement update = connection.prepareStatement(FOLD)) {
      update.setObject(1, digest);
      update.setArray(2, connection.createArrayOf("uuid", ids));
      update.executeUpdate();
    }
    return true;
  }

  private static Optional<Room> lock(Connection connection, long endpoint) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setLong(1, endpoint);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Room(
                    row.getInt(1),
                    row.getInt(4),
                    Columns.time(row, "now"),
                    EndpointFormat.of(row.getString("format"))))
            : Optional.empty();
      }
    }
  }

  /** What can go together: of each incident what waits first, and what follows without a gap. */
  private static List<Digest.Line> waiting(Connection connection, long endpoint)
      throws SQLException {
    List<Digest.Line> lines = new ArrayList<>();
    Map<Long, Long> last = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(WAITING)) {
      select.setLong(1, endpoint);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          long incident = row.getLong("incident_id");
          long before = row.getLong("before");
          if (row.wasNull() || before == last.getOrDefault(incident, -1L)) {
            last.put(incident, row.getLong("place"));
            lines.add(line(row, incident));
          }
        }
      }
    }
    return lines;
  }

  private static Digest.Line line(ResultSet row, long incident) throws SQLException {
    return new Digest.Line(
        row.getObject("id", UUID.class),
        incident,
        row.getString("dedup_key"),
        IncidentKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("subject"),
        row.getString("change"),
        row.getString("band"));
  }

  private static UUID add(Connection connection, long endpoint, String payload, Object[] ids)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setLong(1, endpoint);
      insert.setString(2, payload);
      insert.setArray(3, connection.createArrayOf("uuid", ids));
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getObject(1, UUID.class);
      }
    }
  }
}
