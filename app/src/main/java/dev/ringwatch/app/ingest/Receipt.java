package dev.ringwatch.app.ingest;

import java.util.List;

/**
 * What became of the events of a request: each was accepted, known already, or rejected. Names are
 * a contract of the HTTP interface.
 *
 * @param accepted how many are durable now because of the request
 * @param duplicates how many were left out, because the log had them already or because they came
 *     twice in the request
 * @param rejected the others, in the order of the request
 */
public record Receipt(int accepted, int duplicates, List<Refused> rejected) {

  /**
   * An event that was not taken.
   *
   * @param index its place in the request, from 0
   * @param reason why, for a person
   */
  public record Refused(int index, String reason) {}
}
