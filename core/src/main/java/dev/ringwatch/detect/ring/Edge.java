package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A pair of accounts that share more than chance explains.
 *
 * @param a the account whose id comes first
 * @param b the other
 * @param weight how strong the tie is, above 0 and up to 1: what the shared keys' kinds and rarity
 *     add up to; comparable between edges of all logs
 * @param pValue the probability that a pair of accounts as busy as these shares at least so much by
 *     chance, in [0, 1]
 * @param evidence what they share, strongest kind first; never empty
 */
public record Edge(
    AccountId a, AccountId b, double weight, double pValue, List<Evidence> evidence) {

  /** Checks order and ranges, and copies the evidence. */
  public Edge {
    if (a.compareTo(b) >= 0) {
      throw new IllegalArgumentException("an edge's accounts must be in order: " + a + ", " + b);
    }
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight must be in (0, 1], not " + weight);
    }
    if (!(pValue >= 0 && pValue <= 1)) {
      throw new IllegalArgumentException("pValue must be in [0, 1], not " + pValue);
    }
    if (evidence.isEmpty()) {
      throw new IllegalArgumentException("an edge needs evidence: " + a + ", " + b);
    }
    evidence = List.copyOf(evidence);
  }

  /** All evidence in one line, parts separated by a bar. */
  public String evidenceText() {
    return evidence.stream().map(Evidence::text).collect(Collectors.joining("|"));
  }
}
