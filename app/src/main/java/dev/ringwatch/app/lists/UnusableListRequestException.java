package dev.ringwatch.app.lists;

import java.io.Serial;
import org.springframework.http.HttpStatus;

/** A request about a list asks for what cannot be; nothing was changed. */
final class UnusableListRequestException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final HttpStatus status;

  UnusableListRequestException(HttpStatus status, String message) {
    super(message);
    this.status = status;
  }

  /** How to answer. */
  HttpStatus status() {
    return status;
  }
}
