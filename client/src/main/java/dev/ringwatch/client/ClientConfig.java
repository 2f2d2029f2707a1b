package dev.ringwatch.client;

import java.net.URI;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * How a client sends.
 *
 * @param server the server's address, such as {@code https://ringwatch.example.org}
 * @param key an API key of the scope {@code ingest}
 * @param batch the most events of a request, 1 to 10,000
 * @param linger how long a first event waits for others to go with it
 * @param waiting the most events that wait in memory; then {@code send} waits, too
 * @param pause the first pause before a request is made again; it doubles from attempt to attempt,
 *     and half of it or more is chosen at random, so that many clients do not come at once
 * @param longestPause up to where it doubles
 * @param closePatience how long {@code close} goes on trying
 * @param rejected is told of each event that the server will not take, and why; it is called by the
 *     thread that sends, and must not throw
 */
public record ClientConfig(
    URI server,
    String key,
    int batch,
    Duration linger,
    int waiting,
    Duration pause,
    Duration longestPause,
    Duration closePatience,
    BiConsumer<ClientEvent, String> rejected) {

  private static final int MOST_EVENTS = 10_000;

  /** Checks the ranges. */
  public ClientConfig {
    if (batch < 1 || batch > MOST_EVENTS) {
      throw new IllegalArgumentException("batch must be 1 to 10,000, not " + batch);
    }
    if (waiting < batch) {
      throw new IllegalArgumentException("waiting must be batch or more, not " + waiting);
    }
    if (pause.isNegative() || pause.isZero() || longestPause.compareTo(pause) < 0) {
      throw new IllegalArgumentException("pause must be positive, and longestPause no less");
    }
  }

  /**
   * 1,000 events a request, 100 ms to wait for others, 100,000 in memory, pauses of 200 ms to 30 s,
   * 30 s to close; who is told of rejected events has to be said, because nobody else would be.
   */
  public static ClientConfig of(URI server, String key, BiConsumer<ClientEvent, String> rejected) {
    return new ClientConfig(
        server,
        key,
        1_000,
        Duration.ofMillis(100),
        100_000,
        Duration.ofMillis(200),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        rejected);
  }

  /** The same with other batches and another bound. */
  public ClientConfig withBatches(int events, Duration wait, int inMemory) {
    return new ClientConfig(
        server, key, events, wait, inMemory, pause, longestPause, closePatience, rejected);
  }

  /** The same with other patience. */
  public ClientConfig withPauses(Duration first, Duration longest, Duration toClose) {
    return new ClientConfig(server, key, batch, linger, waiting, first, longest, toClose, rejected);
  }
}
