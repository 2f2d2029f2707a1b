package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Waits until no alert waits; what failed often is asked for, instead of waiting for hours. */
final class DeliveryDrain {

  /** After a pause of an endpoint that failed; what was tried often waits for longer. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private DeliveryDrain() {}

  /** Does so with an endpoint that takes them; how many were asked for. */
  static int drain(Database database, EndpointsClient client, long endpoint)
      throws IOException, InterruptedException, SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int askedFor = 0;
    client.enable(endpoint);
    while (waiting(database) > 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(waiting(database) + " alerts still wait");
      }
      for (String id : inBackoff(database)) {
        client.redeliver(id);
        askedFor++;
      }
      Patience.pause(Duration.ofSeconds(1));
    }
    return askedFor;
  }

  private static long waiting(Database database) throws SQLException {
    return database.number("SELECT count(*) FROM alert_deliveries WHERE state = 'waiting'");
  }

  private static List<String> inBackoff(Database database) throws SQLException {
    List<String> ids = new ArrayList<>();
    database.forEachText(
        "SELECT id::text FROM alert_deliveries WHERE state = 'waiting' AND tries > 0"
            + " AND lease IS NULL AND next_attempt_at > now() + interval '1 minute'",
        ids::add);
    return ids;
  }
}
