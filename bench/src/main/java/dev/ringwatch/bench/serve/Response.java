package dev.ringwatch.bench.serve;

import java.time.Duration;

/**
 * What the server answered to one request.
 *
 * @param status the HTTP status
 * @param retryAfter after what time it asks to be tried again; zero if it does not say
 * @param body the content, empty if there is none
 */
record Response(int status, Duration retryAfter, String body) {

  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int BUSY = 429;
  private static final int UNAVAILABLE = 503;

  boolean isOk() {
    return status == OK;
  }

  boolean isAccepted() {
    return status == ACCEPTED;
  }

  /** Whether the server asks for the same request again later. */
  boolean isTryAgain() {
    return status == BUSY || status == UNAVAILABLE;
  }
}
