package dev.ringwatch.app.erasure;

/** Another account is being read out; this one was not begun. */
public final class ExportBusyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With a sentence that says what to do. */
  ExportBusyException(String message) {
    super(message);
  }
}
