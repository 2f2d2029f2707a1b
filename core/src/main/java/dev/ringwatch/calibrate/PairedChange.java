package dev.ringwatch.calibrate;

/**
 * How a yes-or-no judgement of the same cases changed from one judge to another, and whether that
 * may be chance: those that both judge alike say nothing of it (McNemar: Note on the sampling error
 * of the difference between correlated proportions, 1947).
 *
 * @param gained how many only the second judges right, 0 or more
 * @param lost how many only the first does, 0 or more
 */
public record PairedChange(long gained, long lost) {

  /** Checks the counts. */
  public PairedChange {
    if (gained < 0 || lost < 0) {
      throw new IllegalArgumentException(
          "gained and lost must be 0 or more, not " + gained + " and " + lost);
    }
  }

  /**
   * The probability, 0 to 1, of a change as large or larger in either direction if neither judge
   * were better: the exact two-sided test. 1 if nothing changed.
   */
  public double chance() {
    Binomial even = new Binomial(gained + lost, 0.5);
    return Math.min(1, 2 * even.atMost(Math.min(gained, lost)));
  }
}
