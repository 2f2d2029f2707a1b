package dev.ringwatch.learn;

import java.util.List;
import java.util.Optional;

/** Whether what verdicts teach may move scores. */
public sealed interface Promotion {

  /** What it rests on, in a sentence. */
  String sentence();

  /**
   * It may.
   *
   * @param learned from all verdicts
   * @param evidence how it compared on accounts that it had not learned from
   * @param sentence the same for people
   * @param benign the adjusted scores, 0 to 100, of the benign accounts of the random audit among
   *     these: what a threshold for it can be calibrated on
   */
  record Promoted(
      Training.Learned learned, PairedFlags evidence, String sentence, List<Double> benign)
      implements Promotion {

    /** Copies the scores. */
    public Promoted {
      benign = List.copyOf(benign);
    }
  }

  /**
   * It may not; scores stay what they are.
   *
   * @param sentence why
   * @param evidence how it compared; empty if it came to no comparison
   */
  record Kept(String sentence, Optional<PairedFlags> evidence) implements Promotion {}
}
