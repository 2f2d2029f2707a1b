package dev.ringwatch.app.detection;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.risk.Band;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has accounts looked at between ticks that do much at once, or were near an incident at their last
 * closed tick: their incidents need not wait for the minute to close. Which those are costs little
 * to know; a score costs too much to make one with every event. Whom this misses is found when the
 * tick closes, as everybody is. Used by the detection thread, but for {@link #scored}.
 */
final class Suspicions {

  private static final Logger LOG = LoggerFactory.getLogger(Suspicions.class);

  /** From so many events in a minute on an account is looked at whenever they have doubled. */
  private static final int MANY = 4;

  /** So many are looked at after one slice of the log: a few milliseconds. */
  private static final int AT_ONCE = 20;

  /**
   * From so many events in a minute on an account is looked at as soon as there is a moment. Where
   * ordinary accounts do several things a minute, those that did less are nearly all there are, and
   * share a tenth of the time.
   */
  private static final int VERY_MANY = 16;

  private static final int SHARE = 10;
  private static final Duration MOST_SAVED = Duration.ofMillis(100);

  /** Of so many whose score is high enough it is being seen to at most. */
  private static final int MOST_FOUND = 200;

  /** So many are near at most. */
  private static final int MOST_NEAR = 100_000;

  /** An event of one who is near is worth so many of others. */
  private static final int AS_MUCH_AS = 8;

  /** How far below an incident an account is near it, in points. */
  private static final double NEAR = 15;

  private final Matters matters;
  private final Background background;
  private final Map<AccountId, int[]> eventsInMinute = new HashMap<>();
  private final Set<AccountId> near = ConcurrentHashMap.newKeySet();
  private final Suspects waiting = new Suspects();
  private final TimeShare share;
  private final List<Evidence> found = new ArrayList<>();
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
  private Tick minute = new Tick(Long.MIN_VALUE);

  /** The last closed tick that is known here. */
  private volatile Tick closed = new Tick(Long.MIN_VALUE);

  /**
   * Suspicions of nobody yet.
   *
   * @param nanoClock nanoseconds from an arbitrary beginning
   */
  Suspicions(Matters matters, Background background, LongSupplier nanoClock) {
    this.matters = matters;
    this.background = background;
    share = new TimeShare(SHARE, MOST_SAVED, nanoClock);
  }

  /**
   * Notes an event.
   *
   * @param arrived when it came; null if that is not known
   */
  void heard(Event event, @Nullable Instant arrived) {
    Tick tick = event.tick();
    if (tick.compareTo(minute) > 0) {
      minute = tick;
      eventsInMinute.clear();
    }
    int[] events = eventsInMinute.computeIfAbsent(event.account(), account -> new int[1]);
    events[0]++;
    boolean doubled = Integer.bitCount(events[0]) == 1;
    if (!doubled) {
      return;
    }
    if (near.contains(event.account())) {
      waiting.add(event.account(), AS_MUCH_AS * events[0], arrived);
    } else if (events[0] >= MANY) {
      waiting.add(event.account(), events[0], arrived);
    }
  }

  /**
   * Notes an account's final score. One that has its incident is near as long as its band can rise.
   * Safe for threads.
   *
   * @param tick the closed tick that it is of
   */
  void scored(AccountFinal score, Tick tick) {
    double risk = score.risk().score();
    double from = matters.policy(tick).accountFrom();
    boolean canRise = risk < from || score.risk().band() != Band.HIGH;
    if (risk < from - NEAR || !canRise) {
      near.remove(score.account());
    } else if (near.size() < MOST_NEAR) {
      near.add(score.account());
    }
  }

  /** Whether nobody is being looked at. */
  boolean isIdle() {
    return found.isEmpty() && running.isDone();
  }

  /** Knows of nobody any more. */
  void startAnew() {
    eventsInMinute.clear();
    near.clear();
    waiting.clear();
    found.clear();
  }

  /** Looks at some of those who wait, and has incidents opened of what it saw. */
  void consider(EmbeddedDriver driver) {
    closed = driver.closed().orElse(closed);
    for (int left = AT_ONCE; left > 0 && found.size() < MOST_FOUND; left--) {
      Optional<Suspects.Suspect> next = waiting.next(share.isLeft() ? 1 : VERY_MANY);
      if (next.isEmpty()) {
        break;
      }
      share.take(() -> look(driver, next.get())).ifPresent(found::add);
    }
    if (!found.isEmpty() && running.isDone()) {
      List<Evidence> evidence = List.copyOf(found);
      found.clear();
      running = background.run("opening incidents", () -> see(evidence));
    }
  }

  private Optional<Evidence> look(EmbeddedDriver driver, Suspects.Suspect suspect) {
    try {
      return driver
          .liveScore(suspect.account())
          .flatMap(this::evidence)
          .map(evidence -> evidence.arrived(suspect.since()));
    } catch (RuntimeException e) {
      LOG.warn("an account cannot be looked at before its minute closes: {}", e.toString());
      return Optional.empty();
    }
  }

  private Optional<Evidence> evidence(LiveScore live) {
    IncidentPolicy policy = matters.policy(live.tick());
    return live.score()
        .filter(score -> live.provisional())
        .filter(score -> score.risk().score() >= policy.accountFrom())
        .map(score -> Evidences.of(score, live.tick(), true, policy.ringFrom()));
  }

  private void see(List<Evidence> evidence) {
    try {
      // What has closed meanwhile has been said for good, or will be.
      matters.see(evidence.stream().filter(one -> one.tick().compareTo(closed) > 0).toList());
    } catch (IOException e) {
      LOG.warn("{} incidents wait for their minute to close: {}", evidence.size(), e.toString());
    }
  }
}
