package dev.ringwatch.app.csv;

import jakarta.servlet.ServletRequest;

/**
 * Says of a request that its answer ends before its end, so that the server closes the connection
 * without the mark of a whole answer.
 */
public final class CutOff {

  private static final String MARK = CutOff.class.getName();

  private CutOff() {}

  static void mark(ServletRequest request) {
    request.setAttribute(MARK, true);
  }

  /** Whether the answer to a request is to be cut off. */
  public static boolean isMarked(ServletRequest request) {
    return request.getAttribute(MARK) != null;
  }
}
