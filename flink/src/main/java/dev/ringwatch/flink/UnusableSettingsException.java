package dev.ringwatch.flink;

import java.io.Serial;

/** The job cannot be started as it is told to; says why in one sentence, without a stack trace. */
final class UnusableSettingsException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  UnusableSettingsException(String sentence) {
    super(sentence, null, false, false);
  }
}
