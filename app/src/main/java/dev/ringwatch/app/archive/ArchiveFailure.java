package dev.ringwatch.app.archive;

import java.io.IOException;

/** Why a day is not archived, in a sentence for whoever runs the server. */
public final class ArchiveFailure extends IOException {

  private static final long serialVersionUID = 1L;

  /** A failure with a sentence that says what, where and what next. */
  public ArchiveFailure(String sentence) {
    super(sentence);
  }
}
