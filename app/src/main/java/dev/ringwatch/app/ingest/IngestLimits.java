package dev.ringwatch.app.ingest;

import java.time.Duration;

/**
 * How much one request may bring, and all that are under way together.
 *
 * @param maxBodyBytes the largest body, counted after decompression
 * @param maxEvents the most events of one request
 * @param maxWaitingBytes the most bytes of all bodies that are read or wait to be durable; what
 *     comes beyond is told to come again
 * @param maxAge how long ago an event may have happened
 * @param maxAhead how far in the future it may claim to lie; more than the lateness would let a
 *     clock that runs ahead make everybody else's events late
 */
public record IngestLimits(
    long maxBodyBytes, int maxEvents, long maxWaitingBytes, Duration maxAge, Duration maxAhead) {

  /** Checks the ranges. */
  public IngestLimits {
    if (maxBodyBytes < 1 || maxEvents < 1 || maxWaitingBytes < maxBodyBytes) {
      throw new IllegalArgumentException(
          "maxBodyBytes and maxEvents must be at least 1 and maxWaitingBytes no less than"
              + " maxBodyBytes, not "
              + maxBodyBytes
              + ", "
              + maxEvents
              + " and "
              + maxWaitingBytes);
    }
    if (!maxAge.isPositive() || maxAhead.isNegative()) {
      throw new IllegalArgumentException(
          "maxAge must be positive and maxAhead not negative, not " + maxAge + ", " + maxAhead);
    }
  }

  /** 16 MiB and 10,000 events a request, 128 MiB together, 30 days back, a minute ahead. */
  public static IngestLimits ofDefaults() {
    return new IngestLimits(
        16 << 20, 10_000, 128 << 20, Duration.ofDays(30), Duration.ofMinutes(1));
  }

  /** The same for requests of fewer events, or more. */
  IngestLimits withMaxEvents(int events) {
    return new IngestLimits(maxBodyBytes, events, maxWaitingBytes, maxAge, maxAhead);
  }
}
