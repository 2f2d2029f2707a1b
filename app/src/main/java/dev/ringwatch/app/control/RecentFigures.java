package dev.ringwatch.app.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Figures of the last hour, of which one is taken every ten seconds: what a page needs to say how
 * much comes, and what has changed. Safe for threads.
 */
final class RecentFigures implements AutoCloseable {

  /** How often they are taken. */
  static final Duration EVERY = Duration.ofSeconds(10);

  /** An hour, and its beginning. */
  private static final int MOST = 361;

  private static final Logger LOG = LoggerFactory.getLogger(RecentFigures.class);

  private final Supplier<Sample> source;
  private final ArrayDeque<Sample> samples = new ArrayDeque<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("control").daemon().factory());

  /** Figures of a source, which answers at once. */
  RecentFigures(Supplier<Sample> source) {
    this.source = source;
  }

  void start() {
    look();
    // It ends with the timer, and what fails is caught.
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            this::look, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  /** Takes one more. */
  void look() {
    try {
      Sample sample = source.get();
      synchronized (samples) {
        samples.add(sample);
        if (samples.size() > MOST) {
          samples.removeFirst();
        }
      }
    } catch (RuntimeException e) {
      // Thrown, it would end the timer; the next look may do better.
      LOG.warn("figures of the server could not be taken: {}", e.toString());
    }
  }

  /**
   * The figures of now, and before them those of a while ago.
   *
   * @param from the oldest of the while
   * @param now taken just now
   * @param all all of the while, the oldest first
   */
  record Window(Sample from, Sample now, List<Sample> all) {

    /** How long it is, which is less than was asked for if the server has not run for so long. */
    Duration length() {
      return Duration.between(from.at(), now.at());
    }
  }

  /** The figures of the last while, an hour at most. */
  Window over(Duration length) {
    Sample now = source.get();
    Instant begin = now.at().minus(length);
    List<Sample> all = new ArrayList<>();
    synchronized (samples) {
      // A look is up to ten seconds old, so that the one before the begin belongs to it.
      Optional<Sample> before =
          samples.stream().filter(one -> one.at().isBefore(begin)).reduce((_, last) -> last);
      before.filter(one -> one.at().plus(EVERY).isAfter(begin)).ifPresent(all::add);
      samples.stream()
          .filter(one -> !one.at().isBefore(begin) && one.at().isBefore(now.at()))
          .forEach(all::add);
    }
    all.add(now);
    return new Window(all.getFirst(), now, List.copyOf(all));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
