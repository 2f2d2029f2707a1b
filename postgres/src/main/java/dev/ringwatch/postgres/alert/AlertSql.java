package dev.ringwatch.postgres.alert;

/** Parts of statements that several have. */
final class AlertSql {

  /**
   * How many messages the budget of the endpoint {@code e} allows now; null without a budget. What
   * was counted at a time that has yet to come is not known: the clock was set back.
   */
  static final String TOKENS =
      """
      CASE WHEN e.tokens IS NULL OR e.tokens_at > now() + interval '1 minute' THEN e.burst
        ELSE least(e.burst,
          e.tokens + e.per_minute * greatest(0, extract(epoch FROM now() - e.tokens_at)) / 60) END\
      """;

  /**
   * Whether the delivery {@code d} has to wait for an earlier one of its incident, or for the
   * digest that stands for that. Without the offsets PostgreSQL may look through all that waits at
   * an endpoint, for each.
   */
  static final String BEHIND =
      """
      EXISTS (SELECT FROM alert_deliveries earlier
        WHERE earlier.incident_id = d.incident_id AND earlier.endpoint_id = d.endpoint_id
          AND earlier.place < d.place AND (earlier.state = 'waiting'
            OR earlier.state = 'digested' AND EXISTS (SELECT FROM alert_deliveries whole
              WHERE whole.id = earlier.digest AND whole.state = 'waiting' OFFSET 0)) OFFSET 0)\
      """;

  private AlertSql() {}
}
