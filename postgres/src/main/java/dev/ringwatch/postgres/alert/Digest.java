package dev.ringwatch.postgres.alert;

import dev.ringwatch.alert.IncidentKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Messages that are sent as one, for more of them wait than the endpoint's budget allows.
 *
 * @param at when they were put together
 * @param lines what each says, two or more, in the order in which they would have been sent
 */
public record Digest(Instant at, List<Line> lines) {

  /** Copies the lines. */
  public Digest {
    lines = List.copyOf(lines);
  }

  /**
   * What a message says, in short.
   *
   * @param id its id
   * @param incident the incident's number
   * @param dedupKey what all incidents of its matter have in common
   * @param kind what it is about
   * @param subject the account's or the ring's id, or what else it is about
   * @param change what happened to the incident
   * @param band its band then
   */
  public record Line(
      UUID id,
      long incident,
      String dedupKey,
      IncidentKind kind,
      String subject,
      String change,
      String band) {}
}
