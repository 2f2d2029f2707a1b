package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lets a server take events at an even pace, has accounts do much at once, and between them lets
 * something go wrong, again and again. One thread.
 */
final class Misfortune {

  private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(5);
  private static final Duration BATCH_PATIENCE = Duration.ofMinutes(5);
  private static final Duration CLOCK_PATIENCE = Duration.ofMinutes(1);

  /** As far ahead of the true time, or behind it; a jump may be twice as long. */
  private static final int FARTHEST_CLOCK_SECONDS = 45 * 60;

  private static final int SHORTEST_JUMP_SECONDS = 60;

  /** From a disk that is busy to one that fails. */
  private static final int SHORTEST_SYNC_MILLIS = 50;

  private static final int LONGEST_SYNC_MILLIS = 1_000;

  private final FaultBench bench;
  private final SoakNetwork network;
  private final AlertReceiver receiver;
  private final OddMachine machine;
  private final SplittableRandom random;
  private final Map<Kind, Integer> times = new EnumMap<>(Kind.class);
  private Duration clock = Duration.ZERO;
  private int bursts;

  /** What goes wrong. */
  private enum Kind {
    SERVER_KILLED,
    POSTGRES_KILLED,
    PROCESS_OF_POSTGRES_KILLED,
    CONNECTIONS_CUT,
    NETWORK_AWAY,
    RECEIVER_WRONG,
    RECEIVER_DOWN,
    CLOCK_JUMPED,
    DISK_SLOW
  }

  /**
   * How much of it there is.
   *
   * @param time for how long; each kind happens once at least, whatever that takes
   * @param longestPeace between one and the next
   * @param eventsPerSecond the load
   */
  record Plan(Duration time, Duration longestPeace, int eventsPerSecond) {}

  /** That of a bench whose server has a machine's environment. */
  Misfortune(FaultBench bench, SoakNetwork network, AlertReceiver receiver, OddMachine machine) {
    this.bench = bench;
    this.network = network;
    this.receiver = receiver;
    this.machine = machine;
    this.random = bench.random();
  }

  /** What was sent and acknowledged besides the events of the ledger. */
  Others others() {
    return new Others(
        (long) bursts * PlantedBursts.EVENTS,
        IntStream.range(0, bursts).mapToObj(PlantedBursts::account).toList());
  }

  /** Goes on until it is over, and everything is well again. */
  void run(Plan plan) throws IOException, InterruptedException {
    long end = System.nanoTime() + plan.time().toNanos();
    try (BackgroundLoad load = bench.startLoad(plan.eventsPerSecond(), network.toServer()::port)) {
      while (System.nanoTime() < end || times.size() < Kind.values().length) {
        burst();
        bench.pauseUpTo(plan.longestPeace());
        Kind kind = next();
        long begun = System.nanoTime();
        String what = happens(kind);
        times.merge(kind, 1, Integer::sum);
        load.awaitProgress();
        bench.say(
            "%s%s: takes events after %.1f s", word(kind), what, (System.nanoTime() - begun) / 1e9);
      }
      network.become(false);
      setClock(Duration.ZERO);
      report(load.stop());
    }
  }

  private void report(Sent sent) {
    bench.say(
        "%,d events taken and %,d known from an attempt before, %,d bursts; %,d answers were busy,"
            + " %,d connections of senders broke, %,d ends of connections were cut",
        sent.accepted(), sent.duplicates(), bursts, sent.busy(), sent.broken(), network.broken());
    bench.say(
        "%s",
        times.entrySet().stream()
            .map(entry -> word(entry.getKey()) + " " + entry.getValue())
            .collect(Collectors.joining(", ")));
    if (sent.rejected() > 0) {
      throw new IllegalStateException(sent.rejected() + " good events were rejected");
    }
  }

  /** Any, once each has been. */
  private Kind next() {
    Set<Kind> missing = EnumSet.allOf(Kind.class);
    missing.removeAll(times.keySet());
    List<Kind> from = new ArrayList<>(missing.isEmpty() ? EnumSet.allOf(Kind.class) : missing);
    return from.get(random.nextInt(from.size()));
  }

  /** Lets one happen, to its end; says more of it. */
  private String happens(Kind kind) throws IOException, InterruptedException {
    switch (kind) {
      case SERVER_KILLED -> {
        bench.installation().kill();
        bench.installation().start();
      }
      case POSTGRES_KILLED -> Kills.killPostgres(bench, true);
      case PROCESS_OF_POSTGRES_KILLED -> Kills.killPostgres(bench, false);
      case CONNECTIONS_CUT -> network.cut();
      case NETWORK_AWAY -> {
        network.become(true);
        bench.pauseUpTo(LONGEST_ABSENCE);
        network.become(false);
      }
      case RECEIVER_WRONG -> receiver(AlertReceiver.Mode.ERRORS);
      case RECEIVER_DOWN -> receiver(AlertReceiver.Mode.DOWN);
      case CLOCK_JUMPED -> {
        return clockJumps();
      }
      case DISK_SLOW -> {
        return diskIsSlow();
      }
    }
    return "";
  }

  private void receiver(AlertReceiver.Mode mode) throws IOException, InterruptedException {
    receiver.become(mode);
    burst();
    bench.pauseUpTo(LONGEST_ABSENCE);
    receiver.become(AlertReceiver.Mode.WELL);
  }

  private String clockJumps() throws IOException {
    Duration next;
    do {
      next =
          Duration.ofSeconds(random.nextInt(-FARTHEST_CLOCK_SECONDS, FARTHEST_CLOCK_SECONDS + 1));
    } while (next.minus(clock).abs().toSeconds() < SHORTEST_JUMP_SECONDS);
    return " by " + setClock(next).toSeconds() + " s";
  }

  /** Sets it, and waits until the server has seen that; returns how far it jumped. */
  private Duration setClock(Duration ahead) throws IOException {
    Duration jump = ahead.minus(clock);
    if (jump.isZero()) {
      return jump;
    }
    machine.setClock(ahead);
    clock = ahead;
    String seen = "it jumped by " + jump.toSeconds() + " s,";
    try (Client client = bench.installation().client()) {
      Patience.until(
          "the server to say of its clock that " + seen,
          CLOCK_PATIENCE,
          () -> ServerStatus.of(client).clock().startsWith(seen));
    }
    return jump;
  }

  /** While it is, an account does much, and PostgreSQL may be killed. */
  private String diskIsSlow() throws IOException, InterruptedException {
    int millis = random.nextInt(SHORTEST_SYNC_MILLIS, LONGEST_SYNC_MILLIS + 1);
    machine.holdUpSyncs(Duration.ofMillis(millis));
    burst();
    bench.pauseUpTo(LONGEST_ABSENCE);
    boolean killed = random.nextBoolean();
    if (killed) {
      Kills.killPostgres(bench, true);
      bench.pauseUpTo(LONGEST_ABSENCE);
    }
    machine.holdUpSyncs(Duration.ZERO);
    return ", " + millis + " ms a sync" + (killed ? ", and PostgreSQL killed" : "");
  }

  /** A new account does much of everything within a second, which opens an incident. */
  private void burst() throws InterruptedException {
    byte[] body = PlantedBursts.body(bursts, bench.time().millis());
    Batch batch = new Batch();
    batch.begin(0, Batch.AT_ONCE);
    System.arraycopy(body, 0, batch.room(body.length), 0, body.length);
    batch.added(body.length, PlantedBursts.EVENTS);
    // What is not acknowledged is sent again, and counts once.
    new Sender(network.toServer()::port, bench.installation().secret(), 1, BATCH_PATIENCE)
        .send(new OneBatch(batch, new Ledger()));
    bursts++;
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
