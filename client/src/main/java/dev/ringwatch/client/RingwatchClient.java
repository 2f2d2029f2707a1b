package dev.ringwatch.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to a server, in the order in which it was given them, in batches, compressed, by one
 * thread of its own. What was not taken, or of which that is not known, is sent again until it is;
 * events have ids, so that it counts once. Safe for threads.
 */
public final class RingwatchClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Nobody there, or the connection broke: whether it was taken is not known. */
  private static final int NONE = 0;

  private static final int TAKEN = 202;
  private static final int UNREADABLE = 400;
  private static final int TOO_LARGE = 413;
  private static final int BUSY = 429;
  private static final int SERVER_ERROR = 500;

  /** What a server says, and for how long it asks to be left alone. */
  private record Answer(int status, String body, long waitMillis) {}

  private final ClientConfig config;
  private final URI address;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Thread thread = new Thread(this::run, "ringwatch-client");

  // All of these are guarded by this.
  private final ArrayDeque<ClientEvent> waiting = new ArrayDeque<>();
  private int underWay;
  private boolean inHaste;
  private boolean closed;
  private @Nullable String failure;

  /** Starts one. */
  public RingwatchClient(ClientConfig config) {
    this.config = config;
    this.address = URI.create(config.server().toString().replaceAll("/+$", "") + "/v1/events");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Takes an event, and waits while too many others are not sent.
   *
   * @throws IllegalStateException if the client is closed, or the server will never take its events
   */
  public synchronized void send(ClientEvent event) throws InterruptedException {
    while (failure == null && !closed && waiting.size() + underWay >= config.waiting()) {
      wait();
    }
    requireNoFailure();
    if (closed) {
      throw new IllegalStateException("this client is closed");
    }
    waiting.add(event);
    notifyAll();
  }

  /**
   * Waits until every event so far was taken or rejected.
   *
   * @throws IllegalStateException if the server will never take them
   */
  public synchronized void flush() throws InterruptedException {
    if (!awaitNothing(Long.MAX_VALUE)) {
      requireNoFailure();
      throw new IllegalStateException("cannot happen: the wait has no end");
    }
  }

  /**
   * Flushes and ends.
   *
   * @throws IllegalStateException if events are left that the server did not take in time
   */
  @Override
  public synchronized void close() {
    closed = true;
    try {
      if (!thread.isAlive() || !awaitNothing(config.closePatience().toMillis())) {
        requireNothingLeft();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      requireNothingLeft();
    } finally {
      thread.interrupt();
    }
  }

  private void requireNothingLeft() {
    if (waiting.size() + underWay > 0) {
      throw new IllegalStateException(
          (waiting.size() + underWay)
              + " events could not be sent to "
              + address
              + (failure == null ? "" : ": " + failure));
    }
  }

  private boolean awaitNothing(long millis) throws InterruptedException {
    long end = System.nanoTime() / 1_000_000 + Math.min(millis, Long.MAX_VALUE / 2);
    inHaste = true;
    notifyAll();
    while (failure == null && waiting.size() + underWay > 0) {
      long left = end - System.nanoTime() / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return failure == null;
  }

  private void requireNoFailure() {
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  private void run() {
    try {
      while (true) {
        deliver(next());
      }
    } catch (InterruptedException e) {
      fail("this client is closed");
    } catch (RuntimeException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  private synchronized List<ClientEvent> next() throws InterruptedException {
    while (waiting.isEmpty()) {
      inHaste = false;
      wait();
    }
    long end = System.nanoTime() + config.linger().toNanos();
    while (!inHaste && waiting.size() < config.batch() && System.nanoTime() < end) {
      wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
    List<ClientEvent> batch = new ArrayList<>();
    while (batch.size() < config.batch() && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    underWay = batch.size();
    return batch;
  }

  private synchronized void done(int events) {
    underWay -= events;
    notifyAll();
  }

  private synchronized void fail(String why) {
    failure = why;
    notifyAll();
  }

  private void deliver(List<ClientEvent> batch) throws InterruptedException {
    byte[] body = body(batch);
    for (int attempt = 0; ; attempt++) {
      Answer answer = post(body);
      int status = answer.status();
      if (status == TAKEN) {
        Json.refused(answer.body())
            .forEach(one -> config.rejected().accept(batch.get(one.index()), one.reason()));
        done(batch.size());
        return;
      }
      if (status == TOO_LARGE && batch.size() > 1) {
        deliver(batch.subList(0, batch.size() / 2));
        deliver(batch.subList(batch.size() / 2, batch.size()));
        return;
      }
      if (status == UNREADABLE || status == TOO_LARGE) {
        batch.forEach(event -> config.rejected().accept(event, answer.body()));
        done(batch.size());
        return;
      }
      if (status != NONE && status != BUSY && status < SERVER_ERROR) {
        throw new IllegalStateException(
            address + " answers " + status + " and will take nothing: " + answer.body());
      }
      Thread.sleep(Math.max(answer.waitMillis(), pause(attempt)));
    }
  }

  /** Milliseconds until the next attempt: twice the last, of which half is left to chance. */
  private long pause(int attempt) {
    long grown = config.pause().toMillis() << Math.min(attempt, 20);
    long full = Math.min(config.longestPause().toMillis(), grown);
    return full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
  }

  private Answer post(byte[] body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + config.key())
            .header("Content-Type", "application/x-ndjson")
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      String asked = response.headers().firstValue("Retry-After").orElse("");
      return new Answer(
          response.statusCode(),
          response.body(),
          asked.matches("\\d{1,4}") ? 1_000 * Long.parseLong(asked) : 0);
    } catch (IOException e) {
      return new Answer(NONE, "", 0);
    }
  }

  private static byte[] body(List<ClientEvent> batch) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
      for (ClientEvent event : batch) {
        zipped.write(event.line().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
