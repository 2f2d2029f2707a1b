package dev.ringwatch.pipeline;

import java.io.Serial;

/** A failure that happened before the state was written; only its words were kept. */
final class EarlierFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  EarlierFailure(String words) {
    super(words, null, false, false);
  }

  /** The words to keep of a failure: its class and message when it happened. */
  static String words(RuntimeException failure) {
    return failure instanceof EarlierFailure
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }
}
