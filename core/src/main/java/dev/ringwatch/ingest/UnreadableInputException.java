package dev.ringwatch.ingest;

/**
 * Says that an input as a whole cannot be used: it is no text, it is empty, its header lacks what
 * every event needs. The message is one or two sentences for a person: what is wrong, where, and
 * what to do about it.
 */
public final class UnreadableInputException extends RuntimeException {

  /** An exception with a message for a person. */
  public UnreadableInputException(String message) {
    super(message);
  }

  /** An exception with a message for a person and what led to it. */
  public UnreadableInputException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same about a named input: {@code events.csv: is empty}. */
  public UnreadableInputException of(String input) {
    return new UnreadableInputException(input + ": " + getMessage(), this);
  }
}
