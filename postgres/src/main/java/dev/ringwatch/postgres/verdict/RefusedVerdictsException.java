package dev.ringwatch.postgres.verdict;

import java.util.List;

/** Verdicts that cannot be; nothing was written. */
public final class RefusedVerdictsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<Refusal> refusals;

  /**
   * One that cannot be.
   *
   * @param index its place among those that were given, from 0
   * @param sentence why, for whoever gave it
   */
  public record Refusal(int index, String sentence) {}

  /** With all that is wrong, at least one. */
  public RefusedVerdictsException(List<Refusal> refusals) {
    super(refusals.getFirst().sentence());
    this.refusals = List.copyOf(refusals);
  }

  /** All that is wrong, in the order in which it was given. */
  public List<Refusal> refusals() {
    return refusals;
  }
}
