package dev.ringwatch.app.health;

import dev.ringwatch.app.duty.Duty;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a monitor outside as long as the server is well. The monitor raises the alarm when the
 * calls stay out, and so also when the server, its host or its network are gone. A call that fails
 * is counted, and the first of several said. Safe for threads.
 */
public final class SignOfLife implements Duty, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SignOfLife.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int SUCCESS = 2;

  private final Health health;
  private final SignOfLifeSettings settings;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong withheld = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private boolean failing;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .proxy(ProxySelector.getDefault())
          .build();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sign-of-life").daemon().factory());

  SignOfLife(Health health, SignOfLifeSettings settings) {
    this.health = health;
    this.settings = settings;
  }

  /** Begins to call. */
  @Override
  public void start() {
    long every = settings.every().toMillis();
    // It ends with the timer, and throws nothing.
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(this::consider, 0, every, TimeUnit.MILLISECONDS);
  }

  private void consider() {
    if (!health.isWell()) {
      withheld.incrementAndGet();
      return;
    }
    String why = call();
    if (why.isEmpty()) {
      sent.incrementAndGet();
      if (failing) {
        LOG.info("the monitor at {} is reached again", settings.url().getHost());
      }
    } else {
      failed.incrementAndGet();
      if (!failing) {
        LOG.warn(
            "the monitor at {} was not reached, {}; it is tried on, and said when it works",
            settings.url().getHost(),
            why);
      }
    }
    failing = !why.isEmpty();
  }

  /** Why it failed; empty if it did not. Exceptions are named and not quoted: the URL is secret. */
  private String call() {
    HttpRequest request = HttpRequest.newBuilder(settings.url()).timeout(ANSWER).GET().build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status / 100 == SUCCESS ? "" : "HTTP status " + status;
    } catch (IOException | RuntimeException e) {
      return e.getClass().getSimpleName();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** How many calls were answered. */
  public long sent() {
    return sent.get();
  }

  /** How many were not made, because the server was not well. */
  public long withheld() {
    return withheld.get();
  }

  /** How many failed. */
  public long failed() {
    return failed.get();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    http.shutdownNow();
  }
}
