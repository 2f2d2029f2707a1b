package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Lets a server take events at an even pace, has accounts do much at once, and between them lets
 * something go wrong, again and again. One thread.
 */
final class Misfortune {

  private static final Duration LONGEST_PEACE = Duration.ofSeconds(15);
  private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(5);
  private static final Duration BATCH_PATIENCE = Duration.ofMinutes(5);
  private static final int BURST_EVENTS = 32;

  private final FaultBench bench;
  private final SoakNetwork network;
  private final AlertReceiver receiver;
  private final SplittableRandom random;
  private final Map<Kind, Integer> times = new EnumMap<>(Kind.class);
  private int bursts;

  /** What goes wrong. */
  private enum Kind {
    SERVER_KILLED,
    POSTGRES_KILLED,
    CONNECTIONS_BROKEN,
    NETWORK_AWAY,
    RECEIVER_WRONG,
    RECEIVER_DOWN
  }

  Misfortune(FaultBench bench, SoakNetwork network, AlertReceiver receiver) {
    this.bench = bench;
    this.network = network;
    this.receiver = receiver;
    this.random = bench.random();
  }

  /** How many events were sent and acknowledged besides those of the ledger. */
  long events() {
    return (long) bursts * BURST_EVENTS;
  }

  /** Goes on for so long; each kind happens once before any happens twice. */
  void during(Duration time, int eventsPerSecond) throws IOException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    try (BackgroundLoad load = bench.startLoad(eventsPerSecond, network.toServer()::port)) {
      while (System.nanoTime() < end) {
        burst();
        bench.pauseUpTo(LONGEST_PEACE);
        Kind kind = next();
        happens(kind);
        times.merge(kind, 1, Integer::sum);
        load.awaitProgress();
      }
      network.toServer().become(false);
      network.toReceiver().become(false);
      Sent sent = load.stop();
      bench.say(
          "%,d events taken and %,d known from an attempt before, %,d bursts; %,d answers were"
              + " busy, %,d connections of senders broke",
          sent.accepted(), sent.duplicates(), bursts, sent.busy(), sent.broken());
      bench.say("%s; %,d ends of connections were cut", words(), network.broken());
      if (sent.rejected() > 0) {
        throw new IllegalStateException(sent.rejected() + " good events were rejected");
      }
    }
  }

  private Kind next() {
    int least = Integer.MAX_VALUE;
    for (Kind kind : Kind.values()) {
      least = Math.min(least, times.getOrDefault(kind, 0));
    }
    Kind chosen;
    do {
      chosen = Kind.values()[random.nextInt(Kind.values().length)];
    } while (least == 0 && times.containsKey(chosen));
    return chosen;
  }

  private void happens(Kind kind) throws IOException, InterruptedException {
    switch (kind) {
      case SERVER_KILLED -> {
        bench.installation().kill();
        bench.installation().start();
      }
      case POSTGRES_KILLED -> Kills.killPostgres(bench, random.nextBoolean());
      case CONNECTIONS_BROKEN -> {
        network.toServer().cut();
        network.toReceiver().cut();
      }
      case NETWORK_AWAY -> {
        network.toServer().become(true);
        network.toReceiver().become(true);
        bench.pauseUpTo(LONGEST_ABSENCE);
        network.toServer().become(false);
        network.toReceiver().become(false);
      }
      case RECEIVER_WRONG -> receiver(AlertReceiver.Mode.ERRORS);
      case RECEIVER_DOWN -> receiver(AlertReceiver.Mode.DOWN);
    }
  }

  private void receiver(AlertReceiver.Mode mode) throws IOException, InterruptedException {
    receiver.become(mode);
    burst();
    bench.pauseUpTo(LONGEST_ABSENCE);
    receiver.become(AlertReceiver.Mode.WELL);
  }

  /** A new account does much of everything within a second, which opens an incident. */
  private void burst() throws InterruptedException {
    StringBuilder lines = new StringBuilder();
    long now = System.currentTimeMillis();
    for (int i = 0; i < BURST_EVENTS; i++) {
      lines.append(
          """
          {"event_id":"burst-%1$d-%2$d","account_id":"burst-%1$d","action":"login",\
          "timestamp":%3$d,"ip":"10.%4$d.%5$d.%6$d","device_id":"burst-%1$d-%2$d",\
          "target":"burst-%1$d-%2$d","outcome":"failure","enforced":true}
          """
              .formatted(bursts, i, now - 20L * i, 100 + i, bursts / 256 % 256, bursts % 256));
    }
    byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
    Batch batch = new Batch();
    batch.begin(0, Batch.AT_ONCE);
    System.arraycopy(body, 0, batch.room(body.length), 0, body.length);
    batch.added(body.length, BURST_EVENTS);
    // Over the server's own port: what is not acknowledged is sent again, and counts once.
    bench.installation().sender(1, BATCH_PATIENCE).send(new OneBatch(batch, new Ledger()));
    bursts++;
  }

  private String words() {
    StringBuilder words = new StringBuilder();
    times.forEach((kind, count) -> {
      String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      words.append(words.isEmpty() ? "" : ", ").append(name).append(' ').append(count);
    });
    return words.toString();
  }
}
