package dev.ringwatch.app.ingest;

import java.io.Serial;

/** A request brings more than one request may. */
public final class BodyTooLargeException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  BodyTooLargeException(String message) {
    super(message);
  }
}
