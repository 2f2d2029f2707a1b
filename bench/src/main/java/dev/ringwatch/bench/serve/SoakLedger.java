package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether counts and incidents balance, once the log rests. One thread. */
final class SoakLedger {

  /** The risk score from which an account has an incident, in the server's settings. */
  static final int ACCOUNT_FROM = 70;

  private static final Duration COUNTING_PATIENCE = Duration.ofMinutes(2);

  /** Of whom nobody was told that it opened, and nothing says why. */
  private static final String UNTOLD =
      """
      SELECT count(*) FROM alert_moves m WHERE move IN ('opened', 'reopened')
        AND NOT EXISTS (SELECT FROM alert_deliveries d WHERE d.incident_id = m.incident_id)
        AND NOT EXISTS (SELECT FROM alert_suppressions s WHERE s.incident_id = m.incident_id)
        AND NOT EXISTS (SELECT FROM alert_holds h WHERE h.incident_id = m.incident_id)\
      """;

  /** Scores are kept as single floats. */
  private static final String UNSEEN =
      """
      SELECT count(DISTINCT account_id) FROM risk_scores r WHERE risk_score > %d.001
        AND NOT EXISTS (SELECT FROM alert_incidents i WHERE i.account_id = r.account_id)
        AND NOT EXISTS (SELECT FROM alert_suppressions s
          WHERE s.dedup_key = 'account:' || r.account_id)\
      """
          .formatted(ACCOUNT_FROM);

  private static final String OF_HOURS =
      "SELECT coalesce(sum(value), 0) FROM dashboard_hours WHERE metric = '%s'";

  private static final String BURSTS =
      "SELECT count(DISTINCT account_id) FROM alert_incidents WHERE account_id LIKE 'burst-%'";

  private final FaultBench bench;
  private final AlertReceiver receiver;
  private final List<String> problems = new ArrayList<>();

  SoakLedger(FaultBench bench, AlertReceiver receiver) {
    this.bench = bench;
    this.receiver = receiver;
  }

  /** Fails with all that does not balance. */
  void require(EndpointsClient client, long endpoint)
      throws IOException, InterruptedException, SQLException {
    PostgresFiles postgres = bench.installation().postgres();
    lookAtStatus();
    try (Database database = Database.open(postgres)) {
      lookAtCounts(database);
      int askedFor = DeliveryDrain.drain(database, client, endpoint);
      DeliveryCheck.Found found = DeliveryCheck.of(postgres, receiver, List.of());
      problems.addAll(found.problems());
      bench.say(
          "%,d incidents opened, %,d of accounts that did much at once; %,d messages, each arrived,"
              + " %,d of them again, %,d asked for; %,d suppressed with a reason",
          database.number("SELECT count(*) FROM alert_incidents"),
          requireSome(database.number(BURSTS), "incidents"),
          requireSome(found.messages(), "messages"),
          found.duplicates(),
          askedFor,
          database.number("SELECT count(*) FROM alert_suppressions"));
      requireNone(database.number(UNTOLD), "incidents opened that nobody was told of");
      requireNone(database.number(UNSEEN), "accounts were scored high without an incident");
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("; ", problems));
    }
  }

  private void lookAtStatus() throws IOException {
    try (Client client = bench.installation().client()) {
      ServerStatus status = ServerStatus.of(client);
      requireNone(status.setAside(), "entries of the log were set aside");
      bench.say("%,d events came after their minute had closed", status.late());
    }
  }

  private void lookAtCounts(Database database) throws SQLException {
    String stored = "SELECT count(*) FROM raw_events";
    requireEqual(database, "events", stored, "SELECT coalesce(sum(events), 0) FROM accounts");
    requireEqual(database, "events", stored, OF_HOURS.formatted("events"));
    requireEqual(
        database,
        "incidents",
        "SELECT count(*) FROM alert_incidents",
        OF_HOURS.formatted("incidents"));
  }

  /** What pages say is counted in the background. */
  private void requireEqual(Database database, String what, String stored, String counted)
      throws SQLException {
    long end = System.nanoTime() + COUNTING_PATIENCE.toNanos();
    long here = database.number(stored);
    long there = database.number(counted);
    while (here != there && System.nanoTime() < end) {
      Patience.pause(Duration.ofMillis(200));
      here = database.number(stored);
      there = database.number(counted);
    }
    bench.say("%,d %s are stored, %,d counted", here, what, there);
    if (here != there) {
      problems.add(here + " " + what + " are stored, and by " + counted + " there are " + there);
    }
  }

  private void requireNone(long count, String what) {
    if (count > 0) {
      problems.add(count + " " + what);
    }
  }

  private long requireSome(long count, String what) {
    if (count == 0) {
      problems.add("there were no " + what + ", so that nothing was balanced");
    }
    return count;
  }
}
