package dev.ringwatch.bench.serve;

import dev.ringwatch.bench.serve.AlertReceiver.Mode;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Everything that may happen between an incident and its receiver, one after the other, while
 * incidents go on. One thread.
 */
final class DeliveryFaults {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
  private static final Duration ARRIVAL_PATIENCE = Duration.ofMinutes(7);

  private final Installation installation;
  private final Plan plan;
  private final SplittableRandom random;
  private final PrintStream out;
  private final AlertReceiver receiver;
  private final ToldIncidents incidents;

  /**
   * What is done, and for how long.
   *
   * @param down for how long the receiver is down
   * @param phase for how long it does each other thing
   * @param kills how often the server is killed
   * @param perSecond incidents a second, of three messages each
   */
  record Plan(Duration down, Duration phase, int kills, int perSecond, long seed) {}

  private DeliveryFaults(
      Installation installation, Plan plan, AlertReceiver receiver, PrintStream out) {
    this.installation = installation;
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed());
    this.receiver = receiver;
    this.incidents = new ToldIncidents(installation.postgres());
    this.out = out;
  }

  /** Does it all; fails if something is lost, out of order, forged or changed. */
  static DeliveryCheck.Found run(Installation installation, Plan plan, PrintStream out)
      throws IOException, InterruptedException, SQLException {
    try (AlertReceiver receiver = new AlertReceiver();
        EndpointsClient client = new EndpointsClient(installation)) {
      long endpoint = client.add("faults", receiver, "/faults");
      DeliveryFaults faults = new DeliveryFaults(installation, plan, receiver, out);
      Thread telling = faults.incidents.start(plan.perSecond());
      try {
        faults.phases();
      } finally {
        telling.interrupt();
        telling.join();
      }
      DeliveryCheck.Found found = faults.settle(client, endpoint);
      client.delete(endpoint);
      return found;
    }
  }

  private void phases() throws IOException, InterruptedException {
    say("%-22s %8s %10s %10s %12s", "the receiver", "for", "requests", "arrived", "first after");
    phase("is well", Mode.WELL, plan.phase());
    phase("is down", Mode.DOWN, plan.down());
    phase("is well", Mode.WELL, plan.phase());
    phase("answers 500, by halves", Mode.ERRORS, plan.phase());
    phase("hangs", Mode.HANGS, plan.phase());
    phase("is well", Mode.WELL, plan.phase());
    phase("breaks connections", Mode.RESETS, plan.phase());
    phase("is well", Mode.WELL, plan.phase());
    for (int kill = 1; kill <= plan.kills(); kill++) {
      killServer(kill);
    }
  }

  /** One row of the table; where it is to be well, from when on something arrives. */
  private void phase(String what, Mode mode, Duration time) throws IOException {
    int calls = receiver.calls();
    int arrived = receiver.messages();
    long begun = System.nanoTime();
    receiver.become(mode);
    String first = "";
    if (mode == Mode.WELL) {
      awaitArrival("after it was well again");
      first = String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - begun) / 1e9);
    }
    Patience.pauseUntil(begun + time.toNanos());
    say(
        "%-22s %6.0f s %,10d %,10d %12s",
        what,
        (System.nanoTime() - begun) / 1e9,
        receiver.calls() - calls,
        receiver.messages() - arrived,
        first);
  }

  private void awaitArrival(String when) {
    int before = receiver.messages();
    Patience.until(
        "an alert to arrive " + when, ARRIVAL_PATIENCE, () -> receiver.messages() > before);
  }

  private void killServer(int number) throws IOException, InterruptedException {
    Patience.pauseUntil(System.nanoTime() + random.nextLong(LONGEST_PAUSE.toNanos()));
    int arrived = receiver.messages();
    installation.kill();
    long begun = System.nanoTime();
    installation.start();
    awaitArrival("after the server was killed");
    say(
        "kill -9 of the server, %d of %d: an alert arrives after %.1f s; %,d more by now",
        number, plan.kills(), (System.nanoTime() - begun) / 1e9, receiver.messages() - arrived);
  }

  /** Waits for the rest, and looks at all. */
  private DeliveryCheck.Found settle(EndpointsClient client, long endpoint)
      throws IOException, InterruptedException, SQLException {
    int askedFor;
    try (Database database = Database.open(installation.postgres())) {
      askedFor = DeliveryDrain.drain(database, client, endpoint);
    }
    DeliveryCheck.Found found =
        DeliveryCheck.of(installation.postgres(), receiver, incidents.told());
    say(
        "%,d messages of %,d incidents: %,d lost or wrong; %,d came again, with the same id and"
            + " body; %,d that would have waited for longer than a minute were asked for",
        found.messages(),
        incidents.told().size(),
        found.problems().size(),
        found.duplicates(),
        askedFor);
    if (!found.problems().isEmpty()) {
      throw new IllegalStateException(String.join("; ", found.problems()));
    }
    return found;
  }

  private void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }
}
