package dev.ringwatch.postgres.alert;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.risk.Band;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts wait to be sent. They are put there in the transaction that moved the incident, so
 * that both are there or neither. Whoever moves an incident holds its row until the end of the
 * transaction: the order in which its alerts are put here is the one in which they are sent. When
 * that was is said by the database's clock. Safe for threads.
 */
public final class Outbox {

  private static final String ADD =
      """
      INSERT INTO alert_deliveries (incident_id, endpoint_id, state, payload, change, band,
        next_attempt_at, created_at, waiting_since)
      SELECT told.incident, e.id, 'waiting', worded.payload, told.change, told.band,
        now(), now(), now()
      FROM (SELECT ?::bigint AS incident, ?::bigint AS endpoint, ?::text AS change,
          ?::text AS band) told,
        unnest(?::text[], ?::text[]) AS worded (format, payload), alert_endpoints e
      WHERE e.format = worded.format AND e.disabled_at IS NULL AND ? = ANY (e.kinds)
        AND (e.id = told.endpoint AND NOT EXISTS (SELECT FROM alert_deliveries before
            WHERE before.incident_id = told.incident AND before.endpoint_id = e.id)
          OR told.endpoint IS NULL AND (told.change <> 'acknowledged' OR e.format = 'pagerduty')
            AND (told.change <> 'acknowledged' AND e.least_band = ANY (?)
                AND e.unacknowledged_minutes IS NULL
              OR EXISTS (SELECT FROM alert_deliveries before
                WHERE before.incident_id = told.incident AND before.endpoint_id = e.id)))
      """;

  private static final Object[] FORMATS =
      Arrays.stream(EndpointFormat.values()).map(EndpointFormat::label).toArray();

  private final AlertTexts texts;

  /** An outbox of alerts in some words. */
  public Outbox(AlertTexts texts) {
    this.texts = texts;
  }

  /**
   * Puts an alert there, once for each endpoint that wants it; on a connection, as part of its
   * transaction. An endpoint that is disabled wants none; one that was told of the incident before
   * wants to know how it goes on, whatever its band; one that waits for what nobody acknowledges
   * wants none before. That somebody has acknowledged it is for PagerDuty alone, where the incident
   * is open: it stops paging others there.
   */
  public void add(Connection connection, Alert alert) throws SQLException {
    add(connection, alert, null);
  }

  /**
   * Puts an alert there for one endpoint, unless it was told of the incident before; on a
   * connection, as part of its transaction.
   *
   * @param endpoint its number
   */
  public void addFor(Connection connection, Alert alert, long endpoint) throws SQLException {
    add(connection, alert, endpoint);
  }

  private void add(Connection connection, Alert alert, @Nullable Long endpoint)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setLong(1, alert.incident());
      insert.setObject(2, endpoint, Types.BIGINT);
      insert.setString(3, alert.change().label());
      insert.setString(4, alert.band().label());
      insert.setArray(5, connection.createArrayOf("text", FORMATS));
      insert.setArray(6, connection.createArrayOf("text", payloads(alert)));
      insert.setString(7, alert.kind().label());
      insert.setArray(8, connection.createArrayOf("text", reached(alert.band())));
      insert.executeUpdate();
    }
  }

  /** In every format: which ones are wanted is known only where the endpoints are. */
  private Object[] payloads(Alert alert) {
    return Arrays.stream(EndpointFormat.values())
        .map(format -> texts.payload(format, alert))
        .toArray();
  }

  private static Object[] reached(Band band) {
    return Arrays.stream(Band.values())
        .filter(one -> one.compareTo(band) <= 0)
        .map(Band::label)
        .toArray();
  }
}
