package dev.ringwatch.app.control;

import java.time.Instant;

/**
 * Figures of the server at a moment. Counts are those since its start, unless they say otherwise.
 *
 * @param at when
 * @param events what became of events
 * @param requests what became of requests that brought events
 * @param setAside entries of the log that could not be processed, since its beginning
 * @param shed keys and accounts that were shed because they did not fit, since the log's beginning
 * @param heap the share of the heap that is used, 0 to 1
 * @param awaited how many callers waited for a connection to the database
 */
record Sample(
    Instant at,
    Events events,
    Requests requests,
    long setAside,
    long shed,
    double heap,
    int awaited) {

  /**
   * What became of events.
   *
   * @param accepted how many were taken
   * @param duplicates how many were left out because they had been taken before
   * @param rejected how many were rejected
   */
  record Events(long accepted, long duplicates, long rejected) {}

  /**
   * What became of requests that brought events.
   *
   * @param all how many were answered
   * @param turnedAway how many of them with an error of the server's, or because it was busy
   */
  record Requests(long all, long turnedAway) {}
}
