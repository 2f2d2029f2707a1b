package dev.ringwatch.pipeline;

import dev.ringwatch.event.Tick;

/**
 * A driver failed in the midst of closing a tick, by no fault of a single event: its state is half
 * of two ticks and answers nothing any more. Whoever drives goes on from the last state that it
 * kept.
 */
public final class BrokenDriverException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  BrokenDriverException(Tick tick, Throwable cause) {
    super("the driver broke while it closed the tick of " + tick.start() + ": " + cause, cause);
  }
}
