package dev.ringwatch.flat;

import java.io.IOException;
import java.io.Serial;

/**
 * A written state cannot be used: it is damaged, cut off, or was written by another version or
 * under another configuration. The message is one sentence that says which. Whoever has the log
 * makes the state again from it.
 */
public final class UnusableStateException extends IOException {

  @Serial private static final long serialVersionUID = 1;

  /** A state that cannot be used, for a reason in one sentence. */
  public UnusableStateException(String message) {
    super(message);
  }

  /** A state that is damaged in a way that showed elsewhere. */
  public UnusableStateException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Refuses a state whose format is not the one that is read.
   *
   * @param what whose state it is, for the message
   */
  public static void requireFormat(int found, int known, String what)
      throws UnusableStateException {
    if (found != known) {
      throw new UnusableStateException(
          "the state of " + what + " has format " + found + ", and this Ringwatch reads " + known);
    }
  }
}
