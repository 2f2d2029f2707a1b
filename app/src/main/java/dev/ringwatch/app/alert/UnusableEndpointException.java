package dev.ringwatch.app.alert;

import java.io.Serial;
import org.springframework.http.HttpStatus;

/** A request about an endpoint or a delivery asks for what cannot be; nothing was changed. */
public final class UnusableEndpointException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final HttpStatus status;

  UnusableEndpointException(HttpStatus status, String message) {
    super(message);
    this.status = status;
  }

  static UnusableEndpointException notFound(String what, String id) {
    return new UnusableEndpointException(HttpStatus.NOT_FOUND, "there is no " + what + " " + id);
  }

  /** How to answer. */
  public HttpStatus status() {
    return status;
  }
}
