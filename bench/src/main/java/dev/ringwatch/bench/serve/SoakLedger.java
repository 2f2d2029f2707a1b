package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether counts and incidents balance, once the log rests. One thread. */
final class SoakLedger {

  private static final Duration COUNTING_PATIENCE = Duration.ofMinutes(2);

  /** Of whom nobody was told that it opened, and nothing says why. */
  private static final String UNTOLD =
      "SELECT count(*) FROM alert_moves m WHERE move IN ('opened', 'reopened')"
          + " AND NOT EXISTS (SELECT FROM alert_deliveries d WHERE d.incident_id = m.incident_id)"
          + " AND NOT EXISTS (SELECT FROM alert_suppressions s"
          + " WHERE s.incident_id = m.incident_id)"
          + " AND NOT EXISTS (SELECT FROM alert_holds h WHERE h.incident_id = m.incident_id)";

  private SoakLedger() {}

  /** Fails with all that does not balance. */
  static void require(
      FaultBench bench, AlertReceiver receiver, EndpointsClient client, long endpoint)
      throws IOException, InterruptedException, SQLException {
    PostgresFiles postgres = bench.installation().postgres();
    List<String> problems = new ArrayList<>();
    try (Database database = Database.open(postgres)) {
      requireCounted(bench, database, problems);
      int askedFor = DeliveryDrain.drain(database, client, endpoint);
      DeliveryCheck.Found found = DeliveryCheck.of(postgres, receiver, List.of());
      problems.addAll(found.problems());
      long opened = database.number("SELECT count(*) FROM alert_moves WHERE move = 'opened'");
      long untold = database.number(UNTOLD);
      long suppressed = database.number("SELECT count(*) FROM alert_suppressions");
      bench.say(
          "%,d incidents opened, %,d messages arrived (%,d again, %,d asked for), %,d suppressed"
              + " with a reason",
          opened, found.messages(), found.duplicates(), askedFor, suppressed);
      if (opened == 0) {
        problems.add("no incident opened, so that there was nothing to balance");
      }
      if (untold > 0) {
        problems.add("of " + untold + " incidents nobody was told, and nothing says why");
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("; ", problems));
    }
  }

  /** What pages say of accounts is written in the background. */
  private static void requireCounted(FaultBench bench, Database database, List<String> problems)
      throws SQLException {
    long stored = database.number("SELECT count(*) FROM raw_events");
    long end = System.nanoTime() + COUNTING_PATIENCE.toNanos();
    long counted = -1;
    while (counted != stored && System.nanoTime() < end) {
      Patience.pause(Duration.ofMillis(200));
      counted = database.number("SELECT coalesce(sum(events), 0) FROM accounts");
    }
    if (counted == stored) {
      bench.say("%,d events are stored, scored, and counted of their accounts", stored);
    } else {
      problems.add(stored + " events are stored, and " + counted + " counted of their accounts");
    }
  }
}
