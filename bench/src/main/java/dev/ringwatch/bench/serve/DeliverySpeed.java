package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How fast alerts arrive: many at one endpoint, and at many of which some are dead. */
final class DeliverySpeed {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Nobody listens there; a connection is refused at once. */
  private static final String DEAD = "http://127.0.0.1:1/dead";

  private DeliverySpeed() {}

  /** So many messages to one endpoint, as fast as they are told. */
  static void ofOne(Installation installation, int messages, PrintStream out)
      throws IOException, InterruptedException, SQLException {
    try (AlertReceiver receiver = new AlertReceiver();
        EndpointsClient client = new EndpointsClient(installation)) {
      long endpoint = client.add("one", receiver, "/one");
      double seconds = tell(installation, receiver, messages, messages);
      out.printf(
          Locale.ROOT,
          "%,d messages to one endpoint, told and arrived within %.1f s: %,.0f a minute; %,d twice%n",
          messages,
          seconds,
          messages / seconds * 60,
          receiver.taken() - messages);
      client.delete(endpoint);
    }
  }

  /** Some incidents told to many endpoints, of which some are dead or hang. */
  static void ofMany(Installation installation, int endpoints, int dead, PrintStream out)
      throws IOException, InterruptedException, SQLException {
    int incidents = 20;
    try (AlertReceiver receiver = new AlertReceiver();
        AlertReceiver hanging = new AlertReceiver();
        EndpointsClient client = new EndpointsClient(installation)) {
      hanging.become(AlertReceiver.Mode.HANGS);
      List<Long> made = new ArrayList<>();
      for (int i = 0; i < endpoints; i++) {
        String name = "many" + i;
        if (i >= dead) {
          made.add(client.add(name, receiver, "/" + name));
        } else {
          String url = i % 2 == 0 ? DEAD : hanging.url("/" + name);
          made.add(client.add(name, url).path("id").asLong());
        }
      }
      int messages = incidents * (endpoints - dead);
      double seconds = tell(installation, receiver, incidents, messages);
      out.printf(
          Locale.ROOT,
          "%,d endpoints, of which %,d refuse or hang: %,d messages to the others, told and arrived"
              + " within %.1f s%n",
          endpoints,
          dead,
          messages,
          seconds);
      for (long endpoint : made) {
        client.delete(endpoint);
      }
    }
  }

  /** Tells of incidents, and waits until so many messages arrived; the seconds of both. */
  private static double tell(
      Installation installation, AlertReceiver receiver, int incidents, int messages)
      throws IOException, SQLException {
    ToldIncidents told = new ToldIncidents(installation.postgres());
    long begun = System.nanoTime();
    told.openTogether(incidents);
    Patience.until("all alerts to arrive", PATIENCE, () -> receiver.messages() >= messages);
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (!receiver.wrong().isEmpty()) {
      throw new IllegalStateException(String.join("; ", receiver.wrong()));
    }
    return seconds;
  }
}
