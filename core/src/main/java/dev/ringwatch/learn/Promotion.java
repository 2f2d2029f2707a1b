package dev.ringwatch.learn;

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
   */
  record Promoted(Training.Learned learned, PairedRecall evidence, String sentence)
      implements Promotion {}

  /**
   * It may not; scores stay what they are.
   *
   * @param sentence why
   * @param evidence how it compared; empty if it came to no comparison
   */
  record Kept(String sentence, Optional<PairedRecall> evidence) implements Promotion {}
}
