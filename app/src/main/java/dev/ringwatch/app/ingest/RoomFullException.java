package dev.ringwatch.app.ingest;

import java.io.Serial;
import java.time.Duration;

/** The bodies under way hold all the memory they may; nothing was taken. Come again in a while. */
public final class RoomFullException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final Duration retryAfter;

  RoomFullException(Duration retryAfter) {
    super("too many requests are under way");
    this.retryAfter = retryAfter;
  }

  /** After what time it is worth trying again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
