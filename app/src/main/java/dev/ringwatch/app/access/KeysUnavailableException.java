package dev.ringwatch.app.access;

import java.io.Serial;

/** Whose a key is cannot be found out now, because where keys are kept does not answer. */
public final class KeysUnavailableException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /** With a sentence that says what does not answer, and why. */
  public KeysUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
