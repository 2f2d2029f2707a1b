package dev.ringwatch.app.alert;

import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.postgres.alert.Deliveries;
import dev.ringwatch.postgres.alert.DueDeliveries;
import dev.ringwatch.postgres.alert.DueDelivery;
import dev.ringwatch.postgres.alert.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due. One thread takes messages from the outbox and writes what became of them, many
 * at a time; as many as are under way send them. What is under way when a server dies is due again
 * when its lease ends, on whichever server is there: every message arrives at least once, with the
 * same id each time. What is due when is by the database's clock; this server's may be wrong.
 */
public final class DeliveryWorker implements Duty, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

  /** For how long a stop waits for what is under way. */
  private static final Duration LAST = Duration.ofSeconds(20);

  /** Where much is due, looking through it takes a while; it is to be no load. */
  private static final int REST_PER_WORK = 10;

  private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);

  /** How often it is looked whether something waits that the clock, set back, has left behind. */
  private static final Duration CATCH_UP = Duration.ofMinutes(1);

  private final Deliveries deliveries;
  private final Sender sender;
  private final SecretSeal seal;
  private final DeliveryConfig config;
  private final DeliveryMeters meters;
  private final Loads loads;
  private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
  private final List<Outcome> unwritten = new ArrayList<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().name("alert-sender-", 0).daemon().factory());
  private final Thread dispatcher =
      Thread.ofPlatform().name("alert-delivery").daemon().unstarted(this::run);
  private volatile boolean stopping;
  private boolean failing;
  private long parkFrom = System.nanoTime();
  private long catchUpFrom = parkFrom;
  private int underWay;

  DeliveryWorker(
      Deliveries deliveries,
      Sender sender,
      SecretSeal seal,
      DeliveryConfig config,
      DeliveryMeters meters) {
    this.deliveries = deliveries;
    this.sender = sender;
    this.seal = seal;
    this.config = config;
    this.meters = meters;
    this.loads = new Loads(config.perEndpoint(), RandomGenerator.getDefault());
  }

  /** What was sent, and what came of it. */
  private record Sent(DueDelivery delivery, Answer answer) {}

  /** Begins to send. */
  @Override
  public void start() {
    dispatcher.start();
  }

  private void run() {
    while (!stopping || underWay > 0 || !unwritten.isEmpty()) {
      try {
        turn();
        if (failing) {
          LOG.info("alerts are sent again");
        }
        failing = false;
      } catch (SQLException | RuntimeException | Error e) {
        if (stopping) {
          break;
        }
        complain(e);
        collect(REST_AFTER_FAILURE);
      }
    }
  }

  private void complain(Throwable failure) {
    if (!failing) {
      LOG.warn("alerts wait; it is tried on, and said when it works", failure);
    }
    failing = true;
  }

  private void turn() throws SQLException {
    boolean wrote = write();
    boolean took = !stopping && take();
    boolean parked = !stopping && park();
    catchUp();
    collect(wrote || took || parked ? Duration.ZERO : config.poll());
  }

  /** Takes up what was sent meanwhile; waits for one if there is none. */
  private void collect(Duration patience) {
    try {
      @Nullable Sent next = sent.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      while (next != null) {
        underWay--;
        unwritten.add(loads.end(next.delivery, next.answer));
        next = sent.poll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }

  private boolean write() throws SQLException {
    if (unwritten.isEmpty()) {
      return false;
    }
    List<Duration> arrived = deliveries.outcomes().write(unwritten, loads.changed());
    meters.wrote(unwritten, arrived);
    loads.forgetChanged();
    unwritten.clear();
    return true;
  }

  private boolean take() throws SQLException {
    int free = config.workers() - underWay;
    if (free == 0) {
      return false;
    }
    meters.madeDigests(deliveries.digests().make());
    DueDeliveries.Taking taking =
        new DueDeliveries.Taking(UUID.randomUUID(), config.lease(), free, 1);
    List<DueDelivery> taken = deliveries.due().take(taking, loads.rooms());
    for (DueDelivery delivery : taken) {
      underWay++;
      loads.begin(delivery);
      start(delivery);
    }
    return !taken.isEmpty();
  }

  /**
   * Clears away what is in the way of what is due, now and then, or at once while there is more.
   */
  private boolean park() throws SQLException {
    long begun = System.nanoTime();
    if (begun - parkFrom < 0) {
      return false;
    }
    boolean parked = deliveries.followers().park() > 0;
    long ended = System.nanoTime();
    long rest = Math.max(config.park().toNanos(), REST_PER_WORK * (ended - begun));
    parkFrom = parked ? ended : ended + rest;
    return parked;
  }

  private void catchUp() throws SQLException {
    if (stopping || System.nanoTime() - catchUpFrom < 0) {
      return;
    }
    int leftBehind = deliveries.due().catchUp(config.lease());
    if (leftBehind > 0) {
      LOG.warn(
          "{} alerts waited for a time that the database's clock was set back from", leftBehind);
    }
    catchUpFrom = System.nanoTime() + CATCH_UP.toNanos();
  }

  /** Whatever happens to it, how it ended is heard of: its place would be lost otherwise. */
  private void start(DueDelivery delivery) {
    try {
      threads.execute(() -> sent.add(new Sent(delivery, send(delivery))));
    } catch (RuntimeException | Error e) {
      sent.add(new Sent(delivery, notTried(e)));
    }
  }

  private Answer notTried(Throwable why) {
    return Answer.failed(sender.now(), "it could not be tried: " + why);
  }

  private Answer send(DueDelivery delivery) {
    List<String> secrets;
    try {
      secrets = seal.open(delivery.to().secrets());
    } catch (RuntimeException e) {
      LOG.warn("the secret of the endpoint {} cannot be read", delivery.to().name());
      return Answer.failed(sender.now(), "its secret cannot be read: was the key replaced?");
    }
    try {
      return sender.send(
          new Message(
              delivery.id().toString(),
              delivery.to().url(),
              delivery.payload(),
              secrets,
              delivery.to().format()));
    } catch (RuntimeException | Error e) {
      return notTried(e);
    }
  }

  /** Takes nothing more, waits for what is under way, and writes what became of it. */
  @Override
  public void close() {
    stopping = true;
    try {
      if (dispatcher.isAlive() && !dispatcher.join(LAST)) {
        LOG.warn("what is still under way to receivers is sent again after the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
    sender.close();
  }
}
