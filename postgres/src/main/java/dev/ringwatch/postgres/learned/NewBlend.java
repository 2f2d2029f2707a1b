package dev.ringwatch.postgres.learned;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What learning from verdicts came to, to be kept.
 *
 * @param reason what the test of it came to, as a sentence
 * @param verdicts how many there were to learn from
 * @param report the figures that this rests on, as a JSON object; names no account
 * @param learned what may be let pass; null if nothing may
 */
public record NewBlend(String reason, int verdicts, String report, @Nullable Learned learned) {

  /** The longest reason. */
  public static final int MAX_REASON = 1_000;

  /**
   * What may be let pass.
   *
   * @param weights the coefficients as a JSON object, in the form that the log has
   * @param spread how what it adds was spread over accounts, ascending, one at least
   * @param until when the newest verdict was given that it was learned from
   * @param threshold from which score of accounts incidents are to be opened with it, 0 to 100
   * @param previous the same without it
   */
  public record Learned(
      String weights, List<Double> spread, Instant until, double threshold, double previous) {

    /** Copies the spread. */
    public Learned {
      spread = List.copyOf(spread);
    }
  }
}
