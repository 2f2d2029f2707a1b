package dev.ringwatch.app.detection;

import java.io.Serial;

/**
 * The log holds a control record of a kind that this version does not know, so a newer one wrote
 * it. What it says moves scores: whoever passes it comes to other scores than who reads it.
 */
public final class UnknownControlException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  UnknownControlException(String kind) {
    super(
        "a newer Ringwatch wrote to this log: it holds a control record of the kind \""
            + kind
            + "\", which this version does not know; start the newer version");
  }
}
