package dev.ringwatch.app.paging;

/** A request asks for something that cannot be; its message is a sentence for its sender. */
public final class UnusableRequestException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With a sentence that names what is wrong, and what would be right. */
  public UnusableRequestException(String message) {
    super(message);
  }
}
