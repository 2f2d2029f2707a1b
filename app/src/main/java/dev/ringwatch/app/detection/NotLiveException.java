package dev.ringwatch.app.detection;

/** Detection cannot answer yet, or not any more; ask again in a while. */
public final class NotLiveException extends RuntimeException {

  /** With a sentence that says why. */
  public NotLiveException(String message) {
    super(message);
  }
}
