package dev.ringwatch.risk;

import dev.ringwatch.detect.Reason;
import java.util.List;

/**
 * One part of a risk score: what one witness says of an account.
 *
 * @param score 0 to 100, higher is worse
 * @param reasons reasons whose points sum to it; empty for a score of 0
 */
public record Part(double score, List<Reason> reasons) {

  /** Copies the reasons. */
  public Part {
    reasons = List.copyOf(reasons);
  }
}
