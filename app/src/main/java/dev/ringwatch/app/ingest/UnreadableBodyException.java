package dev.ringwatch.app.ingest;

import java.io.Serial;

/** A request's body as a whole is nothing that events can be read from; none was taken. */
public final class UnreadableBodyException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  UnreadableBodyException(String message) {
    super(message);
  }
}
