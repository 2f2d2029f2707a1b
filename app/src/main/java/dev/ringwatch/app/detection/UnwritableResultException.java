package dev.ringwatch.app.detection;

import java.io.IOException;

/** A result cannot be written for its own sake, however often it is tried. */
public final class UnwritableResultException extends IOException {

  private static final long serialVersionUID = 1;

  /** Says what the cause says: why it cannot be written. */
  public UnwritableResultException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
